// Blocks added to a trained network, and layers W = I: what the page on why ResNets work opens with.
import {append, solutionExists} from "../../lib/experiments/append.js";

const settings = [
  {kind: "plain", initialisation: "he"},
  {kind: "plain", initialisation: "identity"},
  {kind: "residual", initialisation: "he"},
  {kind: "residual", initialisation: "zero"}
] as const;

/** Curves are drawn from every fifth step. */
const thin = <R extends {step: number}>(records: Iterable<R>) =>
  [...records].filter(({step}) => step % 5 === 0);

const seeds = [1, 2, 3, 4, 5];
const appended = settings.flatMap(options =>
  seeds.map(seed => ({...options, seed, records: thin(append({...options, seed}))}))
);
process.stdout.write(JSON.stringify({seeds, appended, solution: thin(solutionExists())}));
