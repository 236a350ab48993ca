// A plan that a cell made, as a walk from its input to its output: numbers and text, for the page to draw.
import {type Plan, reshape, type Tensor} from "../index.js";
import type {Shown, Walk} from "./shown.js";

/** The most steps that are shown. */
const most = 24;

/** The steps of a plan in their order, with the numbers of the moment; `show` puts an array into words and numbers. */
export function planWalk(p: Plan, show: (x: Tensor) => Shown): Walk {
  const stepOf = new Map(p.steps.map((step, i) => [step.output, i]));
  // Where several values come together, the main path brings the first.
  const path = (name: string): string[] => {
    const i = stepOf.get(name);
    return i === undefined ? [name] : [name, ...path(p.steps[i].inputs[0])];
  };
  const main = new Set(path(p.steps.at(-1)!.output));
  const row = (name: string) => (stepOf.get(name) ?? -1) + 1;
  const array = (name: string) => ({name, values: kept(p, name, show)});
  return {
    kind: "walk",
    input: array(p.steps[0].inputs[0]),
    steps: p.steps.slice(0, most).map(({operation, tex, inputs, output}) => ({
      operation,
      tex,
      output: array(output),
      weights: p.parameters
        .filter(({name}) => inputs.includes(name))
        .map(({name, value}) => ({name, values: weights(value, show)})),
      way: main.has(output) ? "main" : "shortcut",
      ...(operation === "add" && {from: row(path(inputs[1]).find(name => main.has(name))!)})
    })),
    more: Math.max(0, p.steps.length - most)
  };
}

/** The numbers of a value, unless the plan keeps parameters only. */
function kept(p: Plan, name: string, show: (x: Tensor) => Shown): Shown {
  try {
    return show(p.value(name));
  } catch (error) {
    return {kind: "text", text: (error as Error).message};
  }
}

/** A 1×1 filter is a matrix; larger ones have more numbers than a walk has room for. */
function weights(w: Tensor, show: (x: Tensor) => Shown): Shown {
  const [height, width, ...matrix] = w.shape;
  if (w.shape.length < 4) return show(w);
  return height * width === 1 ? show(reshape(w, matrix)) : {kind: "text", text: w.shape.join("×")};
}
