// What the two witnesses must agree on: on the left the library's words, on the right the formula written out.
import {dataNames} from "../../lib/experiments/data.js";
import {
  complete,
  initialisationNames,
  type NetworkOptions,
  network,
  variants
} from "../../lib/experiments/network.js";
import type {OperationName} from "../../lib/graph/index.js";
import {apply, type Layer} from "../../lib/graph/trace.js";
import type * as library from "../../lib/nn/index.js";
import {type Case, type Loss, nn, type Training} from "./compare.js";
import type {Piece} from "./networks.js";
import * as w from "./networks.js";
import * as written from "./operations.js";
import type {Rule} from "./optimisers.js";

type Pair = [library: Layer, witness: Piece];
const of = (input: readonly number[], [library, witness]: Pair, loss?: Loss): Case => ({
  input,
  library,
  witness,
  loss
});

export const losses = {
  softmaxCrossEntropy: {library: nn.softmaxCrossEntropy, witness: written.softmaxCrossEntropy, labels: true},
  meanSquaredError: {
    library: nn.meanSquaredError,
    witness: (y, t) => written.squaredError(y, t, "element")
  },
  halfSquaredError: {
    library: nn.halfSquaredError,
    witness: (y, t) => written.squaredError(y, t, "half row")
  }
} satisfies Record<string, Loss>;

const add: Pair = [x => apply("add", {}, [x, x]), x => w.add(x, x)];

/** f(x) + f(x), so that gradients have something to add to; and g(f(x)), which the library may compute in one go. */
const both = (input: readonly number[], [f, g]: Pair): Case[] => [
  of(input, [x => apply("add", {}, [f(x), f(x)]), x => w.add(g(x), g(x))]),
  of(input, [nn.sequential(f, nn.relu), w.chain(g, w.relu)])
];

/** −0.7·J + mean of x: the loss is not what is minimised, and not all that reads x. */
const within = ({library, witness, ...rest}: Loss): Loss => ({
  ...rest,
  library: x => {
    const loss = nn.scale(-0.7)(library(x));
    const image = nn.reshapeTo([1, ...x.shape, 1])(x);
    return apply("add", {}, [loss, nn.reshapeTo([])(nn.globalAveragePool(image))]);
  },
  witness: (x, target) => {
    const loss = w.scale(-0.7)(witness(x, target));
    const image = w.reshape([1, ...x.shape, 1])(x);
    return w.add(loss, w.reshape([])(w.globalAveragePool(image)));
  }
});

const lossCases = (input: readonly number[], loss: Loss): Case[] => [
  of(input, [nn.dense(4), w.dense(4)], loss),
  of(input, [nn.dense(4), w.dense(4)], within(loss))
];

type Options = library.ConvOptions & {
  kernel: [number, number];
  stride?: [number, number];
  filters?: number;
};
const conv = ({kernel, filters = 5, ...options}: Options): Pair => [
  nn.conv(filters, kernel, options),
  w.conv(filters, kernel, options as object)
];
const square = (n: number): [number, number] => [n, n];

/** Windows of all kinds, with what is left over at the edges on one side, on both, or left out. */
const windows = [
  {size: [2, 2], stride: [2, 2], padding: "valid"},
  {size: [3, 3], stride: [2, 2], padding: "same"},
  {size: [3, 2], stride: [1, 3], padding: 1},
  {size: [2, 3], stride: [1, 1], padding: "same"},
  {size: [5, 7], stride: [1, 1], padding: "valid"}
] satisfies written.Window[];
const pools = (f: typeof library.maxPool, g: typeof w.maxPool): Case[] =>
  windows.flatMap(({size, ...options}) => both([2, 5, 7, 3], [f(size, options), g({size, ...options})]));

