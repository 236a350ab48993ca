import type {Kernels, Run} from "../kernels/index.js";
import {oneOf} from "../tensor/check.js";
import {flat, type Tensor} from "../tensor/tensor.js";
import {isParameter, type Memory} from "./memory.js";
import {row} from "./operations/index.js";
import type {Graph, Node, Value} from "./trace.js";

/** How batch normalisation behaves: by the statistics of the batch, or by the running ones. */
export type Mode = "training" | "evaluation";

/** What computes gradients, and where they are afterwards. */
export type Program = {runs: Run[]; gradients: Map<Value, Tensor>};

/** What a node's row works on. */
export const bound = (node: Node, {data, saved, fused}: Memory, mode: Mode) => ({
  attributes: node.attributes,
  x: node.inputs.map(x => data.get(x)!),
  y: data.get(fused.get(node.output) ?? node.output)!,
  saved: saved.get(node)!,
  training: mode === "training"
});

/** The runs of a plan, each made when it is first asked for: forward, and backward from a value to another or to the start. */
export function programs(g: Graph, memory: Memory, kernels: Kernels) {
  const made: Record<Mode, Made> = {
    training: {backward: new Map()},
    evaluation: {backward: new Map()}
  };
  const of = (mode: Mode) => made[oneOf("mode", mode, ["training", "evaluation"] as const)];
  return {
    forward(mode: Mode): Run[] {
      const runs = of(mode);
      runs.forward ??= forwardRuns(g, memory, kernels, mode);
      return runs.forward;
    },
    backward(mode: Mode, from: Value, to?: Value): Program {
      const {backward} = of(mode);
      const key = `${from.name} ${to?.name}`;
      if (!memory.gradients.size) throw new Error(`${from.name} has no gradient: keep is a list of names`);
      if (!memory.gradients.has(from)) throw new Error(`${from.name} has no gradient: it is a ${from.kind}`);
      if (!backward.has(key)) backward.set(key, backwardProgram(g, memory, kernels, mode, from, to));
      return backward.get(key)!;
    }
  };
}

type Made = {forward?: Run[]; backward: Map<string, Program>};

/** The kernels of all nodes in order; a ReLU that was joined to the node before is its floor. */
function forwardRuns(g: Graph, memory: Memory, kernels: Kernels, mode: Mode): Run[] {
  const joined = new Set(memory.fused.values());
  return g.nodes
    .filter(node => !joined.has(node.output))
    .flatMap(node => {
      const floor = memory.fused.has(node.output) ? 0 : undefined;
      return row(node.operation).forward({...bound(node, memory, mode), kernels, floor});
    });
}

/**
 * Reverse-mode differentiation: back through the nodes from the value `from`, no further than `to`, each adding to the
 * gradients of its inputs. The first to add begins the sum, so nothing needs to be cleared. Parameters that are not met
 * get 0.
 */
function backwardProgram(
  g: Graph,
  memory: Memory,
  kernels: Kernels,
  mode: Mode,
  from: Value,
  to?: Value
): Program {
  const {gradients} = memory;
  const found = new Map([[from, gradients.get(from)!]]);
  const sumFor = (x: Value) => {
    const sum = {init: found.get(x), out: gradients.get(x)!};
    found.set(x, sum.out);
    return sum;
  };
  const after = g.nodes.slice(g.nodes.findIndex(node => node.output === to) + 1);
  const runs = after.toReversed().flatMap(node => {
    const dy = found.get(node.output);
    if (!dy) return [];
    return row(node.operation).backward({
      ...bound(node, memory, mode),
      kernels,
      borrowed: memory.borrowed.get(node)!,
      dy,
      gradient(i, bind) {
        const x = node.inputs[i];
        return x && gradients.has(x) ? [bind(sumFor(x))].flat() : [];
      },
      pass(i, view) {
        const x = node.inputs[i];
        if (found.has(x)) return [kernels.scale({x: view, ...sumFor(x)})];
        found.set(x, view);
        return [];
      }
    });
  });
  const missed = memory.values.filter(value => isParameter(value) && !found.has(value));
  return {
    runs: [...runs, ...missed.map(value => () => flat(gradients.get(value)!).fill(0))],
    gradients: found
  };
}
