// What the reader can change on this page, figure by figure. Light: a page loads it at once, its figures when they come near.
import {choice, integer, merge, numbers, real, toggle} from "../../../lesson/parameters.js";

import {layerParameters} from "./model/layer.js";

/** Most filters of one's own. */
export const mostFilters = 6;

export const resnetParameters = {
  network: choice(["resnet-50", "resnet-101", "resnet-152"], "resnet-50"),
  group: choice(["1", "2", "3", "4"], "2"),
  inGroup: choice(["first", "other"], "first")
};

export const shrinkingParameters = {
  nH: integer({min: 2, max: 56, value: 28}),
  nW: integer({min: 2, max: 56, value: 28}),
  nC: integer({min: 1, max: 256, value: 192}),
  nF: integer({min: 1, max: 256, value: 32})
};

export const bottleneckParameters = {
  neck: integer({min: 1, max: 192, value: 16})
};

export const timesTwoParameters = {
  factor: real({min: -4, max: 4, step: 0.5, value: 2})
};

export const pictureParameters = {
  mixing: choice(["grey", "sepia", "swap", "own", "blur"], "sepia"),
  outputs: integer({min: 1, max: mostFilters, value: 3}),
  mix: numbers({
    length: 3 * mostFilters,
    min: -2,
    max: 2,
    value: [1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5, 0.5, 0, 0, 0.5, 0.5, 1, -1, 0]
  }),
  shuffled: toggle(false),
  /** Where one looks, as shares of height and width: it fits any picture. */
  spot: numbers({length: 2, min: 0, max: 1, value: [0.305, 0.34]})
};

export const strideParameters = {
  reading: choice(["pointwise", "square", "average"], "pointwise"),
  outRow: integer({min: 1, max: 4, value: 2}),
  outColumn: integer({min: 1, max: 4, value: 2})
};

/** All of the page's. */
export const parameters = merge(
  layerParameters,
  timesTwoParameters,
  pictureParameters,
  shrinkingParameters,
  bottleneckParameters,
  resnetParameters,
  strideParameters
);
