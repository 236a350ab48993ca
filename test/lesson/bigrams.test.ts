import {describe, expect, it} from "vitest";
import {bigrams} from "../../lib/lesson/bigrams.js";

describe("bigrams(text)", () => {
  it("splits a run of Chinese into overlapping pairs", () => {
    expect(bigrams("残差网络").trim()).toBe("残差 差网 网络");
  });

  it("keeps one character and a pair as they are", () => {
    expect(bigrams("和").trim()).toBe("和");
    expect(bigrams("通道").trim()).toBe("通道");
  });

  it("finds ResNet-34 by ResNet34", () => {
    expect(bigrams("ResNet34 结构").trim().split(/\s+/)).toEqual(["ResNet", "34", "结构"]);
    expect(bigrams("conv2_x, S34")).toBe("conv 2_x, S34");
  });

  it("finds 1×1 by 1x1", () => {
    expect(bigrams("1×1 convolution, 28×28×192")).toBe("1x1 convolution, 28x28x192");
  });

  it("leaves other scripts alone", () => {
    expect(bigrams("a × b")).toBe("a × b");
  });

  it("parts Chinese from what stands beside it", () => {
    expect(bigrams("用ReLU激活").trim().split(/\s+/)).toEqual(["用", "ReLU", "激活"]);
  });

  it("finds a word anywhere in a sentence by its pairs", () => {
    const index = bigrams("每个残差块都有一条捷径").split(/\s+/);
    expect(
      bigrams("残差块")
        .trim()
        .split(" ")
        .every(pair => index.includes(pair))
    ).toBe(true);
  });
});
