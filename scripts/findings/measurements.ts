// The experiments that bear the lesson's findings, each for one seed. What needs the same training shares it.
import {append, solutionExists} from "../../lib/experiments/append.js";
import {type BlocksRecord, blocks, branchRatios} from "../../lib/experiments/blocks.js";
import {dataSet} from "../../lib/experiments/data.js";
import {decay} from "../../lib/experiments/decay.js";
import {dropping} from "../../lib/experiments/dropping.js";
import {evaluator, load} from "../../lib/experiments/evaluate.js";
import {identity, identitySweep} from "../../lib/experiments/identity.js";
import type {Variant} from "../../lib/experiments/network.js";
import {type SignalRecord, signals} from "../../lib/experiments/signals.js";
import {type StochasticOptions, stochasticDepth} from "../../lib/experiments/stochastic.js";
import {defaultRates} from "../../lib/experiments/sweep.js";
import {type TrainingOptions, type TrainingResult, trainNetwork} from "../../lib/experiments/training.js";
import {copyParameters, type Layer, plan} from "../../lib/graph/index.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {convnetOptions, convnetParameters} from "../../lib/lesson/runs/convnet.js";
import {type Settings, sweepOf} from "../../lib/lesson/runs/degradation.js";
import {
  type SignalName,
  signalNames,
  signalOptions,
  signalParameters
} from "../../lib/lesson/runs/signals.js";
import {
  batchNorm,
  cosine,
  dense,
  momentum,
  relu,
  repeat,
  residual,
  sequential,
  softmaxCrossEntropy,
  train
} from "../../lib/nn/index.js";
import {type PresetName, presetSettings} from "../../lib/views/chapters/residual-network/model/presets.js";
import {diagnose} from "../../lib/views/chapters/residual-network/signals-by-layer/diagnose.js";
import {measurement, median, seedsFrom} from "./finding.js";

function trained(options: TrainingOptions): TrainingResult {
  for (const record of trainNetwork({...options, every: options.steps ?? 150}))
    if (record.type === "result") return record;
  throw new Error("a training ended without a result");
}

/** Training error in per cent; Infinity where it diverged. */
const errorOf = (options: TrainingOptions): number => {
  const {error, diverged} = trained(options);
  return diverged ? Number.POSITIVE_INFINITY : 100 * error;
};

/** One number for each name. */
const table = <K extends string>(names: readonly K[], value: (name: K) => number) =>
  Object.fromEntries(names.map(name => [name, value(name)])) as {[name in K]: number};

/** Training errors of networks at several depths, by `variant depth`. */
function errors<V extends Variant, D extends number>(
  settings: Settings,
  variants: readonly V[],
  depths: readonly D[],
  seed: number
): {[name in `${V} ${D}`]: number} {
  const {variants: _, depths: __, seeds: ___, ...options} = sweepOf(settings);
  const rows = variants.flatMap(variant =>
    depths.map(depth => [`${variant} ${depth}`, errorOf({...options, variant, depth, seed})] as const)
  );
  return Object.fromEntries(rows) as {[name in `${V} ${D}`]: number};
}

const {lecture} = presetSettings;
const allVariants = ["plain", "zero-gamma", "residual", "pre-activation"] as const;
const allDepths = [4, 8, 20, 32, 56, 110] as const;

export const depths = measurement("depths", 8, seed => errors(lecture, allVariants, allDepths, seed));

export const shallowest = measurement("shallowest", 0.2, seed => errors(lecture, ["plain"], [2, 4], seed));

/** A preset, plain beside the block that it chooses. */
const preset = <V extends Variant, D extends number>(
  name: PresetName,
  seconds: number,
  variants: readonly V[],
  depths: readonly D[]
) => measurement(`preset ${name}`, seconds, seed => errors(presetSettings[name], variants, depths, seed));

export const presets = {
  adam: preset("adam", 1, ["plain"], [8, 20, 56]),
  full: preset("full", 5, ["plain"], [20, 32, 56]),
  long: preset("long", 5, ["plain"], [20, 56]),
  warm: preset("warm", 0.5, ["plain"], [8, 20, 56]),
  bare: preset("bare", 2, ["plain", "residual"], [20, 32, 56]),
  scaled: preset("scaled", 3, ["scaled"], [4, 20, 56, 110]),
  gamma: preset("gamma", 3, ["plain", "residual"], [20, 110]),
  calm: preset("calm", 2, ["zero-gamma"], [4, 20, 110])
};

