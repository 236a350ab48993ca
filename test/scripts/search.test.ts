// The site's search finds the right place first: asked as its box asks (Framework's client, on the same index).
import MiniSearch from "minisearch";
import {describe, expect, it} from "vitest";
import {bigrams} from "../../lib/lesson/bigrams.js";
import {questions} from "../../scripts/questions.js";
import {searchEntries} from "../../scripts/search.js";
import {languages} from "../../scripts/site.js";

const indexes = Object.fromEntries(
  languages.map(language => {
    // As @observablehq/framework/dist/search.js makes it, and client/search.js asks it.
    const index = new MiniSearch({
      idField: "path",
      fields: ["title", "text", "keywords"],
      processTerm: term => ((term.match(/\p{N}/gu)?.length ?? 0) > 6 ? null : term.slice(0, 15).toLowerCase())
    });
    for (const other of languages) index.addAll([...searchEntries(other)]);
    return [language, index];
  })
);

/** What stands first, in the reader's language. */
const found = (language: string, query: string) =>
  indexes[language]
    .search(bigrams(query), {boost: {title: 4, keywords: 4}, fuzzy: 0.15, prefix: true})
    .map(({id}) => String(id))
    .filter(id => id.startsWith(`/${language}/`))
    .map(id => id.slice(4));

const wanted: {readonly [language: string]: {readonly [query: string]: string | RegExp}} = {
  zh: {
    预训练权重: "residual-network.html#on-photographs",
    跳远连接: "glossary.html#skip-connection",
    梯度消失: "residual-network.html#signals",
    恒等映射: "glossary.html#identity-mapping",
    恒等: /^glossary.html#identity|^why-resnets-work/,
    "1x1卷积作用": "one-by-one-convolution",
    降维: "one-by-one-convolution.html#shrinking-channels",
    升维: "one-by-one-convolution.html#many-filters",
    通道: /^glossary.html#channel|^one-by-one-convolution/,
    瓶颈层: /^glossary.html#bottleneck-layer|^one-by-one-convolution/,
    退化: /^residual-network.html#degradation|^glossary.html#degradation/,
    权重衰减: /^why-resnets-work|^glossary.html#weight-decay/,
    "ResNet34 结构": "residual-network.html#resnet-34",
    ResNet34: "residual-network.html#resnet-34",
    "ResNet-34": "residual-network.html#resnet-34",
    ResNet50: /^residual-network.html#resnet-34|^questions.html#counting/,
    NiN: /^glossary.html#network-in-network|^one-by-one-convolution/,
    BN: "glossary.html#batch-normalisation",
    泛化: "glossary.html#generalisation",
    步长: "glossary.html#stride",
    死亡: "glossary.html#dead-unit",
    逐点卷积: /^glossary.html#one-by-one-convolution|^one-by-one-convolution/,
    快捷连接: "glossary.html#shortcut"
  },
  en: {
    "pretrained weights": "residual-network.html#on-photographs",
    "skip connection": "glossary.html#skip-connection",
    "identity mapping": "glossary.html#identity-mapping",
    bottleneck: /^glossary.html#bottleneck|^one-by-one-convolution/,
    pointwise: /^glossary.html#one-by-one-convolution|^one-by-one-convolution/,
    "vanishing gradients": /^residual-network.html#signals|^glossary.html#vanishing/,
    "1x1 convolution": /^glossary.html#one-by-one-convolution|^one-by-one-convolution/,
    "dimensionality reduction": "one-by-one-convolution.html#shrinking-channels",
    "increase channels": /^questions.html#increase|^one-by-one-convolution.html#many-filters/,
    degradation: /^residual-network.html#degradation|^glossary.html#degradation/,
    "weight decay": /^why-resnets-work|^glossary.html#weight-decay/,
    "ResNet34 architecture": "residual-network.html#resnet-34",
    "ResNet-50": /^residual-network.html#resnet-34|^questions.html#counting/,
    NiN: /^glossary.html#network-in-network|^one-by-one-convolution/,
    "batch normalization": "glossary.html#batch-normalisation",
    BN: "glossary.html#batch-normalisation",
    "dead ReLU": "glossary.html#dead-unit",
    stride: "glossary.html#stride",
    "pre-activation": /^glossary.html#pre-activation|^residual-block.html#where/
  }
};

describe.each(languages)("search in %s", language => {
  it.each(Object.entries(wanted[language]))("for “%s” finds %s first", (query, place) => {
    expect(found(language, query)[0]).toMatch(place instanceof RegExp ? place : new RegExp(`^${place}$`));
  });

  it("finds each question first by its own words", () => {
    for (const {id, question} of questions(language))
      expect(found(language, question)[0], question).toBe(`questions.html#${id}`);
  });

  it("leads to addresses of its own, each to one place", () => {
    const paths = [...searchEntries(language)].map(({path}) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.every(path => path.startsWith(`/${language}/`))).toBe(true);
  });
});
