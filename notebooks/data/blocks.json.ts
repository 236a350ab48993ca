// Trained networks and what their blocks do: the page on residual networks takes them apart.
import {blocks, branchRatios} from "../../lib/experiments/blocks.js";
import {load} from "../../lib/experiments/evaluate.js";
import {stochasticDepth} from "../../lib/experiments/stochastic.js";
import {trainNetwork} from "../../lib/experiments/training.js";

const rates = [0.03, 0.1];

/** Shares of the blocks in networks of several depths. */
const ratios = [8, 20, 32, 56, 110].flatMap(depth =>
  [...trainNetwork({variant: "zero-gamma", depth, rates, every: 150})]
    .filter(record => record.type === "result")
    .map(({options, weights}) => ({depth, ratios: branchRatios(load(options, weights))}))
);

const networks = (
  [
    {variant: "zero-gamma", depth: 56},
    {variant: "plain", depth: 8}
  ] as const
).map(options => {
  const records = [...blocks({...options, rates, every: 150, draws: 0})].filter(
    ({type}) => type !== "progress"
  );
  return records.map(record => (record.type === "result" ? {...record, weights: undefined} : record));
});

/** What is left of networks that were trained with branches dropped at random, and without, when blocks go. */
const stochastic = [...stochasticDepth()].map(({loss: _, ...record}) => record);
process.stdout.write(
  JSON.stringify({ratios, networks, stochastic}, (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(6)) : value
  )
);
