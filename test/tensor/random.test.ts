import {describe, expect, it} from "vitest";
import {below, elements, normal, random, shuffle, uniform, xoshiro} from "../../lib/tensor/index.js";

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe("random", () => {
  it("is xoshiro128**: from the state 1, 2, 3, 4 it gives the authors' numbers", () => {
    const next = xoshiro(1, 2, 3, 4);
    expect(Array.from({length: 4}, () => next() * 2 ** 32)).toEqual([11520, 0, 5927040, 70819200]);
  });
  it("gives the same stream for the same seed, for ever", () => {
    const next = random(42);
    expect([next(), next(), next()]).toEqual([0.43640168849378824, 0.49901562137529254, 0.9442157107405365]);
  });
  it("gives different streams for neighbouring, negative and very large seeds", () => {
    const first = [0, 1, 2, -1, 2 ** 32, 2 ** 32 + 1].map(seed => random(seed)());
    expect(new Set(first).size).toBe(first.length);
  });
  it.each([1.5, Number.NaN, Infinity, "1" as never])("rejects the seed %s", seed => {
    expect(() => random(seed)).toThrow(`seed must be an integer: ${seed}`);
  });
  it("lies in [0, 1) and is even", () => {
    const next = random(1);
    const values = Array.from({length: 20000}, next);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const bins = Array.from({length: 10}, (_, b) => values.filter(v => Math.floor(v * 10) === b).length);
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});

describe("distributions", () => {
  it("normal has the mean 0, the deviation asked for, and a normal fourth moment", () => {
    const values = [...elements(normal([40000], random(2), 3))];
    expect(Math.abs(mean(values))).toBeLessThan(0.06);
    expect(Math.sqrt(mean(values.map(v => v * v)))).toBeCloseTo(3, 1);
    expect(mean(values.map(v => (v / 3) ** 4))).toBeCloseTo(3, 0);
  });
  it("uniform lies in its range", () => {
    const values = [...elements(uniform([1000], random(3), -2, 5))];
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...values)).toBeLessThan(5);
    expect(mean(values)).toBeCloseTo(1.5, 0);
  });
  it("below(n) is each of 0 … n−1, and rejects 0", () => {
    const next = random(4);
    expect(new Set(Array.from({length: 200}, () => below(5, next)))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(() => below(0, next)).toThrow("bound must be an integer ≥ 1: 0");
  });
  it("shuffle keeps the elements and makes every order equally likely", () => {
    const next = random(5);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffle([0, 1, 2], next).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const n of counts.values()) expect(Math.abs(n - 1000)).toBeLessThan(150);
  });
});
