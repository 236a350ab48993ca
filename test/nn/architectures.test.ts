import {describe, expect, it} from "vitest";
import {count, plan} from "../../lib/graph/index.js";
import {
  type ArchitectureName,
  architectures,
  conv,
  network,
  sequential,
  softmaxCrossEntropy
} from "../../lib/nn/index.js";
import {normal, random} from "../../lib/tensor/index.js";

const counts = (name: ArchitectureName) =>
  count(network(architectures[name]), [1, ...architectures[name].input]);

describe("counts by the shape rules agree with what is published", () => {
  // torchvision 0.15: num_params and _ops (in 10⁹ multiply–adds) of the weights' metadata.
  it.each([
    ["resnet-18", 11_689_512, 1.814],
    ["resnet-34", 21_797_672, 3.664],
    ["resnet-50", 25_557_032, 4.089],
    ["resnet-101", 44_549_160, 7.801],
    ["resnet-152", 60_192_808, 11.514]
  ] as const)("%s: %i parameters, %f·10⁹ multiply–adds", (name, parameters, billions) => {
    const c = counts(name);
    expect(c.parameters).toBe(parameters);
    expect(c.multiplyAdds / 1e9).toBeCloseTo(billions, 3);
  });

  // He et al. 2015, Table 6, in millions.
  it.each([
    ["cifar-resnet-20", 0.27],
    ["cifar-resnet-32", 0.46],
    ["cifar-resnet-44", 0.66],
    ["cifar-resnet-56", 0.85],
    ["cifar-resnet-110", 1.73]
  ] as const)("%s: %f million parameters", (name, millions) => {
    expect(counts(name).parameters / 1e6).toBeCloseTo(millions, 2);
  });

  it("the plain CIFAR network has exactly as many, since its shortcuts have none", () => {
    expect(counts("cifar-plain-56").parameters).toBe(counts("cifar-resnet-56").parameters);
  });

  it("plain-34 takes 3.6·10⁹ multiply–adds (He et al. 2015, §3.3)", () => {
    expect(counts("plain-34").multiplyAdds / 1e9).toBeCloseTo(3.6, 1);
  });

  it("the course's ResNet-50: 23,600,006 as Keras counts, 53,120 of them running statistics", () => {
    const c = counts("course-resnet-50");
    expect(c.parameters + c.statistics).toBe(23_600_006);
    expect(c.statistics).toBe(53_120);
  });
});

describe("networks", () => {
  it("have as many weighted layers on the main path as their names say", () => {
    for (const name of Object.keys(architectures) as ArchitectureName[]) {
      const depth = Math.max(...counts(name).steps.map(s => s.layer));
      expect(`${name}: ${depth}`).toBe(`${name}: ${name.split("-").at(-1)}`);
    }
  });
  it("halve the image at each stage: ResNet-34 ends at 7×7×512", () => {
    const {steps} = counts("resnet-34");
    expect(steps.find(s => s.operation === "maxPool")!.shape).toEqual([1, 56, 56, 64]);
    expect(steps.at(-3)!.shape).toEqual([1, 7, 7, 512]);
    expect(steps.filter(s => s.operation === "add")).toHaveLength(16);
    expect(steps.filter(s => s.name.startsWith("zs"))).toHaveLength(3);
  });
  it("for CIFAR-10 go from 32×32×16 through 16×16×32 to 8×8×64, with two arcs that change the shape", () => {
    const {steps} = counts("cifar-resnet-56");
    const sums = steps.filter(s => s.operation === "add");
    expect(sums).toHaveLength(27);
    expect([0, 9, 18].map(i => sums[i].shape)).toEqual([
      [1, 32, 32, 16],
      [1, 16, 16, 32],
      [1, 8, 8, 64]
    ]);
    expect(steps.filter(s => s.operation === "subsample").map(s => s.shape)).toEqual([
      [1, 16, 16, 32],
      [1, 8, 8, 64]
    ]);
    expect(steps.at(-1)!.shape).toEqual([1, 10]);
    expect(counts("cifar-plain-56").steps.some(s => s.operation === "add")).toBe(false);
  });
  it("run: the same table makes a plan, here at a small size", () => {
    const p = plan(network(architectures["cifar-resnet-20"]), {
      input: [2, 8, 8, 3],
      loss: softmaxCrossEntropy
    });
    p.feed(normal([2, 8, 8, 3], random(1)), [3, 7]);
    expect(p.forward()).toBeGreaterThan(0);
    p.backward();
    expect(p.trouble()).toBeUndefined();
    expect(p.vector.gradients.every(Number.isFinite)).toBe(true);
  });
});

describe("convolutions of the lesson", () => {
  it("5×5 directly takes 120,422,400 multiplications, through a bottleneck 12,443,648", () => {
    const input = [1, 28, 28, 192];
    expect(count(conv(32, 5), input).multiplyAdds).toBe(120_422_400);
    const narrow = count(sequential(conv(16, 1), conv(32, 5)), input);
    expect(narrow.steps.map(s => s.multiplyAdds)).toEqual([2_408_448, 10_035_200]);
    expect(count(conv(32, 1), input)).toMatchObject({multiplyAdds: 4_816_896, parameters: 6144 + 32});
  });
});
