// Training errors of networks with one, two, three layers under each arc, over several seeds.
import {layersPerBlock} from "../../lib/experiments/per-block.js";
import {type PerBlock, perBlockJobs, perBlockSeeds} from "../../lib/lesson/runs/per-block.js";

const results: PerBlock[] = [];
for (const job of perBlockSeeds.flatMap(perBlockJobs))
  for (const {layers, depth, seed, error} of layersPerBlock(job))
    if (error !== undefined) results.push({layers, depth, seed, error});

process.stdout.write(JSON.stringify(results));
