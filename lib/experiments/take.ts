// A trained network as a file: its experiment runs again, since the same seed gives the same weights, and nobody keeps them.
import {onnx, pytorch, safetensors} from "../export/index.js";
import type {Plan} from "../graph/index.js";
import {flat} from "../tensor/index.js";
import {append, solutionExists} from "./append.js";
import {decay} from "./decay.js";
import {dropping} from "./dropping.js";
import {identity} from "./identity.js";
import type {Left} from "./left.js";
import {layersPerBlock} from "./per-block.js";
import {photograph} from "./photograph.js";
import {signals} from "./signals.js";
import {trainNetwork} from "./training.js";

/** The experiments that leave networks behind. */
const leaving = {
  append,
  decay,
  dropping,
  identity,
  layersPerBlock,
  photograph,
  signals,
  solutionExists,
  trainNetwork
};

type Leaving = typeof leaving;

/** Which network of which experiment: the first that it leaves unless said otherwise. */
export type Trained = {
  [N in keyof Leaving]: {
    readonly experiment: N;
    readonly options: Parameters<Leaving[N]>[0];
    readonly network?: number;
  };
}[keyof Leaving];

const formats = {onnx, pytorch, safetensors};
export type Format = keyof typeof formats;

export type TakeRecord =
  /** How much is done, where the experiment tells. */
  | {type: "progress"; share?: number}
  | {type: "file"; file: Uint8Array | string}
  /** Its numbers have overflowed: there is nothing to take. */
  | {type: "diverged"};

/** Trains a network as an experiment does, and writes it out. */
export function* take({
  experiment,
  options,
  network = 0,
  format
}: Trained & {format: Format}): Generator<TakeRecord> {
  const run = (leaving as {[name: string]: (options: unknown) => Generator<object, Left>})[experiment](
    options
  );
  let next = run.next();
  let diverged = false;
  for (; !next.done; next = run.next()) {
    const told = next.value as {done?: number; total?: number; diverged?: unknown};
    const {done, total} = told;
    diverged = Boolean(told.diverged);
    yield {type: "progress", share: done === undefined || total === undefined ? undefined : done / total};
  }
  const networks = next.value();
  const p: Plan | undefined = networks[network];
  if (!p) throw new RangeError(`there is no network ${network}: ${experiment} has left ${networks.length}`);
  // A ReLU may hide in the output what has become of the weights.
  diverged ||= ![p.vector.values, flat(p.output)].every(values => values.every(Number.isFinite));
  yield diverged ? {type: "diverged"} : {type: "file", file: formats[format](p)};
}
