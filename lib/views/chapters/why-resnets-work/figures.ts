// The figures of this page: each is fetched when it comes near.
import {islands} from "../../figure/island.js";
import {quizOf} from "../../figure/questions.js";

export const {
  twoMoreLayers,
  identityExperiment,
  errorAgainstLambda,
  landscape,
  planes,
  append,
  solutionExists,
  dropLayers,
  normalisedDecay,
  check
} = islands({
  twoMoreLayers: ["two-layers", () => import("./two-layers/figure.js")],
  identityExperiment: ["identity-learning", () => import("./identity-learning/figure.js")],
  errorAgainstLambda: ["lambda-sweep", () => import("./lambda-sweep/figure.js")],
  landscape: ["loss-landscape", () => import("./loss-landscape/figure.js")],
  planes: ["loss-plane", () => import("./loss-plane/figure.js")],
  append: ["append-blocks", () => import("./append-blocks/figure.js")],
  solutionExists: ["extended-by-identity", () => import("./extended-by-identity/figure.js")],
  dropLayers: ["dropped-block", () => import("./dropped-block/figure.js")],
  normalisedDecay: ["decay-and-normalisation", () => import("./decay-and-normalisation/figure.js")],
  check: ["questions", quizOf("questions-why", () => import("../../../lesson/questions/why-resnets-work.js"))]
});
