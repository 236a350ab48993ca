import type {Text} from "../exercises/exercise.js";
import {oneByOneConvolution} from "./one-by-one-convolution.js";
import type {QuestionRow} from "./question.js";
import {residualBlock} from "./residual-block.js";
import {residualNetwork} from "./residual-network.js";
import {whyResNetsWork} from "./why-resnets-work.js";

export interface Chapter {
  /** The name of its page. */
  readonly page: string;
  readonly title: Text;
  readonly questions: readonly QuestionRow[];
}

/** The chapters with their questions, in reading order. */
export const chapters: readonly Chapter[] = [
  {
    page: "residual-block",
    title: {en: "The residual block", zh: "残差块"},
    questions: residualBlock
  },
  {
    page: "residual-network",
    title: {en: "Residual networks", zh: "残差网络"},
    questions: residualNetwork
  },
  {
    page: "why-resnets-work",
    title: {en: "Why ResNets work", zh: "ResNet 为什么有效"},
    questions: whyResNetsWork
  },
  {
    page: "one-by-one-convolution",
    title: {en: "1×1 convolutions", zh: "1×1 卷积"},
    questions: oneByOneConvolution
  }
];
