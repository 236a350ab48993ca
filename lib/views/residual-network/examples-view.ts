// Examples of digits with what a trained network takes them for.
import {dataSet} from "../../experiments/data.js";
import {load} from "../../experiments/evaluate.js";
import {glyphSize} from "../../experiments/glyphs.js";
import type {TrainingResult} from "../../experiments/training.js";
import {flat} from "../../tensor/tensor.js";
import {html} from "../dom.js";
import {texts} from "../texts.js";
import {digitPicture} from "./digit-picture.js";

const t = texts({
  en: {taken: (digit: number, label: number) => `a ${digit}, taken for a ${label}`},
  zh: {taken: (digit, label) => `${digit}，被认作 ${label}`}
});

const count = 30;

export interface ExamplesView {
  readonly element: HTMLElement;
  show(result: TrainingResult | undefined, heading: string): void;
}

export function examplesView(kind: "plain" | "residual"): ExamplesView {
  const heading = html("p", {class: `pane-heading ${kind}`});
  const grid = html("div", {class: "examples"});
  let shown: TrainingResult | undefined;
  return {
    element: html("div", {class: "pane", hidden: true}, heading, grid),
    show(result, text) {
      heading.textContent = text;
      if (result === shown) return;
      shown = result;
      if (!result || result.diverged) {
        grid.replaceChildren();
        return;
      }
      const {options, weights} = result;
      const {inputs, targets, classes} = dataSet(options.data, options.seed);
      const pixels = flat(inputs).subarray(0, count * glyphSize ** 2);
      const probabilities = load(options, weights).predict(pixels);
      grid.replaceChildren(
        ...Array.from({length: count}, (_, i) => {
          const own = probabilities.subarray(i * classes, (i + 1) * classes);
          const label = own.indexOf(Math.max(...own));
          const digit = targets.get(i);
          return html(
            "div",
            {
              class: label === digit ? "example right" : "example wrong",
              role: "img",
              "aria-label": t.taken(digit, label)
            },
            digitPicture(pixels.subarray(i * glyphSize ** 2, (i + 1) * glyphSize ** 2)),
            html("span", {"aria-hidden": "true"}, `${label === digit ? "✓" : "✗"} ${label}`)
          );
        })
      );
    }
  };
}