export const linear = measurement("preset linear", 9, seed => {
  const at = [20, 32, 56, 110] as const;
  const he = errors({...presetSettings.linear, init: "he"}, ["plain"], at, seed);
  return {
    ...errors(presetSettings.linear, ["plain"], at, seed),
    "he 20": he["plain 20"],
    "he 32": he["plain 32"],
    "he 56": he["plain 56"],
    "he 110": he["plain 110"]
  };
});

/** Narrower networks, and one rate for all depths: where depth does harm residual networks too. */
export const narrow = measurement("narrow", 1.5, seed => {
  const at = [8, 20, 56, 110] as const;
  const narrow = errors({...lecture, width: 8}, ["zero-gamma"], at, seed);
  const fast = errors({...lecture, rate: "0.3"}, ["zero-gamma"], at, seed);
  return {
    "width 8, 8": narrow["zero-gamma 8"],
    "width 8, 20": narrow["zero-gamma 20"],
    "width 8, 56": narrow["zero-gamma 56"],
    "width 8, 110": narrow["zero-gamma 110"],
    "rate 0.3, 8": fast["zero-gamma 8"],
    "rate 0.3, 20": fast["zero-gamma 20"],
    "rate 0.3, 56": fast["zero-gamma 56"],
    "rate 0.3, 110": fast["zero-gamma 110"]
  };
});

/** The race, whose rate is fixed. */
export const races = measurement("races", 1.3, seed => {
  const at = (variant: Variant, depth: number, rate: number) =>
    errorOf({variant, depth, rates: [rate], seed});
  return {
    "plain 8, rate 0.03": at("plain", 8, 0.03),
    "residual 8, rate 0.03": at("zero-gamma", 8, 0.03),
    "plain 8, rate 0.1": at("plain", 8, 0.1),
    "residual 8, rate 0.1": at("zero-gamma", 8, 0.1),
    "plain 56, rate 0.03": at("plain", 56, 0.03),
    "residual 56, rate 0.03": at("zero-gamma", 56, 0.03)
  };
});

/** One layer for each shortcut, γ starting at 0. */
export const singleLayers = measurement("single layers", 3, seed => {
  const single = (depth: number) => {
    const linear = () => dense(16, {bias: false});
    const blocks = repeat(depth - 2, () => residual(linear(), batchNorm({gamma: 0})));
    return errorOn(sequential(linear(), batchNorm(), relu, ...blocks, dense(3)), seed);
  };
  return {
    "one layer, 8": single(8),
    "one layer, 20": single(20),
    "one layer, 56": single(56),
    ...errors(lecture, ["zero-gamma"], [8, 20, 56], seed),
    ...errors(lecture, ["plain"], [56], seed)
  };
});

/** The training error on the spirals of a network of any kind, trained as the degradation figure trains. */
function errorOn(network: Layer, seed: number): number {
  const data = dataSet("spirals", seed);
  const errors = defaultRates.map(rate => {
    const p = plan(network, {input: [64, 2], loss: softmaxCrossEntropy, seed, keep: "parameters"});
    const whole = evaluator(
      plan(network, {input: [480, 2], loss: softmaxCrossEntropy, seed, keep: "parameters"}),
      data
    );
    for (const _ of train(p, data, {
      optimiser: momentum({rate: cosine(rate, 150), decay: 1e-4}),
      steps: 150,
      seed
    }));
    copyParameters(p, whole.plan);
    return 100 * whole.score().error;
  });
  return Math.min(...errors);
}

/** Signals in untrained networks of 56 layers. */
export const untrained = measurement("untrained", 0.6, seed => {
  const values = {...defaults(signalParameters), signalSeed: seed, signalStep: "0"} as const;
  const rows = signalNames.map(name => {
    const [{layers}] = signals(signalOptions(name, values));
    const {activation, gradient, cosine} = diagnose(layers);
    return [
      [`${name} activation`, activation],
      [`${name} gradient`, gradient],
      [`${name} cosine`, cosine],
      [`${name} cosine at first`, layers[0].cosine]
    ];
  });
  return Object.fromEntries(rows.flat()) as {
    [name in `${SignalName} ${"activation" | "gradient" | "cosine" | "cosine at first"}`]: number;
  };
});

