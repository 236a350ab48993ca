// The library against TensorFlow.js (its plain JavaScript backend, which has every gradient): values and gradients.
import * as tf from "@tensorflow/tfjs";
import {beforeAll, describe, expect, it} from "vitest";
import {type Layer, type Plan, plan} from "../../lib/graph/index.js";
import {
  averagePool,
  batchNorm,
  conv,
  dense,
  globalAveragePool,
  maxPool,
  meanSquaredError,
  relu,
  residual,
  sequential,
  softmaxCrossEntropy
} from "../../lib/nn/index.js";
import {flat, normal, random, type Shape, type Tensor} from "../../lib/tensor/index.js";

beforeAll(async () => {
  tf.env().set("PROD", true);
  await tf.setBackend("cpu");
});

const noise = (shape: Shape, seed: number) => flat(normal(shape, random(seed)));

/** Equal within 10⁻⁴ of the largest number (or of 1). */
function expectClose(actual: Tensor, expected: tf.Tensor, what: string): void {
  const [a, b] = [flat(actual), expected.dataSync<"float32">()];
  expect(a.length, what).toBe(b.length);
  const largest = b.reduce((m, x) => Math.max(m, Math.abs(x)), 1);
  const apart = a.reduce((m, x, i) => Math.max(m, Math.abs(x - b[i])), 0);
  expect(apart / largest, what).toBeLessThan(1e-4);
}

/**
 * Holds that the plan of `model` gives what `f` gives, from the same input and parameters, and the same gradients of
 * all of them. Without a loss the gradient that flows back is noise.
 */
function expectParity(
  p: Plan,
  f: (x: tf.Tensor, parameters: tf.Tensor[]) => tf.Tensor,
  target?: number[]
): void {
  const {shape} = p.input;
  for (const [i, {value}] of p.parameters.entries()) flat(value).set(noise(value.shape, 10 + i));
  p.feed(noise(shape, 1), target);
  const loss = p.forward();
  const dy = noise(p.output.shape, 2);
  if (target) p.backward();
  else p.backward({gradient: dy});
  tf.tidy(() => {
    const x = tf.tensor(flat(p.input).slice(), [...shape]);
    const parameters = p.parameters.map(({value}) => tf.tensor(flat(value).slice(), [...value.shape]));
    const y = f(x, parameters);
    if (target) expect(loss).toBeCloseTo(y.dataSync()[0], 4);
    else expectClose(p.output, y, "output");
    const back = tf.grads((x, ...parameters) => f(x, parameters));
    const gradients = back([x, ...parameters], target ? undefined : tf.tensor(dy, [...p.output.shape]));
    expectClose(p.gradient("x"), gradients[0], "gradient of x");
    for (const [i, {name, gradient}] of p.parameters.entries())
      expectClose(gradient, gradients[i + 1], `gradient of ${name}`);
  });
}

/** A plan whose parameters are in the order in which the layers use them: tfjs gets them so. */
const make = (model: Layer, input: Shape, loss?: Layer) => plan(model, {input: [...input], loss});

describe("convolutions agree with tfjs", () => {
  const grid = [1, 2, 3, 5].flatMap(kernel =>
    [1, 2, 3].flatMap(stride => (["same", "valid"] as const).map(padding => ({kernel, stride, padding})))
  );
  it.each(grid)("kernel $kernel, stride $stride, $padding", ({kernel, stride, padding}) => {
    for (const [height, width, channels, filters] of [
      [8, 7, 3, 5],
      [5, 9, 4, 8],
      [6, 6, 1, 9]
    ])
      expectParity(
        make(conv(filters, kernel, {stride, padding}), [2, height, width, channels]),
        (x, [w, b]) => tf.add(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, padding), b)
      );
  });

  it("with unequal strides and kernels", () => {
    expectParity(make(conv(6, [3, 1], {stride: [1, 2]}), [2, 7, 6, 4]), (x, [w, b]) =>
      tf.add(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, [1, 2], "same"), b)
    );
  });
});

describe("pools agree with tfjs", () => {
  const grid = [2, 3].flatMap(window =>
    [1, 2, 3].flatMap(stride => (["same", "valid"] as const).map(padding => ({window, stride, padding})))
  );
  it.each(grid)("window $window, stride $stride, $padding", ({window, stride, padding}) => {
    for (const shape of [
      [2, 7, 6, 3],
      [1, 5, 9, 8]
    ]) {
      expectParity(make(maxPool(window, {stride, padding}), shape), x =>
        tf.maxPool(x as tf.Tensor4D, window, stride, padding)
      );
      // The gradient of tfjs's own avgPool divides by the window's size at the border too, where its value does not:
      // so the sum of each window over the count of its elements.
      const ones = tf.ones<tf.Rank.R4>([window, window, shape[3], 1]);
      const sums = (x: tf.Tensor) => tf.depthwiseConv2d(x as tf.Tensor4D, ones, stride, padding);
      expectParity(make(averagePool(window, {stride, padding}), shape), x =>
        tf.div(sums(x), sums(tf.onesLike(x)))
      );
    }
  });

  it("over the whole image", () => {
    expectParity(make(globalAveragePool, [3, 5, 4, 6]), x => tf.mean(x, [1, 2]));
  });
});

describe("dense layers, normalisation and losses agree with tfjs", () => {
  it.each([
    [1, 1, 1],
    [5, 3, 7],
    [9, 16, 10],
    [64, 17, 33]
  ])("dense layer of batch %i, %i to %i", (batch, from, to) => {
    expectParity(make(dense(to), [batch, from]), (x, [w, b]) =>
      tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b)
    );
  });

  it.each([[[12, 5]], [[2, 4, 3, 9]]])("batch normalisation of %o", shape => {
    expectParity(make(batchNorm(), shape), (x, [gamma, beta]) => {
      const {mean, variance} = tf.moments(x, x.shape.map((_, i) => i).slice(0, -1));
      const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
      return tf.add(tf.mul(normal, gamma), beta);
    });
  });

  it("softmax cross-entropy", () => {
    const labels = [0, 3, 2, 2, 1, 3, 0];
    const target = tf.oneHot(labels, 4);
    expectParity(
      make(dense(4), [7, 5], softmaxCrossEntropy),
      (x, [w, b]) =>
        tf.losses.softmaxCrossEntropy(target, tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b)),
      labels
    );
  });

  it("mean squared error", () => {
    const target = [...noise([6, 3], 5)];
    expectParity(
      make(dense(3), [6, 5], meanSquaredError),
      (x, [w, b]) =>
        tf.losses.meanSquaredError(
          tf.tensor(target, [6, 3]),
          tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b)
        ),
      target
    );
  });
});

describe("residual blocks agree with tfjs", () => {
  it("of convolutions", () => {
    const layer = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
      tf.add(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "same"), b);
    const model = residual(conv(6, 3), relu, conv(6, 3));
    expectParity(make(model, [2, 5, 5, 6]), (x, [w1, b1, w2, b2]) =>
      tf.relu(tf.add(layer(tf.relu(layer(x, w1, b1)), w2, b2), x))
    );
  });

  it("one after another", () => {
    const block = () => residual(dense(8), relu, dense(8));
    const linear = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
      tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b);
    expectParity(make(sequential(block(), block()), [9, 8]), (x, p) =>
      [0, 4].reduce(
        (h, i) => tf.relu(tf.add(linear(tf.relu(linear(h, p[i], p[i + 1])), p[i + 2], p[i + 3]), h)),
        x
      )
    );
  });
});
