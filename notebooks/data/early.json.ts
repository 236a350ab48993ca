// A plain and a residual network of 20 layers, read after each number of blocks: what the page's figure opens with.
import {stopEarly} from "../../lib/experiments/blocks.js";
import {earlyOf, earlyTrainings, storeEarly} from "../../lib/lesson/runs/early.js";

const networks = earlyTrainings(1).map(options =>
  [...stopEarly(options)].flatMap(record => (record.type === "reading" ? [storeEarly(earlyOf(record))] : []))
);

process.stdout.write(JSON.stringify(networks));
