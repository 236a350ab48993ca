// Blocks added to a trained network, and layers W = I: what the page on why ResNets work opens with.
import {append, solutionExists} from "../../lib/experiments/append.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {type AppendSettings, appendJobs, appendParameters} from "../../lib/lesson/runs/append.js";
import {storedJson} from "../../lib/lesson/stored.js";

/** Curves are drawn from every fifth step, and from each of the first ten: there the loss leaps. */
const thin = <R extends {step: number}>(records: Iterable<R>) =>
  [...records].filter(({step}) => step < 10 || step % 5 === 0);

const appended = appendJobs(defaults(appendParameters) as AppendSettings).map(({candidate, options}) => ({
  candidate,
  seed: options.seed,
  records: thin(append(options))
}));
process.stdout.write(storedJson({appended, solution: thin(solutionExists())}));
