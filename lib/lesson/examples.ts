import type {Text} from "./exercises/exercise.js";

/** Teaching cells to open, change and run: what chapters show with `editable("…")`. */
export interface Example {
  readonly title: Text;
  readonly cells: readonly string[];
}

export const examples = {
  "edit-block": {
    title: {en: "A residual block in a few lines", zh: "几行代码写成的残差块"},
    cells: [
      `const a = [1, 2];                // a[l]
const W1 = [[1, -1], [0.5, 1]];  // W[i][j] leads from entry i to unit j
const W2 = [[-0.5, 0.5], [0.5, -1]];`,
      `const g = z => Math.max(0, z);
const linear = (a, W) =>
  W[0].map((_, j) => a.reduce((sum, v, i) => sum + v * W[i][j], 0));

const a1 = linear(a, W1).map(g);
const z2 = linear(a1, W2);
// The shortcut joins before the last ReLU.
const residualOutput = z2.map((z, i) => g(z + a[i]));
const plainOutput = z2.map(g);`,
      `// The same block in the library, drawn step by step.
// Write plain for residual, and its shortcut is gone.
const p = plan(block("l", residual(dense(2), relu, dense(2))), {input: [1, 2]});
p.feed(a);
assign(p.value("W[l+1]"), nested(W1));
assign(p.value("W[l+2]"), nested(W2));
p.forward();
display(p);`
    ]
  },
  "edit-training": {
    title: {en: "Train it yourself", zh: "自己来训练"},
    cells: [
      `const layers = 24;
const steps = 150;`,
      `function losses(kind) {
  const data = spirals({seed: 1});
  const block = () => twoLayers({kind, norm: true, layer: () => dense(16)});
  const blocks = repeat(layers / 2, block);
  const model = sequential(dense(16), relu, ...blocks, dense(data.classes));
  const p = plan(model, {input: [64, 2], loss: softmaxCrossEntropy, keep: "parameters"});
  const optimiser = momentum({rate: 0.01});
  return Array.from(train(p, data, {optimiser, steps, clip: 1}), ({loss}) => loss);
}`,
      `// The loss of each step's batch, before the step.
curves({plain: losses("plain"), residual: losses("residual")})`
    ]
  },
  "edit-optimiser": {
    title: {en: "An optimiser’s rule", zh: "优化器的规则"},
    cells: [
      `// θ ← θ − rate·(g + λθ), for the whole vector of parameters at once.
const myRule = ({rate, decay}) => ({
  init: () => ({step: 0, memory: []}),
  update({values, gradients}) {
    for (let i = 0; i < values.length; i++)
      values[i] -= rate * (gradients[i] + decay * values[i]);
  }
});`,
      `// A residual block is to give back its input. Watch what becomes of its weights.
const layer = () => dense(4, {bias: false});
const p = plan(residual(layer(), relu, layer()), {input: [32, 4], loss: halfSquaredError});
const inputs = uniform([32, 4], random(1), 0, 1);
const optimiser = myRule({rate: 0.1, decay: 0.1});
const run = train(p, {inputs, targets: inputs}, {optimiser, steps: 200});
const losses = Array.from(run, ({loss}) => loss);`,
      `display(curves({loss: losses}));
display(p.value("W2"));`
    ]
  },
  "edit-one-by-one": {
    title: {en: "A 1×1 convolution, open for changes", zh: "可以改动的 1×1 卷积"},
    cells: [
      `const image = uniform([6, 6, 3], random(1), -1, 1);  // 6×6, 3 channels
const filters = nested([[1, 0.3], [-1, 0.6], [0, 0.1]]);  // 3 channels to 2`,
      `function pointwise(x, W) {
  const [height, width, channels] = x.shape;
  const z = tensor([height, width, W.shape[1]]);
  for (let i = 0; i < height; i++)
    for (let j = 0; j < width; j++)
      for (let f = 0; f < W.shape[1]; f++) {
        let sum = 0;
        for (let c = 0; c < channels; c++) sum += x.get(i, j, c) * W.get(c, f);
        z.set(i, j, f, sum);
      }
  return z;
}`,
      `const mine = pointwise(image, filters);`,
      `// The library's convolution of the same image, and the largest difference.
const p = plan(conv(filters.shape[1], 1, {bias: false}), {input: [1, 6, 6, 3]});
assign(p.parameters[0].value, reshape(filters, [1, 1, ...filters.shape]));
p.feed(reshape(image, [1, 6, 6, 3]));
p.forward();
const theirs = [...elements(p.output)];
display(p);
Math.max(...[...elements(mine)].map((v, i) => Math.abs(v - theirs[i])))`
    ]
  }
} as const satisfies {readonly [id: string]: Example};

export type ExampleId = keyof typeof examples;
