import convnetjs from "convnetjs";
import type {Contestant} from "./race.js";
import {concatenate, type Train, type Weights, type Workload} from "./workloads.js";

/** ConvNetJS: plain JavaScript in double precision, one image at a time. It has no shortcuts. */
export async function convnet(work: Workload): Promise<Contestant[]> {
  const name = "convnetjs";
  switch (work.kind) {
    case "forward": {
      const {size, channels, layers, x} = work;
      const net = network([size, channels], layers.map(convolution));
      set(net, layers);
      const image = volume(x, 0, size, channels);
      const run = () => net.forward(image).w;
      return [{name, run, result: run}];
    }
    case "gradients": {
      const {batch, size, channels, x, w, dy} = work;
      const definition = {type: "conv", sx: 3, filters: channels, stride: 1, pad: 1};
      const layer = network([size, channels], [definition]).layers[1];
      fill(layer, {w, b: new Float32Array(channels), to: channels});
      const images = Array.from({length: batch}, (_, i) => volume(x, i, size, channels));
      const length = size * size * channels;
      const run = () => {
        for (const filter of layer.filters) filter.dw.fill(0);
        return images.map((image, i) => {
          const y = layer.forward(image);
          for (let j = 0; j < length; j++) y.dw[j] = dy[i * length + j];
          layer.backward();
          return y.w;
        });
      };
      const result = () => {
        const y = run();
        const dw = new Float32Array(w.length);
        for (const [o, filter] of layer.filters.entries())
          for (let t = 0; t < filter.dw.length; t++) dw[t * channels + o] = filter.dw[t];
        return concatenate(...y, dw, ...images.map(image => image.dw));
      };
      return [{name, run, result}];
    }
    case "train":
      return work.residual ? [] : [train(name, work)];
    default:
      return [];
  }
}

const convolution = ({kernel, to}: Weights) => ({
  type: "conv",
  sx: kernel,
  filters: to,
  stride: 1,
  pad: (kernel - 1) / 2,
  activation: "relu"
});

function network([size, channels]: [number, number], layers: object[]) {
  const net = new convnetjs.Net();
  net.makeLayers([{type: "input", out_sx: size, out_sy: size, out_depth: channels}, ...layers]);
  return net;
}

const set = (net: convnetjs.Net, layers: Weights[]) =>
  net.layers.filter(layer => layer.filters).forEach((layer, i) => void fill(layer, layers[i]));

function fill(layer: convnetjs.Layer, {w, b, to}: Pick<Weights, "w" | "b" | "to">): void {
  for (const [o, filter] of layer.filters.entries()) {
    for (let t = 0; t < filter.w.length; t++) filter.w[t] = w[t * to + o];
    layer.biases.w[o] = b[o];
  }
}

function volume(x: Float32Array, image: number, size: number, channels: number) {
  const v = new convnetjs.Vol(size, size, channels, 0);
  for (let i = 0; i < v.w.length; i++) v.w[i] = x[image * v.w.length + i];
  return v;
}

function train(name: string, {x, labels, layers, classes, rate, size, batch}: Train): Contestant {
  const inner = layers
    .slice(0, -1)
    .map(layer => (size ? convolution(layer) : {type: "fc", num_neurons: layer.to, activation: "relu"}));
  const net = network([size || 1, layers[0].from], [...inner, {type: "softmax", num_classes: classes}]);
  const trainer = new convnetjs.Trainer(net, {
    method: "sgd",
    learning_rate: rate,
    momentum: 0,
    batch_size: batch
  });
  const images = Array.from({length: batch}, (_, i) => volume(x, i, size || 1, layers[0].from));
  // Its last layer differs (no mean over pixels), so its loss is not compared.
  const run = () => {
    let loss = 0;
    for (const [i, image] of images.entries()) loss += trainer.train(image, labels[i]).cost_loss;
    return loss / batch;
  };
  return {name, run};
}
