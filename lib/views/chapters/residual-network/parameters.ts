// What the reader can change on this page, figure by figure. Light: a page loads it at once, its figures when they come near.
import {choice, integer, merge, numbers, type Parameter, toggle} from "../../../lesson/parameters.js";
import {convnetParameters} from "../../../lesson/runs/convnet.js";
import {allDepths, sweepParameters, sweepView} from "../../../lesson/runs/degradation.js";
import {perBlockParameters} from "../../../lesson/runs/per-block.js";
import {raceParameters} from "../../../lesson/runs/race.js";
import {signalParameters} from "../../../lesson/runs/signals.js";

/** Most blocks of one's own. */
export const mostBlocks = 20;

/** What is there of each block, one sign each: `11011`. Those beyond the last sign are whole, `1`. */
export const signs = (which: string, most: number): Parameter<string> => ({
  value: "",
  expects: `${[...which].join(" | ")}, × ${most}`,
  parse: text =>
    text.length <= most && [...text].every(sign => which.includes(sign))
      ? text.replace(/1+$/, "")
      : undefined,
  format: String
});

/** The depths at which the reader draws a curve, and the top of that chart in %. */
export const guessDepths = allDepths.slice(0, 7);
export const guessTop = 75;

const guess = (value: number) =>
  numbers({length: guessDepths.length, min: 0, max: guessTop, value: guessDepths.map(() => value)});

/** Parameters of this figure. */
export const builderParameters = {
  arcs: signs("01", mostBlocks),
  builderDepth: choice(["10", "20", "40"], "10"),
  builderSeed: integer({min: 1, max: 99, value: 1})
};

/** Parameters of this figure: the depth that is looked into, and the moment of the training, in hundredths. */
export const insideParameters = {
  look: choice(allDepths.map(String), "56"),
  moment: integer({min: 0, max: 100, value: 100})
};

/** Parameters of this figure: the reader's curves travel in the link too. */
export const predictParameters = {
  guessPlain: guess(42),
  guessResidual: guess(34),
  guessing: choice(["plain", "residual"], "plain"),
  revealed: toggle(false),
  sketched: toggle(false)
};

/** How many blocks the networks have that are taken apart. */
export const apartBlocks = {residual: 27, plain: 3};

const blockAct = choice(["delete", "cut"], "delete");

/** Parameters of this figure. Of a block `0` leaves the arc alone, `a` the layers alone. */
export const blocksParameters = {
  // Links of an earlier figure may ask for blocks to be swapped.
  blockAct: {...blockAct, parse: (text: string) => blockAct.parse(text === "swap" ? "delete" : text)},
  leftResidual: signs("01a", apartBlocks.residual),
  leftPlain: signs("01", apartBlocks.plain)
};

/** How many blocks the networks have that are read early. */
export const earlyBlocks = 9;

/** Parameters of this figure. */
export const earlyParameters = {
  passed: integer({min: 0, max: earlyBlocks, value: 6}),
  earlySeed: integer({min: 1, max: 99, value: 1})
};

/** How many blocks the networks have that were trained on photographs. */
export const photographBlocks = 9;

/** Parameters of this figure: signs as in `blocksParameters`, and after how many blocks the last layer reads. */
export const photographParameters = {
  photoAct: choice(["delete", "cut"], "delete"),
  photoResidual: signs("01a", photographBlocks),
  photoPlain: signs("01", photographBlocks),
  photoPassed: integer({min: 0, max: photographBlocks, value: photographBlocks})
};

/** Parameters of this figure. */
export const walkerParameters = {
  walkDepth: choice(["18", "34", "50", "101", "152"], "34"),
  walkKind: choice(["plain", "resnet"], "resnet"),
  walkSide: {...integer({min: 32, max: 448, value: 224}), step: 32}
};

/** All of the page's. */
export const parameters = merge(
  builderParameters,
  predictParameters,
  sweepParameters,
  sweepView,
  perBlockParameters,
  insideParameters,
  raceParameters,
  signalParameters,
  blocksParameters,
  earlyParameters,
  photographParameters,
  walkerParameters,
  convnetParameters
);
