// The second witness: how weights move, from the formulas.

/** A learning rate over the steps t = 0, 1, …: constant, half a cosine wave down to 0, or a rise to another rate. */
export type Rate = number | {cosine: number; steps: number} | {warmUp: number; to: Rate};

export type Rule = {
  name: "sgd" | "momentum" | "nesterov" | "adam" | "adamW";
  rate: Rate;
  decay?: number;
  decoupled?: boolean;
  decayBiases?: boolean;
  momentum?: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
};

export function rateAt(rate: Rate, t: number): number {
  if (typeof rate === "number") return rate;
  if ("cosine" in rate) return (rate.cosine * (1 + Math.cos(Math.PI * Math.min(1, t / rate.steps)))) / 2;
  return rateAt(rate.to, t) * (t + 1 < rate.warmUp ? (t + 1) / rate.warmUp : 1);
}

/** θ with its gradient g, and the moments that the rule keeps of it. */
export type Moving = {kind?: string; v: Float64Array; d: Float64Array; memory: Float64Array[]};

/** One step of every parameter, the t-th from 0. */
export function update(rule: Rule, t: number, parameters: readonly Moving[]): void {
  const {name, decoupled = name === "adamW", decayBiases = false} = rule;
  const {decay = name === "adamW" ? 0.01 : 0, momentum: mu = 0.9} = rule;
  const {beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8} = rule;
  const eta = rateAt(rule.rate, t);
  for (const {kind, v: theta, d, memory} of parameters) {
    const lambda = kind === "weight" || decayBiases ? decay : 0;
    for (let i = 0; i < theta.length; i++) {
      // L2 adds λθ to the gradient; decoupled decay takes ηλθ off the weight itself.
      const g = decoupled ? d[i] : d[i] + lambda * theta[i];
      if (decoupled) theta[i] -= eta * lambda * theta[i];
      if (name === "sgd") theta[i] -= eta * g;
      else if (name === "momentum" || name === "nesterov") {
        const [v] = memory;
        v[i] = mu * v[i] + g;
        theta[i] -= eta * (name === "nesterov" ? g + mu * v[i] : v[i]);
      } else {
        const [m, v] = memory;
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g ** 2;
        const [mean, square] = [m[i] / (1 - beta1 ** (t + 1)), v[i] / (1 - beta2 ** (t + 1))];
        theta[i] -= (eta * mean) / (Math.sqrt(square) + epsilon);
      }
    }
  }
}

/** g ← g·most/‖g‖ where ‖g‖, over all parameters, is larger than `most`. */
export function clip(most: number, parameters: readonly Moving[]): void {
  const norm = Math.sqrt(parameters.reduce((s, {d}) => d.reduce((t, g) => t + g * g, s), 0));
  if (norm > most) for (const {d} of parameters) for (let i = 0; i < d.length; i++) d[i] *= most / norm;
}
