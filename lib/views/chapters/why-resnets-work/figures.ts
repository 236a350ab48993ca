// The figures of this page: each is fetched when it comes near.
import {island} from "../../figure/island.js";

export const twoMoreLayers = island(
  "two-layers",
  async () => (await import("./two-layers/figure.js")).twoMoreLayers
);
export const identityExperiment = island("identity-learning", async () => {
  const [{identityExperiment}, {firstSeed}] = await Promise.all([
    import("./identity-learning/figure.js"),
    import("./model/lambda-summary.js")
  ]);
  return (state: Parameters<typeof identityExperiment>[0], stored: Parameters<typeof firstSeed>[0]) =>
    identityExperiment(state, firstSeed(stored));
});
export const errorAgainstLambda = island(
  "lambda-sweep",
  async () => (await import("./lambda-sweep/figure.js")).errorAgainstLambda
);
export const landscape = island(
  "loss-landscape",
  async () => (await import("./loss-landscape/figure.js")).landscape
);
export const append = island("append-blocks", async () => (await import("./append-blocks/figure.js")).append);
export const solutionExists = island(
  "extended-by-identity",
  async () => (await import("./extended-by-identity/figure.js")).solutionExists
);
export const dropLayers = island(
  "dropped-block",
  async () => (await import("./dropped-block/figure.js")).dropLayers
);
export const normalisedDecay = island(
  "decay-and-normalisation",
  async () => (await import("./decay-and-normalisation/figure.js")).normalisedDecay
);
export const check = island("questions", async () => (await import("./questions.js")).check);
