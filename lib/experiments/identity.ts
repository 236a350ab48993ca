// E1: a block of two layers learns y = x while its weights decay, with and without a shortcut.
import {type Initialise, type Layer, type Plan, plan} from "../graph/index.js";
import {plain, residual} from "../nn/blocks.js";
import {he, identity as identityMatrix, zero} from "../nn/initialise.js";
import {dense, halfSquaredError, relu} from "../nn/layers.js";
import {train} from "../nn/train.js";
import {finite, integer, oneOf} from "../tensor/check.js";
import {normal, random} from "../tensor/random.js";
import {flat, type Tensor, tensor} from "../tensor/tensor.js";
import type {BlockKind} from "./landscape.js";
import {evaluated, type Left} from "./left.js";
import {type OptimiserName, optimiserOf} from "./optimisers.js";

/** How the two layers of a block begin: W = I in both, or (zero) He's numbers and then 0 in the last. */
export const starts = {
  he: [he, he],
  identity: [identityMatrix, identityMatrix],
  zero: [he, zero]
} satisfies Record<string, [Initialise, Initialise]>;

export type IdentityInitialisation = keyof typeof starts;
export const identityInitialisations = Object.keys(starts) as IdentityInitialisation[];

export type IdentityOptions = {
  kind?: BlockKind;
  /** λ of λ/2 ‖θ‖². */
  lambda?: number;
  /** Whether the biases decay too. */
  decayBiases?: boolean;
  /** Shrink the weights directly instead of adding λθ to the gradient (Loshchilov and Hutter). */
  decoupled?: boolean;
  optimiser?: OptimiserName;
  rate?: number;
  width?: number;
  count?: number;
  initialisation?: IdentityInitialisation;
  steps?: number;
  seed?: number;
  /** A record is yielded every so many steps. */
  every?: number;
  /** Whether each record holds all that can be looked at, and the state before the first step is one too. */
  watch?: boolean;
};

/** Frobenius norms. */
export type Norms = {w1: number; w2: number; b1: number; b2: number};

export type IdentityRecord = {
  kind: BlockKind;
  step: number;
  /** E‖y − x‖² / E‖x‖², before the update of this step. */
  error: number;
  norms: Norms;
  /** After the last step, or always when watched: everything that can be looked at. */
  end?: IdentityEnd;
  /** Set when the numbers overflowed: training ended here. */
  diverged?: true;
};

export type IdentityEnd = {
  width: number;
  /** W[l+1], W[l+2] as [in, out], row by row. */
  w1: Float32Array;
  w2: Float32Array;
  b1: Float32Array;
  b2: Float32Array;
  /** Inputs and outputs, [count, width] row by row. */
  x: Float32Array;
  y: Float32Array;
  /** For each unit of a[l+1] and of a[l+2], whether it is 0 for every input that it should not be 0 for. */
  dead: {hidden: boolean[]; output: boolean[]};
};

/** Non-negative inputs, as after a ReLU: x = ReLU(A z), z normal, A normal of variance 1/width. */
export function identityData(width: number, count: number, seed: number): Tensor {
  integer("width", width);
  integer("count", count);
  const next = random(seed);
  const a = normal([width, width], next, 1 / Math.sqrt(width));
  const z = normal([count, width], next);
  const x = tensor([count, width]);
  for (let r = 0; r < count; r++)
    for (let i = 0; i < width; i++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += a.get(i, j) * z.get(r, j);
      x.set(r, i, Math.max(0, sum));
    }
  return x;
}

/** Two layers, plain or with a shortcut. */
export function identityBlock(kind: BlockKind, width: number, initialisation: IdentityInitialisation): Layer {
  const [first, last] = starts[oneOf("initialisation", initialisation, identityInitialisations)];
  const wrap = {plain, residual}[oneOf("kind", kind, ["plain", "residual"] as const)];
  return wrap(dense(width, {weights: first}), relu, dense(width, {weights: last}));
}

