import type {LayerSignal} from "../../../../experiments/signals.js";
import type {Values} from "../../../../lesson/parameters.js";
import {type SignalName, signalOptions, type signalSettings} from "../../../../lesson/runs/signals.js";
import {diagnose} from "./diagnose.js";

/** A plain network of 100 layers or more is drawn in which nothing goes wrong. */
export const reached = (
  drawn: readonly SignalName[],
  measured: {readonly [name in SignalName]?: readonly LayerSignal[]},
  settings: Values<typeof signalSettings>
): boolean =>
  settings.signalDepth >= 100 &&
  drawn.some(name => {
    const layers = measured[name];
    return (
      signalOptions(name, settings).variant === "plain" &&
      layers !== undefined &&
      layers.length > 0 &&
      diagnose(layers).findings.length === 0
    );
  });