export const operationCases: Record<OperationName, Case[]> = {
  dense: [
    ...both([5, 3], [nn.dense(7), w.dense(7)]),
    ...both([1, 1], [nn.dense(1, {bias: false}), w.dense(1, {bias: false})]),
    ...both([2, 3, 4], [nn.dense(9), w.dense(9)]),
    ...both([17, 16], [nn.dense(16), w.dense(16)])
  ],
  conv2d: [
    ...both([2, 5, 6, 3], conv({kernel: [3, 3]})),
    ...both([2, 7, 6, 4], conv({kernel: [3, 1], stride: [1, 2], filters: 6})),
    ...both([1, 7, 5, 2], conv({kernel: [5, 4], stride: [2, 1], padding: 2, filters: 8})),
    ...both([2, 6, 6, 1], conv({kernel: [2, 2], padding: "same", filters: 9, bias: false})),
    ...both([2, 5, 4, 3], conv({kernel: [2, 3], padding: "valid", stride: [3, 1]})),
    ...both([2, 4, 3, 5], conv({kernel: [1, 1], filters: 16})),
    ...both([2, 4, 3, 5], conv({kernel: [1, 1], padding: 0, filters: 3})),
    ...both([2, 5, 5, 4], conv({kernel: [1, 1], stride: [2, 2]})),
    ...both([1, 5, 4, 16], conv({kernel: [3, 3], stride: [2, 2], filters: 16}))
  ],
  add: [of([3, 4], add), ...both([3, 5], add)],
  relu: both([5, 7], [nn.relu, w.relu]),
  scale: both([5, 7], [nn.scale(-0.7), w.scale(-0.7)]),
  drop: both([5, 3], [nn.sequential(nn.dense(3), nn.drop(0.7)), w.chain(w.dense(3), w.drop(0.7))]),
  reshape: [
    ...both([2, 3, 4, 5], [nn.sequential(nn.flatten, nn.dense(3)), w.chain(w.flatten, w.dense(3))]),
    ...both([6, 4], [nn.reshapeTo([3, 8]), w.reshape([3, 8])])
  ],
  subsample: [
    ...both([4, 3], [nn.subsample(1, 5), w.padded(1, 5)]),
    ...both([2, 5, 6, 3], [nn.subsample(2, 7), w.padded(2, 7)]),
    ...both([2, 5, 6, 1], [nn.subsample(3, 1), w.padded(3, 1)]),
    ...both([2, 4, 3, 2], [nn.subsample(1, 3), w.padded(1, 3)])
  ],
  batchNorm: [
    ...both([9, 5], [nn.batchNorm(), w.batchNorm()]),
    ...both([2, 4, 3, 9], [nn.batchNorm(), w.batchNorm()]),
    ...both(
      [6, 3],
      [
        nn.batchNorm({gamma: 0.5, epsilon: 0.1, rate: 0.3}),
        w.batchNorm({gamma: 0.5, epsilon: 0.1, rate: 0.3})
      ]
    )
  ],
  maxPool: [...pools(nn.maxPool, w.maxPool), of([1, 4, 6, 2], [nn.maxPool(2), w.maxPool(windows[0])])],
  averagePool: [
    ...pools(nn.averagePool, w.averagePool),
    of([1, 4, 6, 2], [nn.averagePool(2), w.averagePool(windows[0])])
  ],
  globalAveragePool: both([3, 4, 3, 5], [nn.globalAveragePool, w.globalAveragePool]),
  softmaxCrossEntropy: lossCases([6, 3], losses.softmaxCrossEntropy),
  squaredError: [...lossCases([6, 3], losses.meanSquaredError), ...lossCases([5, 3], losses.halfSquaredError)]
};

// Blocks. The first and the last layer of these networks are the same, so that what is between them can be trained.

const {softmaxCrossEntropy} = losses;
type Trained = Case & {loss: Loss};

const onRows = (block: Pair, units = 6): Trained => ({
  ...of(
    [12, 4],
    [
      nn.sequential(nn.dense(units), nn.relu, block[0], nn.dense(3)),
      w.chain(w.dense(units), w.relu, block[1], w.dense(3))
    ]
  ),
  loss: softmaxCrossEntropy
});