/** Trains one block, on all inputs at once. Yields how far it is, and at the end what it has become. */
export function* identity({
  kind = "residual",
  lambda = 0.01,
  decayBiases = true,
  decoupled = false,
  optimiser = "adam",
  rate = 0.03,
  width = 8,
  count = 128,
  initialisation = "he",
  steps = 1000,
  seed = 1,
  every = 10,
  watch = false
}: IdentityOptions = {}): Generator<IdentityRecord, Left> {
  finite("lambda", lambda, 0);
  finite("rate", rate, 0);
  integer("every", every);
  integer("steps", steps, 0);
  const x = identityData(width, count, seed);
  const p = plan(identityBlock(kind, width, initialisation), {
    input: x.shape,
    loss: halfSquaredError,
    seed,
    keep: "parameters"
  });
  const power = flat(x).reduce((sum, v) => sum + v * v, 0) / count;
  let weights = weightsOf(p);
  const record = (step: number, loss: number): IdentityRecord => ({
    kind,
    step,
    error: (2 * loss) / power,
    norms: norms(weights)
  });
  const watched = (step: number, loss: number): IdentityRecord => ({
    ...record(step, loss),
    end: end(p, x, weights)
  });
  if (watch) {
    p.feed(x, x);
    yield watched(0, p.forward());
  }
  const left: Left = () => [evaluated(p)];
  const made = optimiserOf(optimiser, {rate, decay: lambda, decayBiases, decoupled});
  for (const {step, loss, trouble} of train(p, {inputs: x, targets: x}, {optimiser: made, steps, seed})) {
    if (trouble?.kind === "diverged") {
      weights = weightsOf(p);
      yield {...record(step, loss), diverged: true};
      return left;
    }
    // The loss is known before the update: that of the weights which an update made comes with the next step.
    if ((step - 1) % every === 0 && step > 1) yield (watch ? watched : record)(step - 1, loss);
    if (step % every === 0) weights = weightsOf(p);
  }
  weights = weightsOf(p);
  p.feed(x, x);
  yield watched(steps, p.forward());
  return left;
}

function norms(weights: readonly Float32Array[]): Norms {
  const [w1, w2, b1, b2] = weights.map(v => Math.sqrt(v.reduce((sum, w) => sum + w * w, 0)));
  return {w1, w2, b1, b2};
}

/** Copies of W1, W2, b1, b2: weights come before biases, in order of layers. */
const weightsOf = (p: Plan): Float32Array[] =>
  (["weight", "bias"] as const).flatMap(kind =>
    p.parameters.filter(parameter => parameter.kind === kind).map(({value}) => flat(value).slice())
  );

function end(p: Plan, x: Tensor, weights: readonly Float32Array[]): IdentityEnd {
  const [w1, w2, b1, b2] = weights.map(v => v.slice());
  const width = x.shape[1];
  const hidden = p.steps.find(step => step.operation === "relu")!.output;
  const silent = (view: Tensor) =>
    Array.from({length: width}, (_, i) => flat(view).every((v, j) => j % width !== i || v === 0));
  const always = silent(x);
  return {
    ...{width, w1, w2, b1, b2},
    x: flat(x).slice(),
    y: flat(p.output).slice(),
    dead: {hidden: silent(p.value(hidden)), output: silent(p.output).map((dead, i) => dead && !always[i])}
  };
}

/** The blocks that are compared over λ. */
export const identitySeries = {
  plain: {kind: "plain", initialisation: "he"},
  "plain from W = I": {kind: "plain", initialisation: "identity"},
  residual: {kind: "residual", initialisation: "he"}
} as const satisfies Record<string, IdentityOptions>;

export type IdentitySweepRecord = {
  lambda: number;
  series: keyof typeof identitySeries;
  seed: number;
  /** What is left of E‖y − x‖² / E‖x‖² at the end; NaN if training diverged. */
  error: number;
  /** The larger of the two weight matrices' norms. */
  largest: number;
};

/** Trains each kind of block for each λ and `seeds` seeds. Yields one record for each block. */
export function* identitySweep({
  lambdas = [0, 0.001, 0.01, 0.05, 0.1, 0.3],
  seeds = 20,
  ...options
}: Omit<IdentityOptions, "kind" | "initialisation" | "lambda"> & {
  lambdas?: readonly number[];
  seeds?: number;
} = {}): Generator<IdentitySweepRecord> {
  const {seed: first = 1, steps = 1000} = options;
  for (const lambda of lambdas)
    for (const [series, block] of Object.entries(identitySeries))
      for (let seed = first; seed < first + seeds; seed++) {
        let last: IdentityRecord | undefined;
        for (last of identity({...options, ...block, lambda, seed, every: Math.max(1, steps)}));
        const {error, norms, diverged} = last!;
        yield {
          ...{lambda, seed, series: series as keyof typeof identitySeries},
          error: diverged ? Number.NaN : error,
          largest: Math.max(norms.w1, norms.w2)
        };
      }
}
