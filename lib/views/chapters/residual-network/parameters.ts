// What the reader can change on this page, figure by figure. Light: a page loads it at once, its figures when they come near.
import {choice, integer, merge, numbers, type Parameter, toggle} from "../../../lesson/parameters.js";
import {convnetParameters} from "../../../lesson/runs/convnet.js";
import {allDepths, sweepParameters, sweepView} from "../../../lesson/runs/degradation.js";
import {raceParameters} from "../../../lesson/runs/race.js";
import {signalParameters} from "../../../lesson/runs/signals.js";

/** Most blocks of one's own. */
export const mostBlocks = 20;

/** Which arcs there are, one digit each: `11011`. Those beyond the last digit are there. */
const arcs: Parameter<string> = {
  value: "",
  expects: `0 | 1, × ${mostBlocks}`,
  parse: text => (/^[01]*$/.test(text) && text.length <= mostBlocks ? text.replace(/1+$/, "") : undefined),
  format: String
};

/** The depths at which the reader draws a curve, and the top of that chart in %. */
export const guessDepths = allDepths.slice(0, 7);
export const guessTop = 75;

const guess = (value: number) =>
  numbers({length: guessDepths.length, min: 0, max: guessTop, value: guessDepths.map(() => value)});

/** Parameters of this figure. */
export const builderParameters = {
  arcs,
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

/** Parameters of this figure. */
export const blocksParameters = {blockAct: choice(["delete", "swap"], "delete")};

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
  insideParameters,
  raceParameters,
  signalParameters,
  blocksParameters,
  walkerParameters,
  convnetParameters
);
