// The figures of this page: each is fetched when it comes near.
import {island} from "../../figure/island.js";

export const builder = island(
  "network-builder",
  async () => (await import("./network-builder/figure.js")).builder
);
export const predict = island("prediction", async () => (await import("./prediction/figure.js")).predict);
export const degradation = island(
  "degradation-experiment",
  async () => (await import("./degradation-experiment/figure.js")).degradation
);
export const inside = island(
  "inside-network",
  async () => (await import("./inside-network/figure.js")).inside
);
export const race = island("race", async () => (await import("./race/figure.js")).race);
export const signals = island(
  "signals-by-layer",
  async () => (await import("./signals-by-layer/figure.js")).signals
);
export const blocks = island("blocks", async () => (await import("./blocks/figure.js")).blocks);
export const walker = island("walker", async () => (await import("./walker/figure.js")).walker);
export const convnet = island("convnet", async () => (await import("./convnet/figure.js")).convnet);
export const measuredTable = island(
  "measured-table",
  async () => (await import("./measured-table.js")).measuredTable
);
export const check = island("questions", async () => (await import("./questions.js")).check);
