import {expect, test} from "vitest";
import {type SignalRecord, signals} from "../../lib/experiments/signals.js";

test("plain-56's first weights and activations grow a hundredfold in ten steps, which tames the gradient, and hardly anything is learned", () => {
  for (const seed of [1, 2, 3]) {
    const records = [...signals({depth: 56, variant: "plain", at: [0, 1, 10, 150], rate: 0.03, seed})];
    const [start, once, ten, later] = records;
    const spread = ({layers}: SignalRecord) => layers[0].gradient / layers.at(-1)!.gradient;
    const grown = (size: "weight" | "rms", {layers}: SignalRecord) => layers[0][size] / start.layers[0][size];
    expect(grown("weight", once)).toBeGreaterThan(10);
    expect(Math.min(grown("weight", ten), grown("rms", ten))).toBeGreaterThan(100);
    expect(spread(start)).toBeGreaterThan(5e4);
    expect(spread(ten)).toBeLessThan(100);
    expect(spread(later)).toBeLessThan(10);
    expect(later.loss).toBeGreaterThan(0.9 * Math.log(3));
  }
});
