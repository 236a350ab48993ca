// A network of the reader's own, from a checkpoint: opened once, then given one picture after another.
import {architectureOf, checkFits, load, readSafetensors, type Source} from "../export/index.js";
import type {Plan} from "../graph/index.js";
import type {Architecture} from "../nn/index.js";
import {flat} from "../tensor/tensor.js";
import {type Apart, type Passage, partsOf, through} from "./apart.js";
import {type Image, middle, standardised} from "./imagenet.js";
import {type PhotographOptions, scaled, softmax} from "./photograph.js";

export type OpenedOptions = {
  /** Tells files apart: the network of one of them is kept from run to run. */
  id: number;
  /** The safetensors file; missing where its network should be kept already. */
  file?: Uint8Array | Blob;
  /** Whether it has arcs: names and shapes of the weights say everything else. */
  kind: Architecture["kind"];
  /** What a network for 32×32 is given: mean and deviation of bytes, and the picture in this size, from 0 to 1. */
  scale: PhotographOptions["scale"];
  pixels: Float32Array;
  /** The picture as it came; of it, a network of ImageNet is given the middle. */
  image: Image;
  /** How the signal passes each block; those that nothing is said of, whole. */
  passages: readonly Passage[];
  /** A layer to look at. */
  layer?: LayerPlace;
};

/** A layer with weights: which part it is in (0 what comes before the blocks, then the blocks), and which it is there. */
export type LayerPlace = {part: number; at: number};

/** What a layer makes of the signal, and what it does it with. */
export type LayerResult = LayerPlace & {
  /** Behind normalisation, and behind the ReLU where one follows: height × width × channels, or as many scores. */
  shape: readonly number[];
  /** Of so many channels, the first ones: height × width × shown. */
  shown: number;
  values: Float32Array;
  /** Height × width × channels × filters, or inputs × outputs; not of those layers that nobody can look at. */
  weights?: {shape: readonly number[]; values: Float32Array};
};

export type OpenedRecord =
  /** It is not kept: run it again with the file. */
  | {type: "missing"}
  /** So much of the network has been passed. */
  | {type: "progress"; share: number}
  | {
      type: "said";
      architecture: Architecture;
      blocks: number;
      /** Whether by its weights alone it could be plain as well as residual. */
      ambiguous: boolean;
      probabilities: Float32Array;
      /** What the network was given, from 0 to 1. */
      given: Image;
      layer?: LayerResult;
    };

/** The channels of a layer that are shown at most. */
const most = 64;

let kept: {id: number; architecture: Architecture; apart: Apart} | undefined;

/** Sends a picture through the network of a file, block by block. Throws where the file holds no residual network. */
export function* opened(options: OpenedOptions): Generator<OpenedRecord> {
  const {id, file, kind, passages, layer} = options;
  if (kept?.id !== id || kept.architecture.kind !== kind) {
    if (!file) {
      yield {type: "missing"};
      return;
    }
    // One that is not needed any more goes before the next comes: there may not be room for two.
    kept = undefined;
    kept = {id, ...read(file, kind)};
  }
  const {architecture, apart} = kept;
  const {stem, blocks, head} = apart;
  const given = isForImageNet(architecture)
    ? middle(options.image)
    : {height: 32, width: 32, data: options.pixels};
  const input = isForImageNet(architecture) ? standardised(given) : scaled(given.data, options.scale);

  let signal = through(stem, input);
  for (const [k, block] of blocks.entries()) {
    yield {type: "progress", share: (k + 1) / (blocks.length + 2)};
    // What the layers of a deleted block would make is computed for those who look at them.
    if (layer?.part === k + 1 && passages[k] === "arc only") through(apart.plans[k + 1], signal);
    signal = block.pass(signal, passages[k]);
  }
  yield {
    type: "said",
    architecture,
    blocks: blocks.length,
    ambiguous: architecture.shortcut === "A",
    probabilities: softmax(through(head, signal)),
    given,
    layer: layer && resultOf(apart.plans[layer.part], layer)
  };
}

const isForImageNet = ({input: [side]}: Architecture) => side === 224;

function read(file: Uint8Array | Blob, kind: Architecture["kind"]) {
  const checkpoint = readSafetensors(file instanceof Uint8Array ? file : pieces(file));
  const architecture = architectureOf(checkpoint, kind);
  // A file may claim a network for which there is no room: it is looked at before any is taken.
  checkFits(architecture, checkpoint);
  const apart = partsOf(architecture, [1, ...architecture.input]);
  load(apart.plans, checkpoint);
  return {architecture, apart};
}

/** A file of the reader's, read by the worker itself, a tensor at a time: the page has nothing to read, nor to send. */
const pieces = (file: Blob): Source => ({
  length: file.size,
  subarray: (from, to) => new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(from, to)))
});

/** Only workers have it, and the compiler is told of pages. */
declare const FileReaderSync: new () => {readAsArrayBuffer(file: Blob): ArrayBuffer};

/** Throws where the part has no such layer. */
function resultOf(part: Plan, place: LayerPlace): LayerResult {
  const layers = part.steps.filter(({operation}) => operation === "conv2d" || operation === "dense");
  const layer = layers[place.at];
  if (!layer) throw new RangeError(`there is no layer ${place.at}: the part has ${layers.length}`);
  let {output} = layer;
  const next = () =>
    part.steps.find(
      ({operation, inputs: [x]}) => x === output && (operation === "batchNorm" || operation === "relu")
    );
  for (let step = next(); step; step = next()) output = step.output;
  const [, ...shape] = part.value(output).shape;
  const channels = shape.at(-1)!;
  const shown = shape.length > 1 ? Math.min(most, channels) : channels;
  const weights = part.value(layer.inputs[1]);
  const tellsAnything = weights.shape[0] === 1 || (place.part === 0 && place.at === 0);
  return {
    ...place,
    shape,
    shown,
    values: flat(part.value(output)).filter((_, i) => i % channels < shown),
    weights: tellsAnything ? {shape: weights.shape, values: flat(weights).slice()} : undefined
  };
}
