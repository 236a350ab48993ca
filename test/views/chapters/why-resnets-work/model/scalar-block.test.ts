import {expect, it} from "vitest";
import {loss} from "../../../../../lib/experiments/landscape.js";
import {scalarBlock} from "../../../../../lib/views/chapters/why-resnets-work/model/scalar-block.js";

it.each(["plain", "residual"] as const)("the %s block misses x by what the landscape says", kind => {
  for (const [w1, w2] of [
    [0.5, 0.25],
    [-1.5, 2],
    [0, 3]
  ] as const) {
    const y = scalarBlock(kind, [w1, w2]).output.get(0, 0);
    expect((y - 1) ** 2 / 2).toBeCloseTo(loss({kind, m: 1, lambda: 0}, [w1, w2]), 5);
  }
});
