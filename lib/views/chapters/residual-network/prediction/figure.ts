// The reader draws the training error that they expect, and then sees what was measured.

import {fixed} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {meanGap, rises} from "../../../../lesson/prediction.js";
import {figure} from "../../../figure/figure.js";
import {prediction} from "../../../figure/prediction.js";
import {checkbox, options} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
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
  const drawn = () => {
    const untouched = (kind: Kind) => String(guesses(kind)) === String(guessed(kind).parameter.value);
    return kinds.every(untouched) ? undefined : kinds.map(guesses);
  };
  const asked = prediction({
    id: "prediction",
    parameters,
    ...t.predict,
    curves: {
      count: kinds.length,
      length: guessDepths.length,
      at: guessDepths,
      min: 0,
      max: guessTop
    },
    drawn,
    words: ([plain, residual]) => t.at56(fixed(plain[deep], 0), fixed(residual[deep], 0)),
    gap: (given, right) => sentences(...kinds.map((kind, i) => gapOf(kind, given[i], right[i]))),
    measured: () => ({answer: kinds.map(kind => measured[kind]), says: ""})
  });
  const given = asked.given();
  // What was drawn on another day stands there again.
  if (Array.isArray(given) && !drawn()) for (const [i, kind] of kinds.entries()) guessed(kind).set(given[i]);

  const change = (kind: Kind, values: readonly number[]) => {
    // What was committed stays as it was.
    if (asked.given() !== undefined) return;
    guessed(kind).set(values.map(v => Math.round(Math.max(0, Math.min(guessTop, v)))));
  };
  const drawing = board({guesses, change, measured, settings: () => state.values});
  const listed = (values: readonly number[]) =>
    guessDepths.map((d, i) => `${d} → ${fixed(values[i], 0)}%`).join(names.comma);
  const comparison = html("ul.guess-results.telling");

  const element = figure({
    id: "prediction",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [options(state, "guessing", t.draw, names.kinds)],
    body: asked.cover(drawing.element, comparison),
    caption: t.caption,
    hint: t.hint,
    settings: [checkbox(state, "sketched", t.sketch)],
    describe: () =>
      t.describe(
        listed(guesses("plain")),
        listed(guesses("residual")),
        t.found(listed(measured.plain), listed(measured.residual))
      ),
    data: () =>
      kinds.flatMap(network =>
        guessDepths.map((layers, i) => ({
          network,
          layers,
          "expected error in %": guesses(network)[i],
          // What is covered stays covered.
          "measured error in %": asked.covered() === undefined ? measured[network][i] : ""
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
  state.follow(() => {
    drawing.move();
    comparison.replaceChildren(...(drawn() ? kinds.map(result) : []));
  }, parameters);
  return element;
}

/** Where 56 layers stand among the depths. */
const deep = guessDepths.indexOf(56);

/** How a drawn curve and the measured one differ: whether they rise with depth, and by how much they are apart. */
const gapOf = (kind: Kind, given: readonly number[], right: readonly number[]): string =>
  t.gap(names.kinds[kind], rises(given), rises(right), fixed(meanGap(given, right), 0));
