import type {Vector} from "../graph/plan.js";
import {finite, fraction, positive} from "../tensor/check.js";
import {type Schedule, scheduled} from "./schedules.js";

/** What an optimiser remembers between steps: arrays as long as the parameter vector, and a count of steps. */
export type State = {step: number; memory: Float32Array[]};

/** Two functions over plain data. `update` writes new values into the vector, from its gradients. */
export type Optimiser = {
  init(vector: Vector): State;
  update(vector: Vector, state: State): void;
};

/** What all optimisers are told. */
export type OptimiserOptions = {
  /** Learning rate: a number, or a function of the step (schedules.ts). */
  rate: number | Schedule;
  /** λ of λ/2·‖θ‖². */
  decay?: number;
  /** Shrink parameters directly by rate·λ·θ, instead of adding λθ to the gradient. */
  decoupled?: boolean;
  /** Decay biases, γ and β too, not weights only. */
  decayBiases?: boolean;
};

/** θ ← θ − rate·g. */
export const sgd = (options: OptimiserOptions): Optimiser =>
  optimiser(options, 0, rate => ({values, gradients: g, from, to, l2, keep}) => {
    const kept = keep - rate * l2;
    for (let i = from; i < to; i++) values[i] = kept * values[i] - rate * g[i];
  });

/** v ← µv + g, θ ← θ − rate·v; with `nesterov` θ ← θ − rate·(g + µv). */
export function momentum({
  momentum: mu = 0.9,
  nesterov = false,
  ...options
}: OptimiserOptions & {momentum?: number; nesterov?: boolean}): Optimiser {
  fraction("momentum", mu);
  const [now, past] = nesterov ? [1, mu] : [0, 1];
  return optimiser(options, 1, rate => ({values, gradients, memory: [v], from, to, l2, keep}) => {
    for (let i = from; i < to; i++) {
      const g = gradients[i] + l2 * values[i];
      v[i] = mu * v[i] + g;
      values[i] = keep * values[i] - rate * (now * g + past * v[i]);
    }
  });
}

/** Nesterov's momentum. */
export const nesterov = (options: OptimiserOptions & {momentum?: number}): Optimiser =>
  momentum({...options, nesterov: true});

/** β₁ = 0.9, β₂ = 0.999 and ε = 1e-8 unless given. */
export type AdamOptions = OptimiserOptions & {beta1?: number; beta2?: number; epsilon?: number};

/** Adam with bias-corrected moments (Kingma and Ba 2015, arXiv:1412.6980). ε > 0: gradients may be 0 from the start. */
export function adam({beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, ...options}: AdamOptions): Optimiser {
  fraction("beta1", beta1);
  fraction("beta2", beta2);
  positive("epsilon", epsilon);
  return optimiser(options, 2, (rate, step) => {
    const first = rate / (1 - beta1 ** step);
    const second = 1 / (1 - beta2 ** step);
    return ({values, gradients, memory: [m, v], from, to, l2, keep}) => {
      for (let i = from; i < to; i++) {
        const g = gradients[i] + l2 * values[i];
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        values[i] = keep * values[i] - (first * m[i]) / (Math.sqrt(second * v[i]) + epsilon);
      }
    };
  });
}

/** Adam with decoupled decay (Loshchilov and Hutter 2019, arXiv:1711.05101). */
export const adamW = (options: AdamOptions): Optimiser => adam({decay: 0.01, ...options, decoupled: true});

/** Scales all gradients so that their norm is at most `most`. Returns the norm as it was. */
export function clipGradients({gradients}: Vector, most: number): number {
  let squares = 0;
  for (let i = 0; i < gradients.length; i++) squares += gradients[i] * gradients[i];
  const norm = Math.sqrt(squares);
  if (norm > most) for (let i = 0; i < gradients.length; i++) gradients[i] *= most / norm;
  return norm;
}

/** What a rule sees: a stretch of the vector whose parameters are treated alike. */
type Stretch = {
  values: Float32Array;
  gradients: Float32Array;
  memory: Float32Array[];
  from: number;
  to: number;
  /** What decay adds to the gradient, as a multiple of the value. */
  l2: number;
  /** What decoupled decay leaves of the value. */
  keep: number;
};

/**
 * The common part of all optimisers: schedule, decay, memory. `rule` gives, for a step (counted from 1) and its rate,
 * what updates one stretch of the vector.
 */
function optimiser(
  {rate, decay = 0, decoupled = false, decayBiases = false}: OptimiserOptions,
  memories: number,
  rule: (rate: number, step: number) => (stretch: Stretch) => void
): Optimiser {
  const schedule = scheduled(rate);
  finite("decay", decay, 0);
  return {
    init: ({values}) => ({
      step: 0,
      // Zeros in the precision of the plan.
      memory: Array.from({length: memories}, () => values.map(() => 0))
    }),
    update({values, gradients, groups}, state) {
      const rate = finite("rate", schedule(state.step++), 0);
      const update = rule(rate, state.step);
      for (const {kind, from, to} of groups) {
        const lambda = kind === "weight" || decayBiases ? decay : 0;
        const [l2, keep] = decoupled ? [0, 1 - rate * lambda] : [lambda, 1];
        update({values, gradients, memory: state.memory, from, to, l2, keep});
      }
    }
  };
}
