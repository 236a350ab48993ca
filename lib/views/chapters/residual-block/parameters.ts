// What the reader can change on this page, figure by figure. Light: a page loads it at once, its figures when they come near.
import {choice, integer, merge, numbers, real, toggle} from "../../../lesson/parameters.js";
import {blockParameters} from "./model/numbers.js";

/** The walk through the block and the walk back open at their first step: each adds what it computes. */
export const lastStep = 5;
export const lastBackStep = 6;

export const walkthroughParameters = merge(blockParameters, {
  step: integer({min: 0, max: lastStep, value: 0}),
  shortcut: toggle(true)
});

/** Most blocks in a row. */
export const mostBlocks = 100;

export const manyBlocksParameters = {
  k: integer({min: 1, max: mostBlocks, value: 20}),
  gain: real({min: 0.1, max: 1.2, step: 0.1, value: 0.5}),
  chainSeed: integer({min: 1, max: 99, value: 1})
};

export const backwardsParameters = {
  /** The gradient that arrives; as many numbers as there are units, else ones. */
  g: numbers({length: [1, 2, 3, 4, 5, 6, 7, 8], min: -9, max: 9, value: []}),
  backStep: integer({min: 0, max: lastBackStep, value: 0})
};

/** What to do where shapes differ: nothing, or option A, B or C of He et al. 2015. */
export const remedies = ["identity", "A", "B", "C"] as const;

export const shapesParameters = {
  form: choice(["dense", "images"], "dense"),
  widthIn: integer({min: 1, max: 6, value: 3}),
  widthOut: integer({min: 1, max: 6, value: 5}),
  stride: choice(["1", "2"], "2"),
  remedy: choice(remedies, "B"),
  shapeStep: integer({min: 0, max: 6, value: 6})
};

const kindNames = ["dense", "convolutions", "bottleneck"] as const;

export const kindsParameters = {
  kind: choice(kindNames, "convolutions"),
  norm: toggle(false),
  f: choice(["1", "3", "5"], "3"),
  kindSeed: integer({min: 1, max: 99, value: 3}),
  kindStep: integer({min: 0, max: 10, value: 10})
};

/** Blocks that stand beside the course's. */
export const otherBlocks = ["plain", "after", "preActivation"] as const;

export const whatIfParameters = {variant: choice(otherBlocks, "after")};

/** All of the page's. */
export const parameters = merge(
  walkthroughParameters,
  whatIfParameters,
  kindsParameters,
  shapesParameters,
  backwardsParameters,
  manyBlocksParameters
);
