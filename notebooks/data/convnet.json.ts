// A small convolutional network, trained: what the last figure of the page on residual networks opens with.
import {encodeNumbers} from "../../lib/experiments/base64.js";
import {type TrainingProgress, trainNetwork} from "../../lib/experiments/training.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {convnetOptions, convnetParameters} from "../../lib/lesson/runs/convnet.js";

const settings = defaults(convnetParameters);
const records = [...trainNetwork({...convnetOptions(settings), snapshots: true})].filter(
  (record): record is TrainingProgress => record.type === "progress"
);
const {values, statistics} = records[records.length - 1].weights!;
process.stdout.write(
  JSON.stringify({
    settings,
    curve: records.map(({step, error}) => ({step, error})),
    weights: {values: encodeNumbers(values), statistics: encodeNumbers(statistics)}
  })
);
