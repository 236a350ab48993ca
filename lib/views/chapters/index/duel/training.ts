// The training of the landing page's two networks: what is run, what is kept, and what came out, in words.
import {regionSize} from "../../../../experiments/regions.js";
import type {TrainingOptions} from "../../../../experiments/training.js";
import {percent} from "../../../../lesson/numbers.js";
import type {Values} from "../../../../lesson/parameters.js";
import {type Frame, frameOf, type Stored, unpackFrames} from "../../../../lesson/runs/frames.js";
import {type Experiment, experiment, type Outcome} from "../../../figure/experiment.js";
import {retrained} from "../../../figure/networks.js";
import {inPercent} from "../../../figure/rows.js";
import {nextFrame} from "../../../kit/frames.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
import {type duelParameters, duelSettings, every, steps} from "../parameters.js";
import {t} from "./texts.js";

/** A training of both networks from the weights and the points of one seed. */
interface Training {
  readonly seed: number;
  readonly frames: readonly Frame[][];
}

type Settings = Values<typeof duelSettings>;
export type Trained = Outcome<Settings, Training>;

/** The network without shortcuts, and the one with them: A and B. */
export const kinds = ["plain", "residual"] as const;

/** What either network is trained with. */
const entrants = ({layers, added}: Settings, seed: number): readonly TrainingOptions[] =>
  ([added ? "zero-gamma" : "plain", "zero-gamma"] as const).map(variant => ({
    ...{depth: Number(layers), variant, seed, steps, every, rates: [0.03], watch: true, regions: regionSize}
  }));

/** The run; it begins with a training that was computed when the site was built. */
export function training(
  state: State<typeof duelParameters>,
  stored: Stored,
  {draw, ended}: {readonly draw: () => void; readonly ended: () => void}
): Experiment<Settings, Training> {
  let {seed} = stored.settings;
  const run = experiment({
    state,
    parameters: duelSettings,
    experiment: "race",
    label: t.again,
    auto: true,
    stored: {seed, frames: stored.frames.map(unpackFrames)},
    jobs: settings => [{entrants: entrants(settings, ++seed)}],
    empty: (): Training => ({seed, frames: [[], []]}),
    take({frames}, {entrant, record}) {
      if (record.type !== "progress") return;
      frames[entrant].push(frameOf(record));
      // Both have made these steps: they are seen.
      return entrant === 1 ? nextFrame() : undefined;
    },
    networks: ({settings, results}) =>
      entrants(settings, results.seed).map((options, i) => ({
        name: t.letters[i],
        trained: retrained(options)
      })),
    progress: ({results}) => t.progress(results.frames[1].at(-1)?.step ?? 0, steps),
    ended(how) {
      ended();
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
  return run;
}

/** What came out, beside what the reader said. */
export function verdict(
  {results, settings: {added, layers}}: Trained,
  guess: Values<typeof duelParameters>["guess"]
): string {
  const [a, b] = results.frames.map(frames => frames.at(-1)?.error ?? 1);
  if (added) return t.alike(layers, percent(b, 1));
  const best = a < b ? 0 : 1;
  const said = (kinds as readonly string[]).indexOf(guess);
  return sentences(
    // The answer was about the networks that the figure asks about.
    said >= 0 && layers === duelSettings.layers.value && t.said(t.letters[said], said === best),
    t.better(t.names[best], layers, percent(Math.min(a, b), 1), percent(Math.max(a, b), 1)),
    best === 0 ? t.plainWins : t.residualWins
  );
}

export const rows = ({results, settings}: Trained) =>
  results.frames.flatMap((frames, i) =>
    frames.map(({step, error, trouble}) => ({
      network: t.letters[i],
      shortcuts: i === 1 || settings.added ? "yes" : "no",
      step,
      "error in %": error === undefined ? "" : inPercent(error),
      "diverged in layer": trouble ?? ""
    }))
  );
