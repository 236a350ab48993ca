import * as tf from "@tensorflow/tfjs";
import {setThreadsCount, setWasmPaths} from "@tensorflow/tfjs-backend-wasm";
import {peerSteps} from "./networks.js";
import {after, type Contestant} from "./race.js";
import {concatenate, type Gradients, type Network, type Train, type Workload} from "./workloads.js";

/** TensorFlow.js on WebAssembly with SIMD, one thread. `assets` is where its .wasm files are. */
export async function tfjs(assets: string) {
  setWasmPaths(assets);
  setThreadsCount(1);
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  tf.env().set("PROD", true);
  await tf.setBackend("wasm");
  await tf.ready();
  return async (work: Workload): Promise<Contestant[]> => {
    switch (work.kind) {
      case "forward": {
        const {size, channels, x, layers} = work;
        const input = tf.tensor(x, [1, size, size, channels]) as tf.Tensor4D;
        const parameters = layers.map(({kernel, from, to, w, b}) => ({
          filter: tf.tensor(w, [kernel, kernel, from, to]) as tf.Tensor4D,
          bias: tf.tensor1d(b)
        }));
        const run = () => {
          const y = tf.tidy(() =>
            parameters.reduce(
              (x, p) => tf.fused.conv2d({x, ...p, strides: 1, pad: "same", activation: "relu"}),
              input
            )
          );
          const data = y.dataSync();
          y.dispose();
          return data;
        };
        return [{name: "tfjs-wasm", run, result: run}];
      }
      case "gradients":
        return [
          gradients("tfjs-wasm", work, ordinaryGradients),
          gradients("tfjs-wasm, best", work, bestGradients)
        ];
      case "train":
        return [
          train("tfjs-wasm", work, ordinaryGradients),
          ...(work.size ? [train("tfjs-wasm, best", work, bestGradients)] : [])
        ];
      case "network":
        return work.train ? [] : [whole(work)];
      case "product": {
        const [a, b] = [work.a, work.b].map(m => tf.tensor2d(m, [work.n, work.n]));
        const run = () => {
          const c = tf.matMul(a, b);
          const data = c.dataSync();
          c.dispose();
          return data;
        };
        return [{name: "tfjs-wasm", run, result: run}];
      }
    }
  };
}

/** [dx, dw] of a 3×3 convolution with stride 1 and "same" padding. */
type Backward = (x: tf.Tensor4D, w: tf.Tensor4D, dy: tf.Tensor4D) => [tf.Tensor4D, tf.Tensor4D];

/** The backend's own kernels. It has none for dw in two dimensions, so that of three dimensions serves. */
const ordinaryGradients: Backward = (x, w, dy) => {
  const [n, height, width, from] = x.shape;
  const to = dy.shape[3];
  const kernel = (name: string, inputs: object, attributes: object) =>
    tf.engine().runKernel(name, inputs as tf.NamedTensorMap, attributes as tf.NamedAttrMap) as tf.Tensor;
  const dx = kernel(
    "Conv2DBackpropInput",
    {dy, filter: w},
    {strides: 1, pad: "same", dataFormat: "NHWC", inputShape: x.shape}
  );
  const dw = kernel(
    "Conv3DBackpropFilterV2",
    {x: tf.reshape(x, [n, 1, height, width, from]), dy: tf.reshape(dy, [n, 1, height, width, to])},
    {strides: [1, 1, 1], pad: "same", filterShape: [1, 3, 3, from, to]}
  );
  return [dx as tf.Tensor4D, tf.reshape(dw, [3, 3, from, to])];
};

/** The fastest form we found: both as forward convolutions, dw with the batch in place of the channels. */
const bestGradients: Backward = (x, w, dy) => [
  tf.conv2d(dy, tf.transpose(tf.reverse(w, [0, 1]), [0, 1, 3, 2]), 1, "same"),
  tf.transpose(
    tf.conv2d(tf.transpose(x, [3, 1, 2, 0]), tf.transpose(dy, [1, 2, 0, 3]), 1, [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0]
    ]),
    [1, 2, 0, 3]
  )
];

