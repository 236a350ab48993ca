// Checkpoints as others might have written them: names, sizes, and numbers near those of a trained network.
import type {Stored} from "../../lib/export/index.js";
import {random} from "../../lib/tensor/index.js";

export type Sizes = {readonly [name: string]: readonly number[]};

/** Tensors of such names and sizes, with numbers near those of a trained network. */
export function checkpoint(sizes: Sizes, seed = 1): ReadonlyMap<string, Stored> {
  const next = random(seed);
  return new Map(
    Object.entries(sizes).map(([name, shape]) => {
      const count = shape.reduce((n, d) => n * d, 1);
      const numbers = Float32Array.from({length: count}, () =>
        shape.length > 1 ? (next() - 0.5) / Math.sqrt(count / shape[0]) : 0.5 + next()
      );
      return [name, {dtype: "F32", shape, read: () => numbers}];
    })
  );
}

/** A safetensors file of them: the header's length, the header, the numbers. */
export function fileOf(tensors: ReadonlyMap<string, Stored>): Uint8Array {
  let at = 0;
  const entries = [...tensors].map(([name, {dtype, shape, read}]) => {
    const from = at;
    at += 4 * read().length;
    return [name, {dtype, shape, data_offsets: [from, at]}];
  });
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const numbers = [...tensors.values()].map(({read}) => Buffer.from(Float32Array.from(read()).buffer));
  return Uint8Array.from(Buffer.concat([length, header, ...numbers]));
}
