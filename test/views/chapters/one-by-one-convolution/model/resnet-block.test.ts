import {describe, expect, it} from "vitest";
import {architectures} from "../../../../../lib/nn/index.js";
import {
  blockOf,
  convolutionsBySize
} from "../../../../../lib/views/chapters/one-by-one-convolution/model/resnet-block.js";

describe("blockOf(architecture, group, first)", () => {
  const resnet = architectures["resnet-50"];
  const weights = (group: number, first: boolean) =>
    blockOf(resnet, group, first).convolutions.map(({parameters}) => parameters);

  it("has the weights of He et al.'s bottleneck: 256 → 64 → 64 → 256", () => {
    expect(weights(0, false)).toEqual([16384, 36864, 16384]);
  });

  it("has a projection in the first block of a group, at stride 1 too", () => {
    expect(weights(0, true)).toEqual([4096, 36864, 16384, 16384]);
    expect(weights(1, true)).toEqual([32768, 147456, 65536, 131072]);
  });

  it("halves the map in the first block of each later group", () => {
    const {input, output} = blockOf(resnet, 3, true);
    expect([input, output]).toEqual([
      [1, 14, 14, 1024],
      [1, 7, 7, 2048]
    ]);
    expect(blockOf(resnet, 3, false).input).toEqual(output);
  });

  it("names what it cannot do", () => {
    expect(() => blockOf(architectures["resnet-34"], 0, true)).toThrow(
      "group 0 has no bottlenecks: 64 filters"
    );
    expect(() => blockOf(resnet, 4, true)).toThrow("no group 4: there are 4");
  });
});

describe("convolutionsBySize(architecture)", () => {
  it("finds 53 convolutions in ResNet-50, of three sizes, and gives shares that add up to 1", () => {
    const rows = convolutionsBySize(architectures["resnet-50"]);
    expect(rows.map(({size, number}) => [size, number])).toEqual([
      ["1×1", 36],
      ["3×3", 16],
      ["7×7", 1]
    ]);
    expect(rows.reduce((sum, {weights}) => sum + weights, 0)).toBeCloseTo(1, 12);
    expect(rows.reduce((sum, {work}) => sum + work, 0)).toBeCloseTo(1, 12);
  });
});