const onImages = (block: Pair, input = [4, 5, 4, 2]): Trained => ({
  ...of(input, [
    nn.sequential(nn.conv(4, 3), nn.relu, block[0], nn.globalAveragePool, nn.dense(3)),
    w.chain(w.conv(4, [3, 3]), w.relu, block[1], w.globalAveragePool, w.dense(3))
  ]),
  loss: softmaxCrossEntropy
});

const dense2 = [nn.dense(6), nn.relu, nn.dense(6)];
const written2 = w.chain(w.dense(6), w.relu, w.dense(6));
const conv2 = (filters: number, stride = 1) => [nn.conv(filters, 3, {stride}), nn.relu, nn.conv(filters, 3)];
const writtenConv2 = (filters: number, stride = 1) =>
  w.chain(w.conv(filters, [3, 3], {stride: square(stride)}), w.relu, w.conv(filters, [3, 3]));

/** Each way of the shortcut across a block that keeps its shape, and one that does not. */
const shortcutCases: Record<library.Shortcut, Trained[]> = {
  identity: [onImages([nn.residualWith({shortcut: "identity"}, ...conv2(4)), w.residual(writtenConv2(4))])],
  A: [
    onImages([nn.residualWith({shortcut: "A"}, ...conv2(4)), w.residual(writtenConv2(4))]),
    onImages([
      nn.residualWith({shortcut: "A"}, ...conv2(7, 2)),
      w.residual(writtenConv2(7, 2), w.padded(2, 7))
    ]),
    onImages([nn.residualWith({shortcut: "A"}, ...conv2(7)), w.residual(writtenConv2(7), w.padded(1, 7))]),
    onRows([nn.residualWith({shortcut: "A"}, ...dense2), w.residual(written2, w.padded(1, 6))], 4)
  ],
  B: [
    onImages([nn.residualWith({shortcut: "B"}, ...conv2(4)), w.residual(writtenConv2(4))]),
    onImages([nn.residual(...conv2(4, 2)), w.residual(writtenConv2(4, 2), w.projected(4, {stride: 2}))]),
    onImages([
      nn.residualWith({normalise: true, bias: true}, ...conv2(5, 3)),
      w.residual(writtenConv2(5, 3), w.projected(5, {stride: 3, norm: true, bias: true}))
    ]),
    onRows([nn.residualWith({bias: true}, ...dense2), w.residual(written2, w.projected(6, {bias: true}))], 5),
    onRows(
      [nn.residualWith({normalise: true}, ...dense2), w.residual(written2, w.projected(6, {norm: true}))],
      5
    )
  ],
  C: [
    onImages([nn.residualWith({shortcut: "C"}, ...conv2(4)), w.residual(writtenConv2(4), w.projected(4))]),
    onImages([
      nn.residualWith({shortcut: "C"}, ...conv2(6, 2)),
      w.residual(writtenConv2(6, 2), w.projected(6, {stride: 2}))
    ]),
    onRows([nn.residualWith({shortcut: "C"}, ...dense2), w.residual(written2, w.projected(6))])
  ]
};

const joins: Record<NonNullable<library.ShortcutOptions["join"]>, Trained[]> = {
  before: [onRows([nn.residualWith({join: "before"}, ...dense2), w.residual(written2)])],
  after: [
    onRows([nn.residualWith({join: "after"}, ...dense2), w.joinedAfter(written2)]),
    onImages([
      nn.residualWith({join: "after"}, ...conv2(4, 2)),
      w.joinedAfter(writtenConv2(4, 2), w.projected(4, {stride: 2}))
    ])
  ]
};

const strideAt = {first: [2, 1], middle: [1, 2]} as const satisfies Record<
  NonNullable<library.BottleneckOptions["strideAt"]>,
  [number, number]
>;
const bottlenecks = Object.entries(strideAt).map(([place, [first, middle]]) =>
  onImages(
    [
      nn.bottleneck([2, 6], {stride: 2, strideAt: place as keyof typeof strideAt}),
      w.bottleneck(2, 6, [first, middle], {shortcut: w.projected(6, {stride: 2, norm: true})})
    ],
    [4, 4, 4, 2]
  )
);

