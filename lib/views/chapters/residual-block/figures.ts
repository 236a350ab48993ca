// The figures of this page: each is fetched when it comes near.
import {islands} from "../../figure/island.js";
import {quizOf} from "../../figure/questions.js";

export const {walkthrough, whatIf, kindsOfBlock, shapes, backwards, manyBlocks, check} = islands({
  walkthrough: ["walkthrough-figure", () => import("./walkthrough-figure/figure.js")],
  whatIf: ["what-if-figure", () => import("./what-if-figure/figure.js")],
  kindsOfBlock: ["kinds-figure", () => import("./kinds-figure/figure.js")],
  shapes: ["shapes-figure", () => import("./shapes-figure/figure.js")],
  backwards: ["backwards-figure", () => import("./backwards-figure/figure.js")],
  manyBlocks: ["many-blocks-figure", () => import("./many-blocks-figure/figure.js")],
  check: ["questions", quizOf("check-questions", () => import("../../../lesson/questions/residual-block.js"))]
});
