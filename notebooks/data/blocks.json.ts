// Trained networks and what their blocks do: the page on residual networks takes them apart.
import {encode} from "../../lib/experiments/base64.js";
import {blocks} from "../../lib/experiments/blocks.js";

const settings = [
  {variant: "zero-gamma", depth: 56, rates: [0.03, 0.1]},
  {variant: "residual", depth: 56, rates: [0.01, 0.03]},
  {variant: "plain", depth: 8, rates: [0.03, 0.1]}
] as const;

const networks = settings.map(options => {
  const records = [...blocks({...options, every: 150})].filter(({type}) => type !== "progress");
  return records.map(record =>
    record.type === "result"
      ? {
          ...record,
          weights: {values: encode(record.weights.values), statistics: encode(record.weights.statistics)}
        }
      : record
  );
});
process.stdout.write(JSON.stringify({settings, networks}));
