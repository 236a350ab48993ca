// The figures of this page: each is fetched when it comes near.
import {island} from "../../figure/island.js";

export const timesTwo = island(
  "times-two-figure",
  async () => (await import("./times-two-figure/figure.js")).timesTwo
);
export const oneFilter = island(
  "one-filter-figure",
  async () => (await import("./one-filter-figure/figure.js")).oneFilter
);
export const manyFilters = island(
  "many-filters-figure",
  async () => (await import("./many-filters-figure/figure.js")).manyFilters
);
export const fullyConnected = island(
  "fully-connected-figure",
  async () => (await import("./fully-connected-figure/figure.js")).fullyConnected
);
export const onAPicture = island(
  "on-a-picture-figure",
  async () => (await import("./on-a-picture-figure/figure.js")).onAPicture
);
export const shrinkingChannels = island(
  "shrinking-channels-figure",
  async () => (await import("./shrinking-channels-figure/figure.js")).shrinkingChannels
);
export const bottleneckLayer = island(
  "bottleneck-figure",
  async () => (await import("./bottleneck-figure/figure.js")).bottleneckLayer
);
export const inResnet = island(
  "in-resnet-figure",
  async () => (await import("./in-resnet-figure/figure.js")).inResnet
);
export const check = island("questions", async () => (await import("./questions.js")).check);
