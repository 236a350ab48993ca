// The figures of this page: each is fetched when it comes near.
import {islands} from "../../figure/island.js";
import {quizOf} from "../../figure/questions.js";

export const {
  timesTwo,
  oneFilter,
  manyFilters,
  fullyConnected,
  onAPicture,
  shrinkingChannels,
  bottleneckLayer,
  inResnet,
  stride,
  check
} = islands({
  timesTwo: ["times-two-figure", () => import("./times-two-figure/figure.js")],
  oneFilter: ["one-filter-figure", () => import("./one-filter-figure/figure.js")],
  manyFilters: ["many-filters-figure", () => import("./many-filters-figure/figure.js")],
  fullyConnected: ["fully-connected-figure", () => import("./fully-connected-figure/figure.js")],
  onAPicture: ["on-a-picture-figure", () => import("./on-a-picture-figure/figure.js")],
  shrinkingChannels: ["shrinking-channels-figure", () => import("./shrinking-channels-figure/figure.js")],
  bottleneckLayer: ["bottleneck-figure", () => import("./bottleneck-figure/figure.js")],
  inResnet: ["in-resnet-figure", () => import("./in-resnet-figure/figure.js")],
  stride: ["stride-figure", () => import("./stride-figure/figure.js")],
  check: [
    "questions",
    quizOf("one-by-one-questions", () => import("../../../lesson/questions/one-by-one-convolution.js"))
  ]
});
