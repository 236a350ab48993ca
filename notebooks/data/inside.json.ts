// The training of a plain and a residual network of 56 layers, moment by moment: what the page's figures open with.

import {encodeBytes} from "../../lib/experiments/base64.js";
import {pack, regionSize} from "../../lib/experiments/regions.js";
import {type TrainingProgress, type TrainingRecord, trainNetwork} from "../../lib/experiments/training.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {type Settings, sweepOf, sweepParameters} from "../../lib/lesson/runs/degradation.js";

const settings = defaults(sweepParameters) as Settings;
const depth = 56;
const {variants, depths: _, seeds: __, ...options} = sweepOf(settings);

const frames = variants!.map(variant => {
  const watched = {...options, depth, variant, every: 10, watch: true, regions: regionSize};
  const records: TrainingRecord[] = [...trainNetwork(watched)];
  const best = records.find(record => record.type === "result")!.rate;
  return records
    .filter(record => record.type === "progress" && record.rate === best)
    .map(record => record as TrainingProgress)
    .map(({rate, step, loss, error, regions}) => {
      return {rate, step, loss, error, regions: regions && encodeBytes(pack(regions, 3))};
    });
});

process.stdout.write(JSON.stringify({settings, depth, frames}));
