// Signals and gradients by layer at initialisation: what the page's figure opens with.
import {signals} from "../../lib/experiments/signals.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {signalNames, signalOptions, signalParameters} from "../../lib/lesson/runs/signals.js";

const short = (v: number) => Number(v.toPrecision(4));
const measured = signalNames.map(name => {
  const [{layers}] = signals(signalOptions(name, defaults(signalParameters)));
  const kept = layers.map(({layer, rms, gradient, cosine, weight}) => ({
    layer,
    rms: short(rms),
    gradient: short(gradient),
    cosine: short(cosine),
    weight: short(weight)
  }));
  return [name, kept] as const;
});
process.stdout.write(JSON.stringify(Object.fromEntries(measured)));