const kinds: Record<library.BlockOptions["kind"], true> = {
  plain: true,
  residual: true,
  "zero-gamma": true,
  "pre-activation": true,
  scaled: true
};

/** Every kind of block of two layers, with and without normalisation, of dense layers and of convolutions. */
const twoLayers = (Object.keys(kinds) as w.Kind[]).flatMap(kind =>
  [true, false]
    .filter(norm => norm || kind !== "zero-gamma")
    .flatMap(norm => {
      const options = {kind, norm, factor: 0.4};
      const wider = norm ? w.projected(6, {stride: 2, norm}) : w.projected(6, {stride: 2});
      return [
        onRows([
          nn.twoLayers({...options, layer: () => nn.dense(6)}),
          w.twoLayers(kind, () => w.dense(6), options)
        ]),
        onImages([
          nn.twoLayers({
            ...options,
            normalise: norm,
            layer: i => nn.conv(6, 3, {stride: i ? 1 : 2, bias: !norm})
          }),
          w.twoLayers(kind, i => w.conv(6, [3, 3], {stride: square(i ? 1 : 2), bias: !norm}), {
            ...options,
            shortcut: wider
          })
        ])
      ];
    })
);

/** Several branches that may drop out, each by its own flag. */
const dropped: Trained[] = (["residual", "zero-gamma", "pre-activation", "scaled"] as const).map(kind => {
  const options = {kind, norm: true, factor: 0.5};
  return onRows([
    nn.sequential(
      ...nn.repeat(4, () => nn.twoLayers({...options, layer: () => nn.dense(6), last: [nn.drop(0.6)]}))
    ),
    w.chain(
      ...Array.from({length: 4}, () => w.twoLayers(kind, () => w.dense(6), {...options, last: w.drop(0.6)}))
    )
  ]);
});

export const blockCases: Record<string, Trained[]> = {
  plain: [onRows([nn.plain(...dense2), w.plain(written2)])],
  residual: [
    onRows([nn.residual(...dense2), w.residual(written2)]),
    onRows([nn.block("l", nn.residual(...dense2)), w.residual(written2)]),
    onRows([nn.named("y", nn.residual(nn.dense(6))), w.residual(w.dense(6))])
  ],
  ...Object.fromEntries(Object.entries(shortcutCases).map(([name, cases]) => [`shortcut ${name}`, cases])),
  ...Object.fromEntries(Object.entries(joins).map(([name, cases]) => [`joined ${name} ReLU`, cases])),
  "without a ReLU after the sum": [
    onRows([nn.identityResidual({}, nn.relu, nn.dense(6)), w.sum(w.chain(w.relu, w.dense(6)))]),
    onImages([
      nn.identityResidual({normalise: true}, nn.relu, ...conv2(6, 2)),
      w.sum(w.chain(w.relu, writtenConv2(6, 2)), w.projected(6, {stride: 2, norm: true}))
    ])
  ],
  bottleneck: [
    ...bottlenecks,
    onImages([
      nn.bottleneck([3, 4], {bias: true, weights: nn.xavier}),
      w.bottleneck(3, 4, [1, 1], {bias: true, start: "xavier"})
    ])
  ],
  "two layers": twoLayers,
  "stochastic depth": dropped,
  "whole networks of images": architectures()
};

