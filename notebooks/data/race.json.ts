// The race that the page opens with: its default settings, each lap of both networks.
import {race} from "../../lib/experiments/training.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {entrantsOf, type Lap, lapOf, raceParameters} from "../../lib/lesson/runs/race.js";

const laps: Lap[][] = [[], []];
for (const {entrant, record} of race({entrants: entrantsOf(defaults(raceParameters))})) {
  const lap = lapOf(record);
  if (lap) laps[entrant].push({...lap, loss: Number(lap.loss.toPrecision(5))});
}
process.stdout.write(JSON.stringify(laps));
