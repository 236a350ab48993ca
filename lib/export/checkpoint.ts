// Weights that were trained elsewhere: the residual networks of PyTorch's model zoos, and this library's own.
import type {OperationName, Plan} from "../graph/index.js";
import {trace} from "../graph/trace.js";
import {type Architecture, network, type Stage} from "../nn/index.js";
import {formatShape, type Shape, sameShape} from "../tensor/shape.js";
import {assign, tensor} from "../tensor/tensor.js";
import {modelOf} from "./model.js";
import {checkReadable, type Stored} from "./safetensors.js";

type Checkpoint = ReadonlyMap<string, Stored>;

/**
 * A tensor that does not fit: none was found where one is needed, or the other way round, or both have other shapes. The
 * shapes are text; "?,?" stands for two sizes, whichever.
 */
export interface Misfit {
  readonly name: string;
  readonly needed?: string;
  readonly found?: string;
}

/** The cause of this file's errors, for those who say it in another language. */
export interface Misfits {
  readonly misfits: readonly Misfit[];
  /** The first names of a file that holds no residual network. */
  readonly holds?: readonly string[];
}

/**
 * The names of a checkpoint as torchvision has them. timm has the same; what was trained on CIFAR-10 (the
 * implementations of Y. Idelbayev and of Y. Chen) may call the last layer "linear" and a projection "shortcut", and what
 * a training wrapped begins with "module." or alike. Counters of batches are no weights.
 */
function usual(checkpoint: Checkpoint): Checkpoint {
  const names = [...checkpoint.keys()].filter(name => !name.endsWith("num_batches_tracked"));
  const wrapped = /^(?:(?:module|model|state_dict|net|backbone)\.)+(?=conv1\.)/.exec(
    names.find(name => name.endsWith("conv1.weight") && !name.includes("layer")) ?? ""
  );
  const shorter = (name: string) =>
    name
      .slice(wrapped && name.startsWith(wrapped[0]) ? wrapped[0].length : 0)
      .replace(/^(?:linear|classifier)\./, "fc.")
      .replace(/\.shortcut\./, ".downsample.");
  return new Map(names.map(name => [shorter(name), checkpoint.get(name)!]));
}

/** The shape of a tensor that a network cannot do without. Throws where it is missing or has more or fewer sizes. */
function shapeOf(checkpoint: Checkpoint, name: string, sizes: number): Shape {
  const shape = checkpoint.get(name)?.shape;
  if (shape?.length === sizes) return shape;
  const found = shape && formatShape(shape);
  const holds = [...checkpoint.keys()].slice(0, 3);
  const cause: Misfits = {misfits: [{name, needed: Array(sizes).fill("?").join(), found}], holds};
  throw new Error(
    `no residual network: ${name} should have ${sizes} sizes, has ${found ?? "none"}; the file holds ${holds.join(", ") || "nothing"} …`,
    {cause}
  );
}

/**
 * The network that a checkpoint holds, by its names and shapes: of a model zoo, ResNet-18 to -152 for images of 224×224,
 * or one of stages of two-layer blocks for 32×32; or one of the latter that this library wrote. Whether it has shortcuts
 * is not said by a file in which they have no weights: it is `kind`. Throws where it is none, with what is missing.
 */
export function architectureOf(
  checkpoint: Checkpoint,
  kind: Architecture["kind"] = "residual"
): Architecture {
  if (checkpoint.has("W1")) return ownArchitecture(checkpoint, kind);
  const tensors = usual(checkpoint);
  const shape = (name: string, sizes: number) => shapeOf(tensors, name, sizes);
  const [filters, , kernel] = shape("conv1.weight", 4);
  const [classes] = shape("fc.weight", 2);
  const stages: Stage[] = [];
  for (let s = 1; tensors.has(`layer${s}.0.conv1.weight`); s++) {
    let blocks = 1;
    while (tensors.has(`layer${s}.${blocks}.conv1.weight`)) blocks++;
    const [narrow] = shape(`layer${s}.0.conv1.weight`, 4);
    const deep = tensors.has(`layer${s}.0.conv3.weight`);
    const wide = deep ? shape(`layer${s}.0.conv3.weight`, 4)[0] : narrow;
    stages.push({blocks, filters: deep ? [narrow, wide] : narrow, stride: s === 1 ? 1 : 2});
  }
  shape("layer1.0.conv1.weight", 4);
  const large = kernel === 7;
  return {
    ...common,
    input: large ? [224, 224, 3] : [32, 32, 3],
    classes,
    stem: {filters, kernel, stride: large ? 2 : 1, ...(large && {pool: {padding: 1}})},
    stages,
    kind,
    shortcut: [...tensors.keys()].some(name => name.includes(".downsample.")) ? "B" : "A",
    bias: tensors.has("conv1.bias")
  };
}

const common = {strideAt: "middle", pool: "global"} as const;

/** That of a file with the names of a plan: W1, then two layers for each block, and a dense layer. */
function ownArchitecture(checkpoint: Checkpoint, kind: Architecture["kind"]): Architecture {
  const shape = (layer: number, sizes: number) => shapeOf(checkpoint, `W${layer}`, sizes);
  const [kernel, , , filters] = shape(1, 4);
  const stages: (Stage & {filters: number})[] = [];
  let layer = 2;
  for (; checkpoint.get(`W${layer}`)?.shape.length !== 2; layer += 2) {
    const [, , , filters] = shape(layer, 4);
    shape(layer + 1, 4);
    const last = stages.at(-1);
    if (last?.filters === filters) last.blocks++;
    else stages.push({blocks: 1, filters, stride: last ? 2 : 1});
  }
  return {
    ...common,
    input: [32, 32, 3],
    classes: shape(layer, 2)[1],
    stem: {filters, kernel, stride: 1},
    stages,
    kind,
    shortcut: [...checkpoint.keys()].some(name => name.startsWith("Ws")) ? "B" : "A",
    bias: checkpoint.has("b1")
  };
}