/** Small ones of each sort of table: bottlenecks as in the course's exercise, blocks of two as in the paper. */
function architectures(): Trained[] {
  const {stages, ...course} = nn.architectures["course-resnet-50"];
  const cifar = nn.architectures["cifar-resnet-20"];
  const pooled: written.Window = {size: [3, 3], stride: [2, 2], padding: "valid"};
  const {stem, blocks, head} = nn.parts({
    ...course,
    classes: 3,
    stem: {...course.stem, filters: 4},
    stages: [
      {...stages[0], blocks: 2, filters: [2, 6]},
      {...stages[1], blocks: 1, filters: [3, 8]}
    ]
  });
  const deep = {
    library: nn.sequential(stem, ...blocks, head),
    witness: w.chain(
      w.conv(4, [7, 7], {stride: [2, 2], padding: 3}),
      ...[w.batchNorm(), w.relu, w.maxPool(pooled)],
      w.bottleneck(2, 6, [1, 1], {bias: true, shortcut: w.projected(6, {norm: true, bias: true})}),
      w.bottleneck(2, 6, [1, 1], {bias: true}),
      w.bottleneck(3, 8, [2, 1], {bias: true, shortcut: w.projected(8, {stride: 2, norm: true, bias: true})}),
      w.averagePool({size: [2, 2], stride: [2, 2], padding: "valid"}),
      ...[w.flatten, w.dense(3)]
    ),
    input: [3, 16, 16, 3],
    loss: softmaxCrossEntropy
  };
  const layer = (filters: number, stride: number) => (i: number) =>
    w.conv(filters, [3, 3], {stride: square(i ? 1 : stride), padding: 1, bias: false});
  const small = (kind: "plain" | "residual"): Trained => ({
    library: nn.network({
      ...cifar,
      kind,
      classes: 3,
      stem: {...cifar.stem, filters: 4},
      stages: [
        {...cifar.stages[0], blocks: 1, filters: 4},
        {...cifar.stages[1], blocks: 2, filters: 6}
      ]
    }),
    witness: w.chain(
      w.conv(4, [3, 3], {padding: 1, bias: false}),
      ...[w.batchNorm(), w.relu],
      w.twoLayers(kind, layer(4, 1), {norm: true}),
      w.twoLayers(kind, layer(6, 2), {norm: true, shortcut: w.padded(2, 6)}),
      w.twoLayers(kind, layer(6, 1), {norm: true}),
      ...[w.globalAveragePool, w.dense(3)]
    ),
    input: [4, 6, 6, 3],
    loss: softmaxCrossEntropy
  });
  return [deep, small("plain"), small("residual")];
}

// The networks of the experiments.

type Experiment = {
  name: string;
  options: NetworkOptions;
  training?: Training;
  drops?: boolean;
  chaotic?: boolean;
};
const experiments: Experiment[] = [
  ...variants.flatMap(variant =>
    [true, false]
      .filter(norm => norm || variant !== "zero-gamma")
      .map(norm => ({
        name: `${variant}, ${norm ? "normalised" : "not normalised"}`,
        options: {variant, norm, depth: 8}
      }))
  ),
  ...initialisationNames.map(initialisation => ({
    name: `begun as ${initialisation}`,
    options: {variant: "residual", norm: false, depth: 6, initialisation} as const
  })),
  ...dataNames.map(data => ({
    name: `reads ${data}`,
    options: {data, variant: "zero-gamma", depth: 4, width: 6} as const,
    training: {steps: 5}
  })),
  {
    name: "images, before activation",
    options: {data: "images", variant: "pre-activation", depth: 4, width: 4},
    training: {steps: 5}
  },
  {name: "drops branches", options: {variant: "pre-activation", depth: 12, survival: 0.6}, drops: true},
  {name: "has dropped branches", options: {variant: "residual", depth: 6, survival: 0.6}},
  {
    name: "without some shortcuts",
    options: {variant: "residual", depth: 8, norm: false, shortcuts: [true, false, true]}
  },
  {name: "blocks left out and swapped", options: {variant: "scaled", depth: 10, blocks: [3, 0, 2]}},
  {
    name: "residual, 56 layers",
    options: {variant: "residual", depth: 56},
    training: {steps: 3, together: true}
  },
  // Chaos: rounding to single precision changes its gradients by more than half.
  {
    name: "plain, 56 layers, in double precision",
    options: {variant: "plain", depth: 56},
    training: {steps: 3, together: true},
    chaotic: true
  }
];

/** The same network in the witness's words. */
export function networkOf(options: NetworkOptions, classes: number, drops = false): Piece {
  const {data, variant, survival, shortcuts, blocks, initialisation, ...rest} = complete(options);
  return w.network({
    ...rest,
    kind: variant,
    kinds: blocks.map(i => (shortcuts[i] ? variant : "plain")),
    images: data === "images",
    start: initialisation,
    last: survival === 1 ? w.identity : drops ? w.drop(survival) : w.scale(survival),
    classes
  });
}

