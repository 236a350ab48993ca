// The landing page's figure: two networks of one depth learn the same three spirals, one of them with shortcuts. It asks
// which of them will, and the answer starts the training.
import {dataSet} from "../../../../experiments/data.js";
import {reach} from "../../../../experiments/evaluate.js";
import {regionSize} from "../../../../experiments/regions.js";
import {type Frame, frameOf, type Stored, unpackFrames} from "../../../../lesson/runs/frames.js";
import {flat} from "../../../../tensor/tensor.js";
import {regionsView} from "../../../drawing/regions.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {button, checkbox, options, slider} from "../../../kit/controls.js";
import {html, write} from "../../../kit/dom.js";
import {nextFrame} from "../../../kit/frames.js";
import {rich} from "../../../kit/labels.js";
import {percent} from "../../../kit/numbers.js";
import {settings} from "../../../kit/settings.js";
import type {State} from "../../../kit/state.js";
import {isGuest, sentences} from "../../../kit/texts.js";
import {type duelParameters, duelSettings, every, steps} from "../parameters.js";
import {t} from "./texts.js";

/** A training of both networks from the weights and the points of one seed. */
interface Training {
  readonly seed: number;
  readonly frames: readonly Frame[][];
}

const kinds = ["plain", "residual"] as const;

/** The figure; it opens with a training that was computed when the site was built. */
export function duel(state: State<typeof duelParameters>, stored: Stored): HTMLElement {
  let {seed} = stored.settings;
  // The training that an answer has started, until it is through.
  let answering = false;
  const run = experiment({
    state,
    parameters: duelSettings,
    experiment: "race",
    label: t.again,
    auto: true,
    stored: {seed, frames: stored.frames.map(unpackFrames)},
    jobs({layers, added}) {
      seed++;
      const shared = {
        depth: Number(layers),
        rates: [0.03],
        seed,
        steps,
        every,
        watch: true,
        regions: regionSize
      };
      return [
        {
          entrants: [
            {...shared, variant: added ? "zero-gamma" : "plain"},
            {...shared, variant: "zero-gamma"}
          ]
        }
      ];
    },
    empty: (): Training => ({seed, frames: [[], []]}),
    take({frames}, {entrant, record}) {
      if (record.type !== "progress") return;
      frames[entrant].push(frameOf(record));
      // Both have made these steps: they are seen.
      return entrant === 1 ? nextFrame() : undefined;
    },
    progress: ({results}) => t.progress(results.frames[1].at(-1)?.step ?? 0, steps),
    ended(how) {
      answering = false;
      if (how !== "done") state.set({step: steps});
    },
    draw() {
      const {complete, results} = run.shown;
      const latest = complete ? undefined : results.frames[1].at(-1);
      // The slider goes along, and draws.
      if (latest && latest.step !== state.values.step) state.set({step: latest.step});
      else draw();
    }
  });

  const print = matchMedia("print");
  print.addEventListener("change", () => draw());
  /** Whether it still asks: on paper and in other pages it tells. */
  const asks = () =>
    state.values.guess === "none" && !run.running && !isGuest() && !settings.embed && !print.matches;
  const named = () => !asks() && !answering;

  const points = () => {
    const {inputs, targets} = dataSet("spirals", run.shown.results.seed);
    return {inputs: flat(inputs), labels: flat(targets), reach};
  };
  const views = kinds.map(kind => regionsView(points, kind));
  const frameAt = (i: number, moment = state.values.step): Frame | undefined => {
    const frames = run.shown.results.frames[i];
    return frames.findLast(({step}) => step <= Math.max(every, moment)) ?? frames[0];
  };
  const kindOf = (i: number) => (named() ? t.kinds[run.shown.settings.added ? 1 : i] : "");

  function drawNetwork(i: number): void {
    const frame = frameAt(i, asks() ? every : undefined);
    const letter = t.letters[i];
    const show = (heading: string, description = heading) =>
      views[i].show(frame?.trouble === undefined ? frame?.regions : undefined, heading, description);
    if (asks()) return show(letter, t.early(letter));
    if (!frame) return show(letter);
    if (frame.trouble !== undefined) return show(t.diverged(letter, kindOf(i), frame.trouble));
    const error = percent(frame.error ?? Number.NaN, 1);
    show(t.heading(letter, kindOf(i), error), t.picture(letter, frame.step, error));
  }

  /** What came out, beside what the reader said: once both are trained. */
  function verdict(): string {
    const {complete, results, settings} = run.shown;
    if (!complete || answering) return "";
    const [a, b] = results.frames.map(frames => frames.at(-1)?.error ?? 1);
    if (settings.added) return t.alike(settings.layers, percent(b, 1));
    const best = a < b ? 0 : 1;
    const {guess} = state.values;
    // The answer was about the networks that the figure asks about.
    const asked = settings.layers === duelSettings.layers.value;
    return sentences(
      asked &&
        (guess === "plain" || guess === "residual") &&
        t.said(t.letters[kinds.indexOf(guess)], guess === kinds[best]),
      t.better(t.names[best], settings.layers, percent(Math.min(a, b), 1), percent(Math.max(a, b), 1)),
      best === 0 ? t.plainWins : t.residualWins
    );
  }

  const says = () => (asks() ? t.question(run.shown.settings.layers) : verdict() || t.training);

  function answer(guess: "plain" | "residual" | "shown"): void {
    answering = true;
    state.set({guess});
    run.start();
    // The button that was pressed goes.
    run.element.querySelector<HTMLElement>("button:enabled")?.focus();
  }

  const words = html("p.duel-words", {role: "status"});
  const unsure = html(
    "p.duel-unsure",
    button(t.show, () => answer("shown"))
  );
  const panes = views.map(({element}, i) =>
    html(
      "div",
      element,
      html(
        "div.duel-below",
        button(t.answers[i], () => answer(kinds[i]), {class: "primary"}),
        html("p.duel-way")
      )
    )
  );
  const controls = html(
    "div.duel-settings",
    html(
      "div.controls",
      options(state, "layers", t.layers, {}),
      checkbox(state, "added", t.added),
      slider(state, "step", t.moment)
    ),
    run.element
  );
  const body = html("div.duel", words, html("div.duel-panes", ...panes), controls, unsure);

  function draw() {
    body.classList.toggle("asks", asks());
    body.classList.toggle("named", named());
    body.classList.toggle("added", run.shown.settings.added);
    views.forEach((_, i) => {
      drawNetwork(i);
    });
    panes.forEach((pane, i) => {
      const adds = i === 1 || run.shown.settings.added;
      const way = rich(`{a[l+2]} = g({z[l+2]}`);
      pane
        .querySelector(".duel-way")!
        .replaceChildren(...way, ...(adds ? [html("span.plus", ...rich(" + {a[l]}"))] : []), ")");
    });
    write(words, says());
  }

  const element = figure({
    id: "duel",
    title: t.title,
    level: 2,
    state,
    parameters: ["guess", "layers", "added", "step"],
    body,
    caption: html("details", html("summary", t.how), t.details),
    describe: says,
    data: () =>
      asks()
        ? []
        : run.shown.results.frames.flatMap((frames, i) =>
            frames.map(({step, error, trouble}) => ({
              network: t.letters[i],
              shortcuts: i === 1 || run.shown.settings.added ? "yes" : "no",
              step,
              "error in %": error === undefined ? "" : inPercent(error),
              "diverged in layer": trouble ?? ""
            }))
          )
  });
  state.follow(draw, ["guess", "step"]);
  return element;
}
