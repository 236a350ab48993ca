// The experiments by name: what a worker can run. Each is a generator that yields records which can be cloned.
import {append, solutionExists} from "./append.js";
import {blocks, lesion, stopEarly} from "./blocks.js";
import {decay} from "./decay.js";
import {dropping} from "./dropping.js";
import {identity, identitySweep} from "./identity.js";
import {opened} from "./opened.js";
import {layersPerBlock} from "./per-block.js";
import {photograph} from "./photograph.js";
import {lossPlane} from "./plane.js";
import {signals} from "./signals.js";
import {stochasticDepth} from "./stochastic.js";
import {depthSweep, sweepNetwork} from "./sweep.js";
import {take} from "./take.js";
import {race, trainNetwork} from "./training.js";

export const experiments = {
  append,
  blocks,
  decay,
  depthSweep,
  dropping,
  identity,
  identitySweep,
  layersPerBlock,
  lesion,
  lossPlane,
  opened,
  photograph,
  race,
  signals,
  solutionExists,
  stochasticDepth,
  stopEarly,
  sweepNetwork,
  take,
  trainNetwork
};

export type Experiments = typeof experiments;
export type OptionsOf<N extends keyof Experiments> = Parameters<Experiments[N]>[0];
export type RecordOf<N extends keyof Experiments> =
  ReturnType<Experiments[N]> extends Generator<infer R> ? R : never;
