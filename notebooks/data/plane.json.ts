// The loss on planes through trained weights, plain and residual, of three depths: what the page on why they work opens with.
import {lossPlane} from "../../lib/experiments/plane.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {addToPlane, emptyPlane, storePlane} from "../../lib/lesson/runs/plane.js";
import {planeJobs, planeParameters} from "../../lib/lesson/runs/plane-settings.js";

const planes = Object.fromEntries(
  (planeParameters.planedepth.choices ?? []).map(planedepth => {
    const jobs = planeJobs({...defaults(planeParameters), planedepth: planedepth as "8"});
    return [
      planedepth,
      jobs.map(options => {
        const plane = emptyPlane(options.points!);
        for (const record of lossPlane(options)) addToPlane(plane, record);
        return storePlane(plane);
      })
    ];
  })
);

process.stdout.write(JSON.stringify(planes));
