// The figures of this page: each is fetched when it comes near.
import {islands} from "../../figure/island.js";
import {quizOf} from "../../figure/questions.js";

export const {
  builder,
  predict,
  degradation,
  perBlock,
  inside,
  race,
  signals,
  blocks,
  early,
  walker,
  photographs,
  convnet,
  measuredTable,
  check
} = islands({
  builder: ["network-builder", () => import("./network-builder/figure.js")],
  predict: ["prediction", () => import("./prediction/figure.js")],
  degradation: ["degradation-experiment", () => import("./degradation-experiment/figure.js")],
  perBlock: ["layers-per-block", () => import("./layers-per-block/figure.js")],
  inside: ["inside-network", () => import("./inside-network/figure.js")],
  race: ["race", () => import("./race/figure.js")],
  signals: ["signals-by-layer", () => import("./signals-by-layer/figure.js")],
  blocks: ["blocks", () => import("./blocks/figure.js")],
  early: ["stop-early", () => import("./stop-early/figure.js")],
  walker: ["walker", () => import("./walker/figure.js")],
  photographs: ["photographs", () => import("./photographs/figure.js")],
  convnet: ["convnet", () => import("./convnet/figure.js")],
  measuredTable: ["measured-table", () => import("./measured-table.js")],
  check: ["questions", quizOf("questions", () => import("../../../lesson/questions/residual-network.js"))]
});
