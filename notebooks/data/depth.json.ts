// Training error against depth: what the page on residual networks opens with.
import {depthSweep, type SweepRecord} from "../../lib/experiments/sweep.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {type Settings, sweepOf, sweepParameters} from "../../lib/lesson/runs/degradation.js";

// The figure's own default settings, over several seeds.
const settings = {...sweepOf(defaults(sweepParameters) as Settings), seeds: 5};

const results: SweepRecord[] = [];
for (const record of depthSweep(settings)) if (record.result) results.push(record);
process.stdout.write(JSON.stringify({settings, results}));
