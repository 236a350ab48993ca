// What a network says of a picture: the three likeliest classes, as bars.
import {html} from "../../../kit/dom.js";

/** @param answers names and probabilities, the likeliest first */
export const likeliest = (
  answers: readonly {readonly name: string; readonly probability: number}[]
): HTMLElement[] =>
  answers
    .slice(0, 3)
    .map(({name, probability}) =>
      html("div", html("span", name), html("span.bar", {style: `width: ${(100 * probability).toFixed(1)}%`}))
    );
