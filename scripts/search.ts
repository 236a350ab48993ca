// What the site's search holds: the sections of the pages, the questions and the terms, each with its address.

import {readFileSync} from "node:fs";
import {join} from "node:path";
import {bigrams} from "../lib/lesson/bigrams.js";
import type {ByLanguage} from "../lib/lesson/languages.js";
import {terms} from "../lib/lesson/terms.js";
import {plain, questions} from "./questions.js";
import {frontMatter, type Language, languages, names, root, titleOf} from "./site.js";

export interface Entry {
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly keywords: string;
}

/** Words by which readers ask for a section that has others: `page#section`, or a whole page. */
const alsoAskedFor: {readonly [place: string]: ByLanguage<string>} = {
  "residual-network#degradation": {en: "training error rises with depth", zh: "退化问题 训练误差 上升"},
  "residual-network#signals": {
    en: "vanishing gradients exploding gradients",
    zh: "梯度消失 梯度爆炸 梯度消失和梯度爆炸"
  },
  "residual-network#resnet-34": {
    en: "ResNet-18 ResNet-34 ResNet-50 ResNet-101 ResNet-152 architecture structure table conv2_x layer1",
    zh: "ResNet-18 ResNet-34 ResNet-50 ResNet-101 ResNet-152 结构 网络结构 结构表 conv2_x layer1"
  },
  "residual-network#on-photographs": {
    en: "ImageNet CIFAR-10 pretrained weights checkpoint safetensors feature maps",
    zh: "ImageNet CIFAR-10 预训练 权重 特征图 safetensors"
  },
  "why-resnets-work": {en: "identity mapping", zh: "恒等映射"},
  "why-resnets-work#error-against-lambda": {en: "weight decay L2 regularisation", zh: "权重衰减 L2 正则化"},
  "residual-block#shapes": {en: "projection shortcut W_s downsample", zh: "投影捷径 虚线 下采样 维度不匹配"},
  "residual-block#where-the-shortcut-enters": {en: "pre-activation ResNet v2", zh: "预激活 ResNet v2"},
  "one-by-one-convolution": {
    en: "what does a 1×1 convolution do pointwise network in network NiN",
    zh: "1×1 卷积的作用 逐点卷积 网络中的网络 NiN"
  },
  "one-by-one-convolution#many-filters": {en: "increase channels", zh: "升维 增加通道"},
  "one-by-one-convolution#shrinking-channels": {
    en: "dimensionality reduction reduce channels bottleneck",
    zh: "降维 减少通道 瓶颈层 减少参数量"
  }
};

/** Sections that every chapter has: who looks for something looks for none of these. */
const everywhere = ["change-it", "check"];

/** Text without anything but words, as the search compares it. */
const words = (text: string) =>
  bigrams(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** All that can be found in a language. */
export function* searchEntries(language: Language): Generator<Entry> {
  const entry = (path: string, title: string, text: string, keywords: string): Entry => ({
    path: `/${language}/${path}`,
    title,
    text: words(text),
    keywords: words(keywords)
  });
  for (const name of names) {
    const source = readFileSync(join(root, language, `${name}.md`), "utf8");
    const page = titleOf(`/${language}/${name}`);
    const {keywords = []} = frontMatter(source) as {keywords?: readonly string[]};
    const [start, ...sections] = source
      .replace(/^---$.*?^---$/ms, "")
      .replace(/^```.*?^```/gms, "")
      .split(/^(?=#{2,3} .*\{#)/m);
    // Of the page of questions each section is one, and of the glossary's the terms stand below, one by one.
    const single = name === "questions" || name === "glossary";
    const also = alsoAskedFor[name]?.[language] ?? "";
    yield entry(name, page, plain(start), `${page} ${keywords.join(" ")} ${also}`);
    for (const section of single ? [] : sections) {
      const [, heading, id] = /^#+ (.*?) *\{#([\w-]+)\}/.exec(section)!;
      if (everywhere.includes(id)) continue;
      const asked = alsoAskedFor[`${name}#${id}`]?.[language] ?? "";
      const title = plain(heading);
      yield entry(
        `${name}.html#${id}`,
        `${title} · ${page}`,
        plain(section.slice(heading.length)),
        `${title} ${asked}`
      );
    }
  }
  for (const {id, question, paragraphs} of questions(language))
    yield entry(`questions.html#${id}`, question, paragraphs.join(" "), question);
  for (const {id, definition, note, ...name} of terms) {
    const others = languages.filter(other => other !== language).map(other => name[other]);
    const said = note?.[language] ?? "";
    yield entry(
      `glossary.html#${id}`,
      `${name[language]} · ${titleOf(`/${language}/glossary`)}`,
      `${definition[language]} ${said}`,
      `${name[language]} ${others.join(" ")} ${said}`
    );
  }
}
