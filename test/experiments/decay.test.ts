import {expect, test} from "vitest";
import {type DecayOptions, decay} from "../../lib/experiments/decay.js";

const ends = (options: DecayOptions) => [...decay(options)].filter(({doubled}) => doubled);

test("with batch normalisation the size of the weights means nothing: doubled weights give the same loss", () => {
  for (const {loss, error, doubled} of ends({steps: 60})) {
    expect(doubled!.loss).toBeCloseTo(loss, 3);
    expect(doubled!.error).toBeCloseTo(error, 2);
  }
});

test("without it, it does", () => {
  const [{loss, doubled}] = ends({norm: false, steps: 60, lambdas: [0], rate: 0.01});
  expect(Math.abs(doubled!.loss / loss - 1)).toBeGreaterThan(0.1);
});

test("decay makes normalised weights smaller, and so the steps of their direction larger", () => {
  const [none, some] = ends({lambdas: [0, 0.01], steps: 200});
  expect(some.size).toBeLessThan(0.8 * none.size);
  expect(some.effective).toBeGreaterThan(1.5 * none.effective);
});

test("a negative λ is refused", () => {
  expect(() => [...decay({lambdas: [-1]})]).toThrow("lambda must lie in [0, Infinity]: -1");
});
