// The chapters with their questions: these come when they are asked for, each chapter's by itself.
import type {Text} from "../exercises/exercise.js";
import type {QuestionRow} from "./question.js";

export interface Chapter {
  /** The name of its page. */
  readonly page: string;
  readonly title: Text;
  readonly questions: readonly QuestionRow[];
}

interface Source extends Omit<Chapter, "questions"> {
  readonly load: () => Promise<{readonly questions: readonly QuestionRow[]}>;
}

const sources: readonly Source[] = [
  {
    page: "residual-block",
    title: {en: "The residual block", zh: "残差块"},
    load: () => import("./residual-block.js")
  },
  {
    page: "residual-network",
    title: {en: "Residual networks", zh: "残差网络"},
    load: () => import("./residual-network.js")
  },
  {
    page: "why-resnets-work",
    title: {en: "Why ResNets work", zh: "ResNet 为什么有效"},
    load: () => import("./why-resnets-work.js")
  },
  {
    page: "one-by-one-convolution",
    title: {en: "1×1 convolutions", zh: "1×1 卷积"},
    load: () => import("./one-by-one-convolution.js")
  }
];

/** All chapters with their questions, in reading order. */
export const loadChapters = (): Promise<Chapter[]> =>
  Promise.all(sources.map(async ({load, ...chapter}) => ({...chapter, ...(await load())})));
