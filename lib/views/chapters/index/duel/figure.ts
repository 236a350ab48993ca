// The landing page's figure: two networks of one depth learn the same three spirals, one of them with shortcuts. It asks
// which of them will, and the answer starts the training.
import {dataSet} from "../../../../experiments/data.js";
import {reach} from "../../../../experiments/evaluate.js";
import {percent} from "../../../../lesson/numbers.js";
import type {Frame, Stored} from "../../../../lesson/runs/frames.js";
import {flat} from "../../../../tensor/tensor.js";
import {regionsView} from "../../../drawing/regions.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {asksNothing, coveredBy} from "../../../figure/prediction.js";
import {button, checkbox, options, slider} from "../../../kit/controls.js";
import {html, write} from "../../../kit/dom.js";
import {rich} from "../../../kit/labels.js";
import {settings} from "../../../kit/settings.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
import {type duelParameters, every} from "../parameters.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";
import {kinds, rows, training, verdict} from "./training.js";

export function duel(state: State<typeof duelParameters>, stored: Stored): HTMLElement {
  // The training that an answer has started, until it is through.
  let answering = false;
  const ended = () => {
    answering = false;
  };
  const run = training(state, stored, {draw, ended});

  const print = matchMedia("print");
  print.addEventListener("change", () => draw());
  /** Whether it still asks: on paper and in other pages it tells. */
  const asks = () => state.values.guess === "none" && !run.running && !asksNothing() && !print.matches;
  const named = () => !asks() && !answering;

  const points = () => {
    const {inputs, targets} = dataSet("spirals", run.shown.results.seed);
    return {inputs: flat(inputs), labels: flat(targets), reach};
  };
  const networks = kinds.map(kind => network(points, kind, () => answer(kind)));
  const frameAt = (i: number, moment: number): Frame | undefined => {
    const frames = run.shown.results.frames[i];
    return frames.findLast(({step}) => step <= Math.max(every, moment)) ?? frames[0];
  };

  function answer(guess: "plain" | "residual" | "shown"): void {
    answering = true;
    state.set({guess});
    run.start();
    // The button that was pressed goes.
    run.element.querySelector<HTMLElement>("button:enabled")?.focus();
  }

  const words = html("p.duel-words");
  const body = html(
    "div.duel",
    words,
    html("div.duel-panes", ...networks.map(({element}) => element)),
    html(
      "div.duel-settings",
      html(
        "div.controls",
        options(state, "layers", t.layers, {}),
        checkbox(state, "added", t.added),
        slider(state, "step", t.moment)
      ),
      run.element
    ),
    // A teacher may want an answer.
    settings.predict !== "required" &&
      html(
        "p.duel-unsure",
        button(t.show, () => answer("shown"))
      )
  );

  const says = () => {
    const {shown} = run;
    if (asks()) return t.question(shown.settings.layers);
    return shown.complete && !answering ? verdict(shown, state.values.guess) : t.training;
  };

  function draw() {
    const {added} = run.shown.settings;
    for (const [name, on] of Object.entries({asks: asks(), named: named(), added}))
      body.classList.toggle(name, on);
    networks.forEach(({show}, i) => {
      const adds = i === 1 || added;
      show(frameAt(i, asks() ? every : state.values.step), adds, {asks: asks(), named: named()});
    });
    write(words, says());
  }

  const element = figure({
    id: "duel",
    title: t.title,
    level: 2,
    state,
    parameters: ["guess", "layers", "added", "step"],
    // It asks in a way of its own; its words and its data wait for the answer, as elsewhere.
    prediction: {covered: () => (asks() ? coveredBy(says()) : undefined)},
    body,
    caption: html("details", html("summary", t.how), t.details),
    goal: {...t.goal, reached: onResults(run, ({frames}, settings) => reached(frames[0], settings))},
    describe: () => sentences(says(), ...networks.map(({seen}) => seen())),
    networks: run.networks,
    data: () => rows(run.shown)
  });
  state.follow(draw, ["guess", "step"]);
  return element;
}

/** One of the two: what it makes of the plane; below, the button that bets on it, then the line that it computes. */
function network(points: Parameters<typeof regionsView>[0], kind: (typeof kinds)[number], bet: () => void) {
  const i = kinds.indexOf(kind);
  const letter = t.letters[i];
  const view = regionsView(points, kind);
  const way = html("p.duel-way");
  const below = html("div.duel-below", button(t.answers[i], bet, {class: "primary"}), way);

  function picture(frame: Frame | undefined, kind: string): [heading: string, description: string] {
    if (!frame) return [letter, letter];
    if (frame.trouble !== undefined) {
      const diverged = t.diverged(letter, kind, frame.trouble);
      return [diverged, diverged];
    }
    const error = percent(frame.error ?? Number.NaN, 1);
    return [t.heading(letter, kind, error), t.picture(letter, frame.step, error)];
  }

  let seen = "";
  return {
    element: html("div", view.element, below),
    /** What its picture shows, in words. */
    seen: () => seen,
    show(frame: Frame | undefined, adds: boolean, {asks, named}: {asks: boolean; named: boolean}) {
      const kind = named ? t.kinds[adds ? 1 : 0] : "";
      const [heading, description] = asks ? [letter, t.early(letter)] : picture(frame, kind);
      seen = description;
      view.show(frame?.trouble === undefined ? frame?.regions : undefined, heading, description);
      const plus = adds ? [html("span.plus", ...rich(" + {a[l]}"))] : [];
      way.replaceChildren(...rich("{a[l+2]} = g({z[l+2]}"), ...plus, ")");
    }
  };
}