/** How the gradient's growth on its way back depends on the depth: first/last, with batch normalisation. */
export const growth = measurement("growth", 0.5, seed => {
  const at = (name: SignalName, signalDepth: number) => {
    const values = {...defaults(signalParameters), signalSeed: seed, signalStep: "0", signalDepth} as const;
    const [{layers}] = signals(signalOptions(name, values));
    return diagnose(layers).gradient;
  };
  return {
    "plain 28": at("plainNorm", 28),
    "plain 56": at("plainNorm", 56),
    "plain 110": at("plainNorm", 110),
    "γ = 1, 28": at("paper", 28),
    "γ = 1, 56": at("paper", 56),
    "γ = 1, 110": at("paper", 110),
    "pre-activation 28": at("preActivation", 28),
    "pre-activation 56": at("preActivation", 56),
    "pre-activation 110": at("preActivation", 110)
  };
});

/** How a plain network of 56 layers with batch normalisation tames its gradient while it trains. */
export const taming = measurement("taming", 0.7, seed => {
  const [start, , ten, late] = signals({depth: 56, variant: "plain", at: [0, 1, 10, 150], seed});
  const spread = ({layers}: SignalRecord) => layers[0].gradient / layers[layers.length - 1].gradient;
  const grown = (size: "weight" | "rms", layer: number) =>
    ten.layers[layer][size] / start.layers[layer][size];
  const early = [0, 1, 2, 3, 4];
  return {
    "first/last at 0": spread(start),
    "first/last at 10": spread(ten),
    "first/last at 150": spread(late),
    "weights of layers 1–5, least growth": Math.min(...early.map(l => grown("weight", l))),
    "activations of layers 1–5, least growth": Math.min(...early.map(l => grown("rms", l))),
    "activations last/first at 10": ten.layers[ten.layers.length - 1].rms / ten.layers[0].rms,
    "activations last/first at 150": late.layers[late.layers.length - 1].rms / late.layers[0].rms,
    "loss at 150": late.loss
  };
});

/** The looks-linear start in the figure of signals, whose rate is larger than the preset's. */
export const linearSignals = measurement("linear signals", 0.2, seed => {
  const values = {...defaults(signalParameters), signalSeed: seed, signalStep: "150"} as const;
  const [{layers}] = signals(signalOptions("linearStart", values));
  const {gradient, cosine} = diagnose(layers);
  return {gradient, cosine};
});

/** Shares of the blocks, by depth: medians of ‖F(x)‖ / ‖x‖ in per cent. */
export const shares = measurement("shares", 3.5, seed =>
  table(["8", "20", "32", "56", "110"], depth => {
    const {options, weights} = trained({
      variant: "zero-gamma",
      depth: Number(depth),
      rates: defaultRates,
      seed
    });
    return 100 * median(branchRatios(load(options, weights)));
  })
);

const kinds = ["zero-gamma", "residual", "pre-activation"] as const;

/** Blocks taken out of trained networks: errors in per cent, costs in points. */
export const lesions = measurement("lesions", 18, seed => {
  const apart = (variant: Variant, depth: number) => {
    const records = [...blocks({variant, depth, rates: defaultRates, seed, every: 150})];
    const of = <T extends BlocksRecord["type"]>(type: T) =>
      records.filter((r): r is Extract<BlocksRecord, {type: T}> => r.type === type);
    const [{error}] = of("result");
    const costs = (type: "deleted" | "swapped") => of(type).map(r => 100 * (r.error - error));
    const without = (removed: number) =>
      100 * median(of("thinned").flatMap(r => (r.removed === removed ? [r.error] : [])));
    const paths = of("paths");
    const sum = (f: (p: (typeof paths)[number]) => number) => paths.reduce((s, p) => s + f(p), 0);
    return {
      whole: 100 * error,
      deleted: costs("deleted"),
      swapped: costs("swapped"),
      without,
      length: sum(p => p.length * p.count * p.gradient) / sum(p => p.count * p.gradient)
    };
  };
  const deep = kinds.map(kind => {
    const {whole, deleted, swapped, without, length} = apart(kind, 56);
    return {
      [`${kind} whole`]: whole,
      [`${kind} one deleted, median cost`]: median(deleted),
      [`${kind} one deleted, most`]: Math.max(...deleted),
      [`${kind} blocks that cost under 5 points, %`]:
        (100 * deleted.filter(c => c < 5).length) / deleted.length,
      [`${kind} the first five, median cost`]: median(deleted.slice(0, 5)),
      [`${kind} the others, median cost`]: median(deleted.slice(5)),
      [`${kind} two swapped, median cost`]: median(swapped),
      [`${kind} two swapped, most`]: Math.max(...swapped),
      [`${kind} 10 % deleted`]: without(3),
      [`${kind} 25 % deleted`]: without(7),
      [`${kind} 50 % deleted`]: without(14),
      [`${kind} mean length of a path by gradient`]: length
    };
  });
  const {deleted, whole} = apart("plain", 8);
  return {
    ...Object.assign({}, ...deep),
    "plain 8 whole": whole,
    "plain 8, least cost": Math.min(...deleted)
  } as {[name: string]: number};
});