/** The layers of a residual network with weights, as torchvision names them, in the order of a plan's steps. */
function* layers(checkpoint: Checkpoint): Generator<string> {
  yield* ["conv1", "bn1"];
  for (let s = 1; checkpoint.has(`layer${s}.0.conv1.weight`); s++)
    for (let b = 0; checkpoint.has(`layer${s}.${b}.conv1.weight`); b++) {
      const block = `layer${s}.${b}`;
      for (let c = 1; c <= (checkpoint.has(`${block}.conv3.weight`) ? 3 : 2); c++)
        yield* [`${block}.conv${c}`, `${block}.bn${c}`];
      if (checkpoint.has(`${block}.downsample.0.weight`))
        yield* [`${block}.downsample.0`, `${block}.downsample.1`];
    }
  yield "fc";
}

/** What has a shape: a plan's tensor, or a value that is only traced. */
interface Shaped {
  readonly shape: Shape;
}

/** The steps of a network, or of a part of it, and its weights by the names that the steps have for them. */
interface Weighted<T extends Shaped> {
  readonly steps: readonly {readonly operation: OperationName; readonly inputs: readonly string[]}[];
  readonly weights: ReadonlyMap<string, T>;
}

/** Where a weight of a network stands in the file, and which of the file's axes its own are. */
interface Place<T> {
  readonly name: string;
  readonly to: T;
  readonly axes: readonly number[];
  readonly from: Stored;
}

/**
 * Fills the parameters and running statistics of a plan, or of the parts of a network in their order, from a checkpoint:
 * this library's own, by the names of the whole network's plan; or one of a model zoo, whose layers come in the order of
 * the plan's (`architectureOf` says for which network). Nothing is changed unless all fits: throws with the names that are
 * missing, left over, or of other shapes, with both shapes. One tensor at a time is read: a large network's numbers are
 * not held once more than in file and plan.
 */
export function load(plan: Plan | readonly Plan[], checkpoint: Checkpoint): void {
  for (const {to, axes, from} of places([plan].flat().map(modelOf), checkpoint))
    assign(to, tensor(from.shape, from.read()).transpose(...axes));
}

/** Throws as `load` does where a checkpoint does not fit a network, of which nothing has to be made for that. */
export function checkFits(architecture: Architecture, checkpoint: Checkpoint): void {
  const {nodes, values} = trace(network(architecture), [1, ...architecture.input]).graph;
  const steps = nodes.map(({operation, inputs}) => ({operation, inputs: inputs.map(({name}) => name)}));
  const weights = [...values].filter(([, {kind}]) => kind !== "input" && kind !== "activation");
  places([{steps, weights: new Map(weights)}], checkpoint);
}

/** Where each weight stands. Throws unless all fits, and all numbers are of a type that can be read. */
function places<T extends Shaped>(models: readonly Weighted<T>[], checkpoint: Checkpoint): Place<T>[] {
  const weights = new Map(models.flatMap(({weights}) => [...weights]));
  const own = [...weights.keys()].some(name => checkpoint.has(name));
  const tensors = own ? checkpoint : usual(checkpoint);
  const wanted = own
    ? [...weights].map(([name, to]) => ({name, to, axes: to.shape.map((_, axis) => axis)}))
    : inOrder(models, tensors);

  const names = new Set(wanted.map(({name}) => name));
  const misfits = [
    ...wanted.flatMap(({name, to, axes}): Misfit[] => {
      const needed = axes.map((_, axis) => to.shape[axes.indexOf(axis)]);
      const found = tensors.get(name)?.shape;
      if (found && sameShape(found, needed)) return [];
      return [{name, needed: formatShape(needed), found: found && formatShape(found)}];
    }),
    ...[...tensors]
      .filter(([name]) => !names.has(name))
      .map(([name, {shape}]): Misfit => ({name, found: formatShape(shape)}))
  ];
  if (misfits.length) {
    const more = misfits.length > 5 ? ` and ${misfits.length - 5} more` : "";
    const cause: Misfits = {misfits};
    throw new Error(`the checkpoint does not fit: ${misfits.slice(0, 5).map(inWords).join("; ")}${more}`, {
      cause
    });
  }
  return wanted.map(place => {
    const from = tensors.get(place.name)!;
    checkReadable(place.name, from.dtype);
    return {...place, from};
  });
}

function inWords({name, needed, found}: Misfit): string {
  if (!needed) return `${name} is not of the network`;
  return found ? `${name} has shape ${found}, the network ${needed}` : `${name} (${needed}) is missing`;
}

/** A zoo's names for the weights, layer by layer. */
function inOrder<T extends Shaped>(
  models: readonly Weighted<T>[],
  tensors: Checkpoint
): Omit<Place<T>, "from">[] {
  const names = layers(tensors);
  const next = () => names.next().value ?? "a layer more";
  return models.flatMap(({steps, weights}) =>
    steps.flatMap(({operation, inputs}) => {
      const members = inputs.filter(name => weights.has(name)).map(name => weights.get(name)!);
      if (!members.length) return [];
      const layer = next();
      const suffixes =
        operation === "batchNorm" ? ["weight", "bias", "running_mean", "running_var"] : ["weight", "bias"];
      return members.map((to, i) => ({
        name: `${layer}.${suffixes[i]}`,
        to,
        // PyTorch: filters, channels, rows, columns. Here: rows, columns, channels, filters.
        axes: {4: [2, 3, 1, 0], 2: [1, 0]}[to.shape.length] ?? [0]
      }));
    })
  );
}
