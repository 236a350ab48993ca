// The training of a plain and a residual network of 56 layers, moment by moment: what the page's figures open with.
import {type TrainingProgress, trainNetwork} from "../../lib/experiments/training.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {encode, pack, regionSize} from "../../lib/views/residual-network/regions.js";
import {type Settings, sweepOf, sweepParameters} from "../../lib/views/residual-network/sweep-settings.js";

const settings = defaults(sweepParameters) as Settings;
const depth = 56;
const {variants, depths: _, seeds: __, ...options} = sweepOf(settings);

const frames = variants!.map(variant => {
  const progress: TrainingProgress[] = [];
  for (const record of trainNetwork({
    ...options,
    depth,
    variant,
    every: 10,
    watch: true,
    regions: regionSize
  })) {
    if (record.type === "progress") progress.push(record);
    else
      return progress
        .filter(({rate}) => rate === record.rate)
        .map(({rate, step, loss, error, regions}) => ({
          rate,
          step,
          loss,
          error,
          regions: regions && encode(pack(regions, 3))
        }));
  }
});

process.stdout.write(JSON.stringify({settings, depth, frames}));
