import {modelOf} from "../../lib/export/model.js";
import {type Plan, plan, type TrainablePlan, type Value} from "../../lib/graph/index.js";
import type {Kernels} from "../../lib/kernels/index.js";
import {
  conv,
  dense,
  globalAveragePool,
  network,
  plain as plainBlock,
  relu,
  residual,
  sequential,
  sgd,
  softmaxCrossEntropy
} from "../../lib/nn/index.js";
import {assign, flat} from "../../lib/tensor/index.js";
import {after, type Contestant} from "./race.js";
import {concatenate, type Weights, type Workload} from "./workloads.js";

/** The library over one set of kernels: plans, as a page uses them; W6 the bare kernel. */
export function ours(kernels: Kernels, name = kernels.name) {
  const make = (work: Workload): Omit<Contestant, "name">[] => {
    switch (work.kind) {
      case "forward": {
        const {size, channels, layers, x} = work;
        const model = sequential(...layers.flatMap(({to, kernel}) => [conv(to, kernel), relu]));
        const p = plan(model, {input: [1, size, size, channels], keep: "parameters", kernels});
        set(p, layers);
        p.feed(x);
        return [{run: () => p.forward(), result: after(p.forward, () => flat(p.output))}];
      }
      case "gradients": {
        const {batch, size, channels, x, w, dy} = work;
        const p = plan(conv(channels, 3, {bias: false}), {input: [batch, size, size, channels], kernels});
        p.parameters[0].value.data.set(w, p.parameters[0].value.offset);
        p.feed(x);
        const run = () => {
          p.forward();
          p.backward({gradient: dy});
        };
        return [
          {
            run,
            result: after(run, () =>
              concatenate(flat(p.output), flat(p.parameters[0].gradient), flat(p.gradient("x")))
            )
          }
        ];
      }
      case "train": {
        const {xShape, x, labels, layers, classes, rate, size} = work;
        const layer = ({to, kernel}: Weights) => (size && kernel > 1 ? conv(to, kernel) : dense(to));
        const block = work.residual ? residual : plainBlock;
        const model = sequential(
          layer(layers[0]),
          relu,
          ...layers
            .slice(1, -1)
            .flatMap((a, i, all) => (i % 2 ? [] : [block(layer(a), relu, layer(all[i + 1]))])),
          ...(size ? [globalAveragePool] : []),
          dense(classes)
        );
        const p = plan(model as (x: Value) => Value, {
          input: xShape,
          loss: softmaxCrossEntropy,
          keep: "parameters",
          kernels
        });
        const run = sgdStep(p, labels, x, rate);
        return [
          {
            run,
            result: after(
              () => set(p, layers),
              () => Array.from({length: 3}, run)
            )
          }
        ];
      }
      case "network": {
        const {architecture, train, x, xShape, labels, weights} = work;
        const options = {input: xShape, initial: false, kernels};
        const fill = (p: Plan) => {
          for (const [name, value] of modelOf(p).weights) assign(value, weights.get(name)!);
        };
        if (!train) {
          const p = plan(network(architecture), {...options, keep: []});
          fill(p);
          const run = () => {
            // Its memory is used again by what is computed from it.
            p.feed(x);
            p.forward();
          };
          return [{run, result: after(run, () => flat(p.output))}];
        }
        const p = plan(network(architecture), {...options, loss: softmaxCrossEntropy, keep: "parameters"});
        const run = sgdStep(p, labels, x);
        return [
          {
            run,
            result: after(
              () => fill(p),
              () => Array.from({length: 2}, run)
            )
          }
        ];
      }
      case "product": {
        const {n} = work;
        const [a, b, out] = kernels.arena([
          [n, n],
          [n, n],
          [n, n]
        ]);
        flat(a).set(work.a);
        flat(b).set(work.b);
        const run = kernels.matmul({a, b, out});
        return [{run, result: after(run, () => flat(out))}];
      }
    }
  };
  return async (work: Workload): Promise<Contestant[]> => make(work).map(c => ({name, ...c}));
}

/** One step of training; it returns the loss. */
function sgdStep(p: TrainablePlan, labels: number[], x: Float32Array, rate = 0.01): () => number {
  p.feed(x, labels);
  const optimiser = sgd({rate});
  const state = optimiser.init(p.vector);
  return () => {
    const loss = p.forward();
    p.backward();
    optimiser.update(p.vector, state);
    return loss;
  };
}

/** Gives a plan the workload's weights and biases, in order. */
function set(p: ReturnType<typeof plan>, layers: Weights[]): void {
  const of = (kind: string) => p.parameters.filter(parameter => parameter.kind === kind);
  for (const [i, {w, b}] of layers.entries()) {
    flat(of("weight")[i].value).set(w);
    flat(of("bias")[i].value).set(b);
  }
}
