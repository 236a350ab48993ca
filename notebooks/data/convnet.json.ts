// A small convolutional network, trained on digits of both kinds: what the last figure of the page on residual networks opens with.
import {readFile} from "node:fs/promises";
import {encodeNumbers} from "../../lib/experiments/base64.js";
import {dataSet} from "../../lib/experiments/data.js";
import {handwriting, unpack} from "../../lib/experiments/handwriting.js";
import {type TrainingProgress, trainNetwork} from "../../lib/experiments/training.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {convnetOptions, convnetParameters} from "../../lib/lesson/runs/convnet.js";
import {copy, flat} from "../../lib/tensor/index.js";

const written = await unpack(await readFile("assets/digits/handwritten.bin"));
const networks = (["drawn", "written"] as const).map(netDigits => {
  const settings = {...defaults(convnetParameters), netDigits};
  const digits = netDigits === "written" ? written : undefined;
  const records = [...trainNetwork({...convnetOptions(settings), digits, snapshots: true})].filter(
    (record): record is TrainingProgress => record.type === "progress"
  );
  const {values, statistics} = records[records.length - 1].weights!;
  // One of each digit, as it is learnt from.
  const {inputs, targets} = digits ? handwriting(digits).training : dataSet("images", settings.netSeed);
  const labels = Array.from(flat(targets));
  const examples = Array.from({length: 10}, (_, digit) =>
    inputs.pick(labels.indexOf(digit), null, null, null)
  );
  return {
    settings,
    examples: examples.map(example => encodeNumbers(copy(example).data)),
    curve: records.map(({step, error, testError}) => ({step, error, testError})),
    weights: {values: encodeNumbers(values), statistics: encodeNumbers(statistics)}
  };
});
process.stdout.write(JSON.stringify(networks));
