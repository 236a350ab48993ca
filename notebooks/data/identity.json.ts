// What is left of the error against λ, and how far decay shrinks weights by optimiser: what the page on why ResNets
// work opens with.
import {identity, identitySweep} from "../../lib/experiments/identity.js";
import {storedJson} from "../../lib/lesson/stored.js";

const settings = {lambdas: [0, 0.001, 0.01, 0.05, 0.1, 0.3], seeds: 20};
const seeds = [1, 2, 3, 4, 5];
const optimisers = [
  {optimiser: "sgd", decoupled: false},
  {optimiser: "momentum", decoupled: false},
  {optimiser: "adam", decoupled: false},
  {optimiser: "adam", decoupled: true}
] as const;

/** ‖W[l+1]‖ of a residual block after training over ‖W[l+1]‖ before. */
function kept(options: (typeof optimisers)[number], seed: number): number {
  const records = [...identity({...options, seed, lambda: 0.01, watch: true, every: 1000})];
  return records[records.length - 1].norms.w1 / records[0].norms.w1;
}

process.stdout.write(
  storedJson({
    settings,
    results: [...identitySweep(settings)],
    shrinking: optimisers.map(options => ({...options, kept: seeds.map(seed => kept(options, seed))}))
  })
);
