// The figures of this page: each is fetched when it comes near.
import {island} from "../../figure/island.js";

export const walkthrough = island(
  "walkthrough-figure",
  async () => (await import("./walkthrough-figure/figure.js")).walkthrough
);
export const whatIf = island(
  "what-if-figure",
  async () => (await import("./what-if-figure/figure.js")).whatIf
);
export const kindsOfBlock = island(
  "kinds-figure",
  async () => (await import("./kinds-figure/figure.js")).kindsOfBlock
);
export const shapes = island("shapes-figure", async () => (await import("./shapes-figure/figure.js")).shapes);
export const backwards = island(
  "backwards-figure",
  async () => (await import("./backwards-figure/figure.js")).backwards
);
export const manyBlocks = island(
  "many-blocks-figure",
  async () => (await import("./many-blocks-figure/figure.js")).manyBlocks
);
export const check = island("questions", async () => (await import("./questions.js")).check);
