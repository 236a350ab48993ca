// Signals and gradients by layer, of every kind of network: what the page on residual networks opens with.
import {signals} from "../../lib/experiments/signals.js";

const settings = [
  {variant: "plain", norm: false},
  {variant: "plain"},
  {variant: "residual", norm: false},
  {variant: "residual"},
  {variant: "scaled", norm: false},
  {variant: "zero-gamma"},
  {variant: "pre-activation"},
  {variant: "plain", norm: false, initialisation: "looks-linear"}
] as const;

const at = [0, 1, 10, 100];
const networks = settings.map(options => [...signals({...options, depth: 56, at})]);
process.stdout.write(
  JSON.stringify({at, settings, networks}, (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(5)) : value
  )
);
