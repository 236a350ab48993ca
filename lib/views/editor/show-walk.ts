// A plan that a cell made, drawn: its steps below one another on the main path, and the shortcut around them.

import type {Shown, Walk} from "../../sandbox/shown.js";
import {extent} from "../kit/colour.js";
import {type Child, html} from "../kit/dom.js";
import {htmlName} from "../kit/labels.js";
import {texts} from "../kit/texts.js";
import {type MathTree, mathTree} from "./math-tree.js";

const t = texts({
  en: {
    walk: "The plan, step by step",
    input: "input",
    shortcut: "on the shortcut",
    from: ["The shortcut brings ", " here."],
    more: (n: number) => `and ${n} more steps`
  },
  zh: {
    walk: "计划的各个步骤",
    input: "输入",
    shortcut: "在捷径上",
    from: ["捷径把 ", " 带到这里。"],
    more: n => `还有 ${n} 步`
  }
});

/** `show` draws an array; its colours end at the scale that it is given. */
export function showWalk(
  {input, steps, more}: Walk,
  show: (value: Shown, scale: number) => Element
): HTMLElement {
  const outputs = [input, ...steps.map(({output}) => output)];
  const scale = extent(numbersOf(outputs));
  const weightScale = extent(numbersOf(steps.flatMap(({weights}) => weights)));
  const row = (i: number, head: readonly Child[], ...arrays: Node[]) =>
    html(
      "div.walk-row",
      {role: "listitem", style: `grid-row: ${i + 1}`},
      html("p.walk-head", ...head),
      html("div.walk-arrays", ...arrays)
    );
  const array = ({name, values}: (typeof outputs)[number], kind: string, scale: number) =>
    html("div", {class: `walk-array ${kind}`}, htmlName(name), show(values, scale));
  const rows = steps.map(({operation, tex, output, weights, way, from}, i) => {
    const start = place(from, i);
    const aside =
      way === "shortcut"
        ? [t.shortcut]
        : start !== undefined && [t.from[0], htmlName(outputs[start].name), t.from[1]];
    const element = row(
      i + 1,
      [html("code", operation), formula(tex), aside && html("span.walk-aside", ...aside)],
      ...weights.map(w => array(w, "weight", weightScale)),
      array(output, "", scale)
    );
    element.classList.toggle("around", way === "shortcut");
    return element;
  });
  const arcs = steps.flatMap(({from}, i) => {
    const start = place(from, i);
    if (start === undefined) return [];
    const style = `grid-row: ${start + 1} / ${i + 2}`;
    return [html("span.walk-arc", {"aria-hidden": "true", style})];
  });
  return html(
    "div.plan-walk",
    {role: "list", "aria-label": t.walk},
    ...arcs,
    row(0, [html("code", t.input)], array(input, "", scale)),
    ...rows,
    more > 0 && html("p.walk-more", {role: "listitem"}, t.more(more))
  );
}

/** A row above step i; undefined for what is none, whatever the worker sent. */
function place(from: unknown, i: number): number | undefined {
  const start = Math.trunc(Number(from));
  return from !== undefined && start >= 0 && start <= i ? start : undefined;
}

function* numbersOf(arrays: readonly {readonly values: Shown}[]): Generator<number> {
  for (const {values} of arrays) if (values.kind === "tensor") yield* values.values;
}

function formula(tex: string): Element {
  const element = mathml("math");
  element.append(drawn(mathTree(tex)));
  return element;
}

function drawn([name, ...children]: MathTree): Element {
  const element = mathml(name);
  if (name === "mspace") element.setAttribute("width", "0.17em");
  // Brackets of an index keep their size.
  if (name === "mo") element.setAttribute("stretchy", "false");
  element.append(...children.map(child => (typeof child === "string" ? child : drawn(child))));
  return element;
}

const mathml = (name: string) => document.createElementNS("http://www.w3.org/1998/Math/MathML", name);
