import {expect, test, vi} from "vitest";
import type {IdentitySweepRecord} from "../../../../../lib/experiments/identity.js";

vi.stubGlobal("document", {documentElement: {lang: "en"}});
const {findingsOf} = await import(
  "../../../../../lib/views/chapters/why-resnets-work/lambda-sweep/findings.js"
);

/** One seed of each series: exact enough without decay, and with this error under decay. */
const runs = (error: number): IdentitySweepRecord[] =>
  (["plain", "plain from W = I", "residual"] as const).flatMap(series =>
    [0, 0.3].map(lambda => ({series, lambda, seed: 1, error: lambda ? error : 0.1, largest: 1}))
  );

test("findings compare what has ended", () => {
  const said = findingsOf(runs(0.2)).join(" ");
  expect(said).toContain("better in 0 of 2 pairs");
  expect(said).toContain("no decay is best");
  expect(said).toContain("Able, but kept from it");
  expect(said).not.toContain("diverged");
});

test("findings that runs do not bear out are left out", () => {
  const said = findingsOf(runs(Number.NaN)).join(" ");
  expect(said).toContain("better in 0 of 1 pairs");
  expect(said).not.toMatch(/no decay is best|Able/);
  expect(said).toContain("3 runs diverged");
});