/** The small convolutional network. */
export const convnets = measurement("convnets", 6, seed => {
  const at = (netBlock: "plain" | "residual" | "pre-activation", depth: number) => {
    const options = convnetOptions({
      ...defaults(convnetParameters),
      netBlock,
      netDepth: `${depth}` as "32",
      netSeed: seed
    });
    return errorOf({...options, watch: false, every: undefined});
  };
  return {
    "plain 32": at("plain", 32),
    "residual 8": at("residual", 8),
    "residual 20": at("residual", 20),
    "residual 32": at("residual", 32),
    "pre-activation 8": at("pre-activation", 8),
    "pre-activation 32": at("pre-activation", 32)
  };
});

const lambdas = [0, 0.001, 0.01, 0.05, 0.1, 0.3] as const;
type Lambda = (typeof lambdas)[number];
type Series = "plain" | "plain from W = I" | "residual";

const learned = (seed: number, options: Parameters<typeof identitySweep>[0] = {}) => [
  ...identitySweep({lambdas, ...options, seed, seeds: 1})
];

/** Relative errors of blocks that learn y = x, in per cent, by λ. */
export const identities = measurement(
  "identities",
  0.6,
  seed => {
    const records = learned(seed);
    const rows = records.map(({series, lambda, error}) => [`${series}, λ ${lambda}`, 100 * error]);
    const free = records.find(r => r.series === "residual" && r.lambda === 0)!;
    return {...Object.fromEntries(rows), "residual, λ 0, ‖W‖": free.largest} as {
      [name in `${Series}, λ ${Lambda}` | "residual, λ 0, ‖W‖"]: number;
    };
  },
  seedsFrom(61, 20)
);

/** Without decay alone, in many seeds: how seldom a plain block does better. */
export const freeIdentities = measurement(
  "identities without decay",
  0.05,
  seed => {
    const [plain, , residual] = learned(seed, {lambdas: [0]});
    return {
      plain: 100 * plain.error,
      residual: 100 * residual.error,
      "‖W‖ of the residual block": residual.largest
    };
  },
  [...seedsFrom(61, 20), ...seedsFrom(201, 180)]
);

const dead = (lambda: number, seed: number) =>
  [...identity({kind: "plain", lambda, seed, every: 1000})].at(-1)!.end!.dead.output.filter(d => d).length;
export const deadUnits = measurement(
  "dead units",
  0.05,
  seed => ({"dead output units of the plain block": dead(0, seed)}),
  seedsFrom(61, 20)
);

/** The two plain blocks under strong decay, by optimiser. */
export const floors = measurement("floors", 1.5, seed => {
  const at = (optimiser: "sgd" | "momentum" | "adam", rate: number) => {
    const records = learned(seed, {optimiser, rate, lambdas: [0.05, 0.1, 0.3]});
    return Object.fromEntries(
      records
        .filter(r => r.series !== "residual")
        .map(r => [`${optimiser} ${rate}, ${r.series}, λ ${r.lambda}`, 100 * r.error])
    );
  };
  return {...at("adam", 0.03), ...at("momentum", 0.1), ...at("sgd", 0.1), ...at("adam", 0.003)} as {
    [name: string]: number;
  };
});

/** What is left of ‖W[l+1]‖ of the residual block, in per cent. */
export const shrinking = measurement("shrinking", 0.4, seed => {
  const kept = (optimiser: "sgd" | "momentum" | "adam", decoupled = false) => {
    const records = [...identity({optimiser, decoupled, lambda: 0.01, seed, watch: true, every: 1000})];
    return (100 * records[records.length - 1].norms.w1) / records[0].norms.w1;
  };
  return {
    sgd: kept("sgd"),
    momentum: kept("momentum"),
    adam: kept("adam"),
    "adam, decoupled": kept("adam", true)
  };
});

