import {integer} from "./check.js";
import type {Shape} from "./shape.js";
import {type Tensor, tensor} from "./tensor.js";

/** A stream of uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * xoshiro128** (Blackman and Vigna, 2018) started by splitmix32: the same seed gives the same stream everywhere.
 * Throws unless the seed is an integer.
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be an integer: ${seed}`);
  let s = seed | 0;
  const split = () => {
    s = (s + 0x9e3779b9) | 0;
    let z = Math.imul(s ^ (s >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  // The upper half of a large seed counts too.
  s = split() ^ Math.floor(seed / 2 ** 32);
  return xoshiro(split(), split(), split(), split());
}

/** xoshiro128** from a state of four 32-bit words, not all zero. */
export function xoshiro(a: number, b: number, c: number, d: number): Random {
  return () => {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result / 2 ** 32;
  };
}

/** A whole number in [0, n). */
export const below = (n: number, next: Random): number => Math.floor(next() * integer("bound", n));

/** One standard normal number, by Marsaglia's polar method. */
export function gaussian(next: Random): number {
  for (;;) {
    const u = 2 * next() - 1;
    const v = 2 * next() - 1;
    const r = u * u + v * v;
    if (r > 0 && r < 1) return u * Math.sqrt((-2 * Math.log(r)) / r);
  }
}

/** A tensor of uniform numbers in [low, high). */
export function uniform(shape: Shape, next: Random, low = 0, high = 1): Tensor {
  const x = tensor(shape);
  for (let i = 0; i < x.size; i++) x.data[i] = low + (high - low) * next();
  return x;
}

/** A tensor of normal numbers of the given deviation, mean 0. */
export function normal(shape: Shape, next: Random, deviation = 1): Tensor {
  const x = tensor(shape);
  for (let i = 0; i < x.size; i++) x.data[i] = deviation * gaussian(next);
  return x;
}

/** Shuffles in place (Fisher–Yates) and returns the array. */
export function shuffle<T extends {length: number; [i: number]: unknown}>(array: T, next: Random): T {
  for (let i = array.length - 1; i > 0; i--) {
    const j = below(i + 1, next);
    [array[i], array[j]] = [array[j], array[i]];
  }
  return array;
}