export const networkCases: {name: string; c: Trained; training?: Training; chaotic?: boolean}[] =
  experiments.map(({name, options, training, drops, chaotic}) => {
    const shape = {spirals: [2], glyphs: [64], images: [8, 8, 1]}[options.data ?? "spirals"];
    const c = of([16, ...shape], [network(options, 3, {drops}), networkOf(options, 3, drops)]);
    return {name, training, chaotic, c: {...c, loss: softmaxCrossEntropy}};
  });

// How weights begin, large enough for chance to show its law.

const layers = (start: library.LinearOptions["weights"], written: written.Start): Case[] => [
  of([1, 40], [nn.dense(60, {weights: start}), w.dense(60, {start: written})]),
  of([1, 3, 3, 12], [nn.conv(20, 3, {weights: start}), w.conv(20, [3, 3], {start: written})])
];
const same = (start: library.LinearOptions["weights"], written: written.Start): Case[] => [
  of([1, 7], [nn.dense(7, {weights: start}), w.dense(7, {start: written})]),
  of([1, 4, 4, 6], [nn.conv(6, [4, 3], {weights: start}), w.conv(6, [4, 3], {start: written})])
];
export const startCases: Record<string, Case[]> = {
  he: [...layers(nn.he, "he"), of([1, 40], [nn.dense(60), w.dense(60)])],
  xavier: layers(nn.xavier, "xavier"),
  constant: same(nn.constant(0.25), 0.25),
  zero: same(nn.zero, 0),
  identity: same(nn.identity, "identity"),
  orthogonal: [
    ...same(nn.orthogonal, "orthogonal"),
    ...layers(nn.orthogonal, "orthogonal"),
    of([1, 9], [nn.dense(4, {weights: nn.orthogonal}), w.dense(4, {start: "orthogonal"})])
  ],
  "looks-linear": [
    ...(["first", "hidden", "last"] as const).flatMap(place =>
      layers(nn.looksLinear(place), `looks-linear ${place}`)
    ),
    ...layers(nn.looksLinear(), "looks-linear hidden")
  ]
};

// How weights move.

export const optimiserNetwork = onRows([
  nn.twoLayers({kind: "residual", norm: true, layer: () => nn.dense(6, {bias: false})}),
  w.twoLayers("residual", () => w.dense(6, {bias: false}), {norm: true})
]);
export const optimiserCases: Record<Rule["name"], Training[]> = {
  sgd: [
    {rule: {name: "sgd", rate: 0.1}},
    {rule: {name: "sgd", rate: 0.1, decay: 0.05}},
    {rule: {name: "sgd", rate: 0.1, decay: 0.05, decoupled: true, decayBiases: true}, clip: 0.3}
  ],
  momentum: [
    {rule: {name: "momentum", rate: {cosine: 0.1, steps: 15}, decay: 0.02, decayBiases: true}},
    {rule: {name: "momentum", rate: 0.05, momentum: 0.7, decay: 0.05, decoupled: true}},
    {rule: {name: "momentum", rate: {warmUp: 5, to: 0.1}}, clip: 0.2},
    {rule: {name: "momentum", rate: 0.05}, clip: 1e6}
  ],
  nesterov: [
    {rule: {name: "nesterov", rate: {warmUp: 4, to: {cosine: 0.1, steps: 20}}, decay: 0.02}},
    {rule: {name: "nesterov", rate: 0.05, momentum: 0.6, decay: 0.05, decoupled: true}}
  ],
  adam: [
    {rule: {name: "adam", rate: 0.01}},
    {rule: {name: "adam", rate: 0.01, decay: 0.05, decayBiases: true, beta1: 0.8, beta2: 0.95, epsilon: 0.01}}
  ],
  adamW: [
    {rule: {name: "adamW", rate: 0.02}},
    {rule: {name: "adamW", rate: {warmUp: 0, to: 0.02}, decay: 0.2}}
  ]
};
