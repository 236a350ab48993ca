// What becomes of a signal on its way through a network, in one word each. No DOM.
import type {LayerSignal} from "../../../../experiments/signals.js";

export type Finding = "vanishing" | "exploding" | "collapsing" | "shrinking" | "growing" | "not finite";

interface Diagnosis {
  /** RMS of the last activation over that of the first. */
  readonly activation: number;
  /** Size of the gradient at the first activation over that at the last. */
  readonly gradient: number;
  /** Cosine between two inputs at the last layer. */
  readonly cosine: number;
  readonly findings: readonly Finding[];
}

/** A factor of more than this over the whole network counts as vanishing or exploding. */
export const alarm = 10;

/**
 * Names what goes wrong: gradients vanish or explode by a factor of ten on their way back, activations shrink or grow by
 * as much on their way forward, inputs collapse when they end up in the same direction, to 1%.
 */
export function diagnose(layers: readonly LayerSignal[]): Diagnosis {
  const [first, last] = [layers[0], layers[layers.length - 1]];
  const activation = last.rms / first.rms;
  const gradient = first.gradient / last.gradient;
  const cosine = last.cosine;
  if (![activation, gradient].every(Number.isFinite))
    return {activation, gradient, cosine, findings: ["not finite"]};
  const findings: Finding[] = [];
  if (gradient < 1 / alarm) findings.push("vanishing");
  if (gradient > alarm) findings.push("exploding");
  if (activation < 1 / alarm) findings.push("shrinking");
  if (activation > alarm) findings.push("growing");
  if (cosine > 0.99) findings.push("collapsing");
  return {activation, gradient, cosine, findings};
}
