import {defaultDevice, init, jit, nn, numpy as np, valueAndGrad, vjp} from "@jax-js/jax";
import {after, type Contestant} from "./race.js";
import {concatenate, type Train, type Workload} from "./workloads.js";

type Array = np.Array;

/**
 * jax-js on WebAssembly, jit-compiled. Its own convolution is slow there, so a k×k convolution is k² matrix products
 * of shifted images: the best form we found. Arrays are consumed by use, hence the many `.ref`.
 */
export async function jax() {
  await init("wasm");
  defaultDevice("wasm");
  return async (work: Workload): Promise<Contestant[]> => {
    const name = "jax-js";
    switch (work.kind) {
      case "forward": {
        const {size, channels, layers} = work;
        const x = array(work.x, [1, size, size, channels]);
        const parameters = layers.map(({kernel, from, to, w, b}) => [
          array(w, [kernel * kernel, from, to]),
          array(b, [to])
        ]);
        const f = jit((x: Array, parameters: Array[][]) =>
          parameters.reduce((h, [w, b]) => nn.relu(convolve(h, w).add(b)), x)
        );
        const run = () =>
          f(
            x.ref,
            parameters.map(([w, b]) => [w.ref, b.ref])
          ).dataSync() as Float32Array;
        return [{name, run, result: run}];
      }
      case "gradients": {
        const {batch, size, channels} = work;
        const [x, dy] = [work.x, work.dy].map(data => array(data, [batch, size, size, channels]));
        const w = array(work.w, [9, channels, channels]);
        const f = jit((x: Array, w: Array, dy: Array) => {
          const [y, back] = vjp(convolve, [x, w]);
          const [dx, dw] = back(dy);
          return [y, dw, dx] as Array[];
        });
        const run = () => f(x.ref, w.ref, dy.ref).map(t => t.dataSync() as Float32Array);
        return [{name, run, result: () => concatenate(...run())}];
      }
      case "train":
        return [train(name, work)];
      case "product": {
        const [a, b] = [work.a, work.b].map(m => array(m, [work.n, work.n]));
        const f = jit((a: Array, b: Array) => np.matmul(a, b));
        const run = () => f(a.ref, b.ref).dataSync() as Float32Array;
        return [{name, run, result: run}];
      }
      // Nine shifted matrix products, its fast form, know no strides.
      case "network":
        return [];
    }
  };
}

const array = (data: Float32Array, shape: number[]): Array => np.array(data).reshape(shape);

/** x[N, H, W, C] ∗ w[k², C, O], stride 1, "same" padding. */
function convolve(x: Array, w: Array): Array {
  const [n, height, width, channels] = x.shape;
  const [taps, , filters] = w.shape;
  const rows = n * height * width;
  if (taps === 1)
    return np
      .matmul(x.reshape([rows, channels]), w.reshape([channels, filters]))
      .reshape([n, height, width, filters]);
  const k = Math.sqrt(taps);
  const pad = (k - 1) / 2;
  const padded = np.pad(x, [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0]
  ]);
  let sum: Array | undefined;
  for (let t = 0; t < taps; t++) {
    const [i, j] = [Math.floor(t / k), t % k];
    const shifted = padded.ref.slice([], [i, i + height], [j, j + width], []).reshape([rows, channels]);
    const product = np.matmul(shifted, w.ref.slice(t));
    sum = sum ? sum.add(product) : product;
  }
  padded.dispose();
  w.dispose();
  return sum!.reshape([n, height, width, filters]);
}

function train(
  name: string,
  {x, xShape, labels, layers, classes, residual, rate, size, batch}: Train
): Contestant {
  const make = () =>
    layers.flatMap(({kernel, from, to, w, b}) => [
      array(w, kernel > 1 ? [kernel * kernel, from, to] : [from, to]),
      array(b, [to])
    ]);
  const input = array(x, xShape);
  const hot = new Float32Array(batch * classes);
  for (const [i, label] of labels.entries()) hot[i * classes + label] = 1;
  const target = array(hot, [batch, classes]);
  const loss = (p: Array[], x: Array, target: Array): Array => {
    const linear = (h: Array, i: number) =>
      (layers[i].kernel > 1 ? convolve(h, p[2 * i]) : np.matmul(h, p[2 * i])).add(p[2 * i + 1]);
    let h = nn.relu(linear(x, 0));
    for (let i = 1; i < layers.length - 1; i += 2) {
      const [main, shortcut] = residual ? [h.ref, h] : [h, undefined];
      const z = linear(nn.relu(linear(main, i)), i + 1);
      h = nn.relu(shortcut ? z.add(shortcut) : z);
    }
    const features = size ? np.mean(h, [1, 2]) : h;
    return np.sum(nn.logSoftmax(linear(features, layers.length - 1), -1).mul(target)).mul(-1 / batch);
  };
  const step = jit((p: Array[], x: Array, target: Array) => {
    const [value, slopes] = valueAndGrad(loss)(
      p.map(a => a.ref),
      x,
      target
    );
    return [value, p.map((a, i) => a.sub((slopes as Array[])[i].mul(rate)))] as [Array, Array[]];
  });
  let parameters = make();
  const run = () => {
    const [value, next] = step(parameters, input.ref, target.ref);
    parameters = next;
    return (value.dataSync() as Float32Array)[0];
  };
  const reset = () => {
    for (const a of parameters) a.dispose();
    parameters = make();
  };
  return {name, run, result: after(reset, () => globalThis.Array.from({length: 3}, run))};
}
