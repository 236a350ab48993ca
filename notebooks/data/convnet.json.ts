// A small convolutional network, trained: what the last figure of the page on residual networks opens with.
import {encode} from "../../lib/experiments/base64.js";
import {trainNetwork} from "../../lib/experiments/training.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {convnetOptions, convnetParameters} from "../../lib/views/residual-network/convnet-settings.js";

const settings = defaults(convnetParameters);
const curve: {step: number; error?: number}[] = [];
for (const record of trainNetwork(convnetOptions(settings))) {
  if (record.type === "progress") curve.push({step: record.step, error: record.error});
  else {
    const {values, statistics} = record.weights;
    const weights = {values: encode(values), statistics: encode(statistics)};
    process.stdout.write(JSON.stringify({settings, curve, weights}));
  }
}