/** One image through a whole network. */
function whole(work: Network): Contestant {
  const steps = peerSteps(work).map(step =>
    step.operation === "conv" || step.operation === "dense"
      ? {...step, w: tf.tensor(step.w.data, step.w.shape), b: tf.tensor1d(step.b)}
      : step
  );
  const input = tf.tensor(work.x, work.xShape);
  const run = () => {
    const y = tf.tidy(() => {
      const values = new Map<string, tf.Tensor>([["x", input]]);
      for (const step of steps) {
        const [x, other] = step.inputs.map(name => values.get(name)!);
        values.set(step.output, computed(step, x as tf.Tensor4D, other));
      }
      return values.get(steps.at(-1)!.output)!;
    });
    const data = y.dataSync();
    y.dispose();
    return data;
  };
  return {name: "tfjs-wasm", run, result: run};

  function computed(step: (typeof steps)[number], x: tf.Tensor4D, other: tf.Tensor): tf.Tensor {
    switch (step.operation) {
      case "conv": {
        const {stride, padding, relu, b} = step;
        const [filter, activation] = [step.w as tf.Tensor4D, relu ? "relu" : "linear"] as const;
        return tf.fused.conv2d({
          x,
          filter,
          bias: b as tf.Tensor1D,
          strides: stride,
          pad: padding,
          activation
        });
      }
      case "dense":
        return tf.add(tf.matMul(x as tf.Tensor, step.w as tf.Tensor), step.b as tf.Tensor);
      case "maxPool":
        return tf.maxPool(x, step.size, step.stride, step.padding);
      case "subsample": {
        const every = tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, step.stride, step.stride, 1]);
        return tf.pad(every, [
          [0, 0],
          [0, 0],
          [0, 0],
          [0, step.zeros]
        ]);
      }
      case "globalAveragePool":
        return tf.mean(x, [1, 2]);
      case "relu":
        return tf.relu(x);
      case "add":
        return tf.add(x, other);
    }
  }
}

function gradients(
  name: string,
  {batch, size, channels, x, w, dy}: Gradients,
  backward: Backward
): Contestant {
  const shape: [number, number, number, number] = [batch, size, size, channels];
  const input = tf.tensor4d(x, shape);
  const filter = tf.tensor4d(w, [3, 3, channels, channels]);
  const slope = tf.tensor4d(dy, shape);
  const run = () => {
    const [y, dx, dw] = tf.tidy(() => [
      tf.conv2d(input, filter, 1, "same"),
      ...backward(input, filter, slope)
    ]);
    const data = [y, dw, dx].map(t => t.dataSync());
    tf.dispose([y, dx, dw]);
    return data;
  };
  return {name, run, result: () => concatenate(...run())};
}

function train(name: string, work: Train, backward: Backward): Contestant {
  const {x, xShape, labels, layers, classes, residual, rate, size} = work;
  const filter = (i: number) => {
    const {kernel, from, to, w} = layers[i];
    return tf.tensor(w, kernel > 1 ? [kernel, kernel, from, to] : [from, to]);
  };
  const w = layers.map((_, i) => tf.variable(filter(i)));
  const b = layers.map(layer => tf.variable(tf.tensor1d(layer.b)));
  const input = tf.tensor(x, xShape);
  const target = tf.oneHot(tf.tensor1d(labels, "int32"), classes).toFloat();
  const optimiser = tf.train.sgd(rate);
  const convolve = tf.customGrad((x, w, save) => {
    const [image, filter] = [x, w] as tf.Tensor4D[];
    (save as tf.GradSaveFunc)([image, filter]);
    return {
      value: tf.conv2d(image, filter, 1, "same"),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        backward(saved[0] as tf.Tensor4D, saved[1] as tf.Tensor4D, dy as tf.Tensor4D)
    };
  });
  const linear = (h: tf.Tensor, i: number) =>
    tf.add(layers[i].kernel > 1 ? convolve(h, w[i]) : tf.matMul(h as tf.Tensor2D, w[i] as tf.Tensor2D), b[i]);
  const loss = () => {
    let h = tf.relu(linear(input, 0));
    for (let i = 1; i < layers.length - 1; i += 2) {
      const z = linear(tf.relu(linear(h, i)), i + 1);
      h = tf.relu(residual ? tf.add(h, z) : z);
    }
    const features = size ? tf.mean(h, [1, 2]) : h;
    return tf.losses.softmaxCrossEntropy(target, linear(features, layers.length - 1)) as tf.Scalar;
  };
  const run = () => {
    const value = optimiser.minimize(loss, true)!;
    const [data] = value.dataSync();
    value.dispose();
    return data;
  };
  const reset = () =>
    tf.tidy(() => {
      for (const [i, layer] of layers.entries()) {
        w[i].assign(filter(i));
        b[i].assign(tf.tensor1d(layer.b));
      }
    });
  return {name, run, result: after(reset, () => Array.from({length: 3}, run))};
}
