import {expect, test} from "vitest";
import {decadeBelow} from "../../../../lib/views/chapters/why-resnets-work/decade.js";

test("an axis of losses begins where it usually does, or lower where losses do", () => {
  expect(decadeBelow([3, 0.02], 1e-4)).toBe(1e-4);
  expect(decadeBelow([3, 3.3e-6], 1e-4)).toBe(1e-6);
  expect(decadeBelow([], 1e-4)).toBe(1e-4);
});

test("a loss of 0, which has no logarithm, and one that diverged do not move it", () => {
  expect(decadeBelow([0, Number.NaN, 0.02], 1e-4)).toBe(1e-4);
});
