// Examples of digits with what a network takes them for, at one moment of its training.
import {type DataName, dataSet} from "../../../../experiments/data.js";
import {glyphSize} from "../../../../experiments/glyphs.js";
import {flat} from "../../../../tensor/tensor.js";
import {html} from "../../../kit/dom.js";
import {texts} from "../../../kit/texts.js";
import {digitPicture} from "../digit-picture.js";

const t = texts({
  en: {taken: (digit: number, label: number) => `a ${digit}, taken for a ${label}`},
  zh: {taken: (digit, label) => `${digit}，被认作 ${label}`}
});

/** How many are shown: they fill rows of two, three, four and six. */
export const exampleCount = 24;

export function examplesView(kind: "plain" | "residual") {
  const heading = html("p", {class: `pane-heading ${kind}`});
  const grid = html("div.examples");
  let laid = "";
  let cards: {digit: number; card: HTMLElement; verdict: HTMLElement}[] = [];

  function lay(data: DataName, seed: number) {
    const {inputs, targets} = dataSet(data, seed);
    cards = Array.from({length: exampleCount}, (_, i) => {
      const pixels = flat(inputs).subarray(i * glyphSize ** 2, (i + 1) * glyphSize ** 2);
      const verdict = html("span", {"aria-hidden": "true"});
      return {
        digit: targets.get(i),
        card: html("div", {role: "img"}, digitPicture(pixels), verdict),
        verdict
      };
    });
    grid.replaceChildren(...cards.map(({card}) => card));
  }

  return {
    element: html("div.pane", {hidden: true}, heading, grid),
    /** The examples of a data set, and the class that each is taken for; none yet: the digits alone. */
    show(data: DataName, seed: number, taken: Uint8Array | undefined, text: string) {
      heading.textContent = text;
      if (laid !== `${data} ${seed}`) lay(data, seed);
      laid = `${data} ${seed}`;
      for (const [i, {digit, card, verdict}] of cards.entries()) {
        const label = taken?.[i];
        card.className = `example ${label === undefined ? "" : label === digit ? "right" : "wrong"}`;
        card.setAttribute("aria-label", label === undefined ? String(digit) : t.taken(digit, label));
        verdict.textContent = label === undefined ? "\u00a0" : `${label === digit ? "✓" : "✗"} ${label}`;
      }
    }
  };
}
