// The reader draws the training error that they expect, and then sees what was measured.
import {namesOf} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {checkbox, options} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {fixed} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import type {StoredSweep} from "../degradation-experiment/figure.js";
import {summarise, type Trained} from "../model/sweep-summary.js";
import {names} from "../names.js";
import {guessDepths, guessTop, predictParameters} from "../parameters.js";
import {board, type Kind, kinds} from "./board.js";
import {t} from "./texts.js";

export function predict(state: State<typeof predictParameters>, {results}: StoredSweep): HTMLElement {
  const parameters = namesOf(predictParameters);
  const trained = results.filter((r): r is typeof r & Trained => r.result !== undefined);
  const measured = {
    plain: summarise(trained, "plain").map(s => s.median),
    residual: summarise(trained, "zero-gamma").map(s => s.median)
  };
  const guessed = (kind: Kind) => state.at(kind === "plain" ? "guessPlain" : "guessResidual");
  const guesses = (kind: Kind) => guessed(kind).value;
  const change = (kind: Kind, values: readonly number[]) =>
    guessed(kind).set(values.map(v => Math.round(Math.max(0, Math.min(guessTop, v)))));
  const drawing = board({guesses, change, measured, settings: () => state.values});
  const listed = (values: readonly number[]) =>
    guessDepths.map((d, i) => `${d} → ${fixed(values[i], 0)}%`).join(names.comma);
  const comparison = html("ul.guess-results");

  const element = figure({
    id: "prediction",
    title: t.title,
    state,
    parameters,
    controls: [
      options(state, "guessing", t.draw, names.kinds),
      checkbox(state, "sketched", t.sketch),
      checkbox(state, "revealed", t.reveal)
    ],
    body: html("div", drawing.element, comparison),
    caption: t.caption,
    describe: ({revealed}) =>
      t.describe(
        listed(guesses("plain")),
        listed(guesses("residual")),
        revealed ? t.found(listed(measured.plain), listed(measured.residual)) : t.hidden
      ),
    data: () =>
      kinds.flatMap(network =>
        guessDepths.map((layers, i) => ({
          network,
          layers,
          "expected error in %": guesses(network)[i],
          // What is covered stays covered.
          "measured error in %": state.values.revealed ? measured[network][i] : ""
        }))
      )
  });
  const at = (kind: Kind, i: number) =>
    t.at(guessDepths[i], fixed(guesses(kind)[i], 0), fixed(measured[kind][i], 1));
  const result = (kind: Kind) =>
    html(
      "li",
      html("b", names.kinds[kind]),
      names.colon,
      [3, 5, 6].map(i => at(kind, i)).join(names.semicolon)
    );
  state.follow(({revealed}) => {
    drawing.move();
    comparison.replaceChildren(...(revealed ? kinds.map(result) : []));
  }, parameters);
  return element;
}
