import {describe, expect, it} from "vitest";
import {decodeBytes, encodeBytes} from "../../../../lib/experiments/base64.js";
import {pack, unpack} from "../../../../lib/experiments/regions.js";
import type {LayerSignal} from "../../../../lib/experiments/signals.js";
import {signals} from "../../../../lib/experiments/signals.js";
import {sweepJobs} from "../../../../lib/experiments/sweep.js";
import {defaults} from "../../../../lib/lesson/parameters.js";
import {pathLengths} from "../../../../lib/lesson/paths.js";
import {
  conflict,
  estimate,
  type Settings,
  sameExperiment,
  sweepOf,
  sweepParameters
} from "../../../../lib/lesson/runs/degradation.js";
import {signalNames, signalOptions, signalParameters} from "../../../../lib/lesson/runs/signals.js";
import {
  summarise,
  type Trained
} from "../../../../lib/views/chapters/residual-network/model/sweep-summary.js";
import {published, walk} from "../../../../lib/views/chapters/residual-network/model/walker-layers.js";
import {diagnose} from "../../../../lib/views/chapters/residual-network/signals-by-layer/diagnose.js";

const settings = defaults(sweepParameters) as Settings;

describe("paths", () => {
  it("are 2ⁿ through n blocks with arcs, counted by binomials", () => {
    expect(pathLengths(Array(5).fill(true))).toEqual(
      [1, 5, 10, 10, 5, 1].map((count, k) => ({length: 2 * k, count}))
    );
  });

  it("are half as many for each arc that is missing, and longer", () => {
    expect(pathLengths([true, false, true])).toEqual([
      {length: 2, count: 1},
      {length: 4, count: 2},
      {length: 6, count: 1}
    ]);
    expect(pathLengths([false, false])).toEqual([{length: 4, count: 1}]);
  });
});

describe("a sweep's settings", () => {
  it("train a plain and a residual network of each depth and seed", () => {
    const jobs = sweepJobs(sweepOf({...settings, seeds: 2, deepest: "32"}));
    expect(jobs.map(j => `${j.variant} ${j.depth} ${j.seed}`)).toContain("zero-gamma 32 2");
    expect(jobs).toHaveLength(2 * 5 * 2);
  });

  it("cannot ask for γ = 0 without a normalisation that has a γ", () => {
    expect(conflict({...settings, norm: false})).toBeDefined();
    expect(conflict({...settings, norm: false, block: "scaled"})).toBeUndefined();
  });

  it("are the same experiment with other seeds, another with another learning rate", () => {
    expect(sameExperiment(settings, {...settings, seeds: 9, seed: 4})).toBe(true);
    expect(sameExperiment(settings, {...settings, rate: "0.1"})).toBe(false);
  });

  it("take longer with depth, steps and rates", () => {
    const base = estimate(settings, 20);
    expect(estimate(settings, 110)).toBeGreaterThan(3 * base);
    expect(estimate({...settings, steps: 1500}, 20)).toBeGreaterThan(5 * base);
    expect(estimate({...settings, rate: "0.1"}, 20)).toBeLessThan(base);
    expect(estimate(settings, 20, 2)).toBeGreaterThan(base);
  });
});

