import {plan, type Value} from "../../lib/graph/index.js";
import type {Kernels} from "../../lib/kernels/index.js";
import {
  conv,
  dense,
  globalAveragePool,
  plain as plainBlock,
  relu,
  residual,
  sequential,
  sgd,
  softmaxCrossEntropy
} from "../../lib/nn/index.js";
import {flat} from "../../lib/tensor/index.js";
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
        p.feed(x, labels);
        const optimiser = sgd({rate});
        const state = optimiser.init(p.vector);
        const run = () => {
          const loss = p.forward();
          p.backward();
          optimiser.update(p.vector, state);
          return loss;
        };
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

/** Gives a plan the workload's weights and biases, in order. */
function set(p: ReturnType<typeof plan>, layers: Weights[]): void {
  const of = (kind: string) => p.parameters.filter(parameter => parameter.kind === kind);
  for (const [i, {w, b}] of layers.entries()) {
    flat(of("weight")[i].value).set(w);
    flat(of("bias")[i].value).set(b);
  }
}
