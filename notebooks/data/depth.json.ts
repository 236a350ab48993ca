// Training error against depth: what the page on residual networks opens with.
import {defaultDepths, defaultRates, depthSweep, type SweepRecord} from "../../lib/experiments/sweep.js";

const settings = {
  depths: defaultDepths,
  variants: ["plain", "zero-gamma", "residual", "pre-activation"],
  rates: defaultRates,
  seeds: 5,
  seed: 1
} as const;

const results: SweepRecord[] = [];
for (const record of depthSweep(settings)) if (record.result) results.push(record);
process.stdout.write(JSON.stringify({settings, results}));