const candidates = {
  "plain he": {kind: "plain", initialisation: "he"},
  "plain identity": {kind: "plain", initialisation: "identity"},
  "residual he": {kind: "residual", initialisation: "he"},
  "residual zero": {kind: "residual", initialisation: "zero"},
  "no block": {count: 0, train: "all"}
} as const;
type Candidate = keyof typeof candidates;

/** Loss over the loss before a block was added, at some steps. */
const appended = (place: "end" | "middle", seed: number) => {
  const rows = Object.entries(candidates).flatMap(([name, options]) => {
    const records = [...append({place, count: 1, ...options, seed})];
    const base = records.filter(r => r.phase === "base").at(-1)!.loss;
    const after = records.filter(r => r.phase === "appended");
    return ([0, 5, 10, 20, 100] as const).map(
      step => [`${name} at ${step}`, after[step].loss / base] as const
    );
  });
  return Object.fromEntries(rows) as {[name in `${Candidate} at ${0 | 5 | 10 | 20 | 100}`]: number};
};
export const oneAtTheEnd = measurement("one block at the end", 1.5, seed => appended("end", seed));
export const oneInTheMiddle = measurement("one block in the middle", 1.5, seed => appended("middle", seed));
export const tenAtTheEnd = measurement("ten blocks at the end", 0.3, seed => {
  const records = [...append({kind: "residual", initialisation: "he", count: 10, steps: 0, seed})];
  const base = records.filter(r => r.phase === "base").at(-1)!.loss;
  return {"residual he at 0": records.at(-1)!.loss / base};
});

export const solutions = measurement("solutions", 7, seed => {
  const records = [...solutionExists({seed})];
  const last = (how: string, depth: number) =>
    records.filter(r => r.how === how && r.depth === depth).at(-1)!;
  return {
    "8 trained, loss": last("trained", 8).loss,
    "56 extended, loss": last("extended", 56).loss,
    "110 extended, loss": last("extended", 110).loss,
    "8 trained, %": 100 * last("trained", 8).error,
    "56 from random, %": 100 * last("scratch", 56).error,
    "110 from random, %": 100 * last("scratch", 110).error
  };
});

/** Size of the branch after 100 steps of the block, in per cent of its input, by how long the network trained before. */
export const droppings = measurement("droppings", 3, seed =>
  table(
    ["5", "12", "20", "30", "40"],
    before => 100 * [...dropping({before: Number(before), seed})].at(-1)!.branch
  )
);

/** Weights doubled after training: what the training error, in per cent, was and becomes. */
export const doubling = measurement("doubling", 0.5, seed => {
  const ends = (norm: boolean) => [...decay({norm, rate: norm ? 0.03 : 0.01, seed})].filter(r => r.doubled);
  const change = (norm: boolean) => ends(norm).map(r => 100 * Math.abs(r.doubled!.error - r.error));
  const [none, , strong] = ends(true);
  return {
    "normalised, largest change in points": Math.max(...change(true)),
    "bare, least change in points": Math.min(...change(false)),
    "normalised, ‖W‖ at λ 0.01 over that at λ 0": strong.size / none.size
  };
});

/** Networks of 56 layers trained with and without stochastic depth: error in per cent, whole and without blocks. */
export const stochastic = measurement("stochastic depth", 12, seed => {
  const tasks = {
    digits: {shares: [0, 0.25, 0.5]},
    "spirals, 150 steps": {data: "spirals", variant: "zero-gamma", steps: 150, shares: [0, 0.25]},
    "spirals, 600 steps": {data: "spirals", variant: "zero-gamma", steps: 600, shares: [0, 0.25]},
    "pre-activation, 600 steps": {data: "spirals", variant: "pre-activation", steps: 600, shares: [0, 0.25]}
  } as const satisfies Record<string, StochasticOptions>;
  const numbers: Record<string, number> = {};
  for (const [task, options] of Object.entries(tasks)) {
    const records = [...stochasticDepth({...options, seed, seeds: 1})];
    for (const survival of [1, 0.5])
      for (const share of options.shares) {
        const of = records.filter(r => r.survival === survival && r.removed === Math.round(share * r.blocks));
        const how = survival === 1 ? "usual" : "practised";
        numbers[`${task}, ${how}, ${100 * share} % deleted`] = 100 * median(of.map(({error}) => error));
      }
  }
  return numbers;
});
