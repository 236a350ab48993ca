import type {Step} from "../../../../index.js";
import {html} from "../../../kit/dom.js";

/**
 * The source of the very function that a figure runs, as the page's cell has it, a line for each step: `lines` finds a
 * step's line by what it calls; `head` is what stands before it. Pointing at a line lights the values that it makes.
 */
export function code(
  model: (...settings: never[]) => unknown,
  steps: readonly Step[],
  calls: readonly RegExp[],
  head = `const ${model.name} = `
) {
  const texts = dedent(`${head}${model}`);
  let from = 0;
  const lineOf = calls.map(call => {
    const found = texts.findIndex((text, i) => i >= from && call.test(text));
    const line = found < 0 ? texts.findIndex(text => call.test(text)) : found;
    from = found < 0 ? from : found + 1;
    return line;
  });
  const lines = texts.map((text, i) => {
    const parts = steps
      .filter((_, step) => lineOf[step] === i)
      .flatMap(({output, inputs: [, ...parameters]}) => [output, ...parameters.filter(p => /^[Wb]/.test(p))]);
    return html("span.step-line", {"data-part": parts.join(" ") || null}, `${text}\n`);
  });
  return {
    element: html("pre.code", {tabindex: 0}, html("code", ...lines)),
    /** Lights the line of a step. */
    show(step: number) {
      lines.forEach((line, i) => {
        line.classList.toggle("now", step > 0 && lineOf[step - 1] === i);
      });
    }
  };
}

/** Lines without the indentation that all but the first have in common. */
function dedent(source: string): string[] {
  const [first, ...rest] = source.split("\n");
  const common = Math.min(...rest.filter(l => l.trim()).map(l => l.length - l.trimStart().length));
  return [first, ...rest.map(line => line.slice(Math.max(0, Math.min(common - 2, line.length))))];
}