describe("the summary of a sweep", () => {
  const trained = (seed: number, error: number, diverged = false): Trained => ({
    variant: "plain",
    depth: 8,
    seed,
    result: {
      rate: 0.1,
      loss: 0,
      error: diverged ? Number.NaN : error,
      ...(diverged && {diverged: {step: 3, layer: 2, value: "z2"}})
    }
  });

  it("gives the median and the quartiles, between two runs by proportion", () => {
    const [{median, low, high}] = summarise(
      [0.1, 0.2, 0.3, 0.4].map((error, i) => trained(i, error)),
      "plain"
    );
    expect([low, median, high].map(v => v.toFixed(6))).toEqual(["17.500000", "25.000000", "32.500000"]);
  });

  it("ranks a diverged run behind all others instead of leaving it out", () => {
    const [summary] = summarise([trained(1, 0.1), trained(2, 0, true), trained(3, 0.3)], "plain");
    expect(summary.median).toBeCloseTo(30);
    expect(summary.diverged.map(n => n.seed)).toEqual([2]);
    const [lost] = summarise([trained(1, 0, true), trained(2, 0, true)], "plain");
    expect(lost.median).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("decision regions", () => {
  it("keep the likeliest class and its certainty in a byte", () => {
    const bytes = pack(Float32Array.of(1, 0, 0, 0.2, 0.5, 0.3, 1 / 3, 1 / 3, 1 / 3), 3);
    const [sure, likely, lost] = Array.from(bytes, unpack);
    expect(sure).toEqual({label: 0, sure: 1});
    expect(likely.label).toBe(1);
    expect(likely.sure).toBeCloseTo(0.25, 1);
    expect(lost.sure).toBe(0);
  });

  it("survive the way through JSON", () => {
    const bytes = Uint8Array.of(0, 63, 64, 191, 255);
    expect(decodeBytes(encodeBytes(bytes))).toEqual(bytes);
  });
});

describe("a diagnosis", () => {
  const layer = (rms: number, gradient: number, cosine = 0.4) =>
    ({rms, gradient, cosine}) as unknown as LayerSignal;

  it("names gradients by what becomes of them on the way back", () => {
    expect(diagnose([layer(1, 1e-3), layer(1, 1)]).findings).toEqual(["vanishing"]);
    expect(diagnose([layer(1, 1e3), layer(1, 1)]).findings).toEqual(["exploding"]);
    expect(diagnose([layer(1, 1), layer(1, 1)]).findings).toEqual([]);
  });

  it("tells inputs that collapse and values that are not finite", () => {
    expect(diagnose([layer(1, 1), layer(1, 1, 0.999)]).findings).toEqual(["collapsing"]);
    expect(diagnose([layer(1, 1), layer(Number.POSITIVE_INFINITY, 1)]).findings).toEqual(["not finite"]);
  });

  it("finds what the page tells of the networks of 56 layers", () => {
    const found = Object.fromEntries(
      signalNames.map(name => {
        const [record] = signals(signalOptions(name, defaults(signalParameters)));
        return [name, diagnose(record.layers).findings];
      })
    );
    expect(found.plain).toContain("collapsing");
    expect(found.plainNorm).toEqual(["exploding"]);
    expect(found.fullBranch).toContain("growing");
    expect(found.zeroGamma).toEqual([]);
    expect(found.linearStart).toEqual([]);
  });
});

describe("a walk through a published network", () => {
  it("counts ResNet-34 as the lecture draws it", () => {
    const {groups, depth, stem, pool} = walk("resnet-34", 224);
    expect(depth).toBe(34);
    expect(stem).toMatchObject({shape: [112, 112, 64], kernel: 7, stride: 2});
    expect(pool).toEqual([56, 56, 64]);
    expect(groups.map(g => 2 * g.length)).toEqual([6, 8, 12, 6]);
    const blocks = groups.flat();
    expect(blocks.filter(b => b.shortcut === "projection")).toHaveLength(3);
    expect(blocks).toHaveLength(16);
    const halving = blocks.flatMap(b => b.layers).filter(l => l.stride === 2);
    expect(halving.map(l => l.shape)).toEqual([
      [28, 28, 128],
      [14, 14, 256],
      [7, 7, 512]
    ]);
  });

  it.each(["resnet-18", "resnet-34", "resnet-50", "resnet-101", "resnet-152"] as const)(
    "adds up to the published parameters of %s",
    name => {
      const {parameters, groups, stem, head} = walk(name, 224);
      expect(parameters).toBe(published[name].parameters);
      const rows = groups.flat().flatMap(b => [...b.layers, ...(b.projection ? [b.projection] : [])]);
      expect([stem, ...rows, head.dense].reduce((sum, r) => sum + r.parameters, 0)).toBe(parameters);
    }
  );

  it("has no shortcut in a plain network", () => {
    expect(
      new Set(
        walk("plain-34", 224)
          .groups.flat()
          .map(b => b.shortcut)
      )
    ).toEqual(new Set(["none"]));
  });
});
