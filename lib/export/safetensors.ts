import type {Plan} from "../graph/index.js";
import {toHalf} from "../tensor/half.js";
import {copy} from "../tensor/tensor.js";
import {modelOf} from "./model.js";

/** How the numbers of a file are stored, and in how many bytes each. */
const stored = {
  F32: {bytes: 4, write: (view: DataView, at: number, x: number) => view.setFloat32(at, x, true)},
  F16: {bytes: 2, write: (view: DataView, at: number, x: number) => view.setUint16(at, toHalf(x), true)}
};

/**
 * The parameters and running statistics of a plan as a safetensors file (https://huggingface.co/docs/safetensors): eight
 * bytes with the header's length, the header in JSON, the numbers in little-endian float32, or rounded to float16.
 */
export function safetensors(plan: Plan, dtype: keyof typeof stored = "F32"): Uint8Array {
  const {bytes, write} = stored[dtype];
  const tensors = [...modelOf(plan).weights].map(([name, value]) => ({
    name,
    shape: value.shape,
    data: copy(value).data
  }));
  let at = 0;
  const entries = tensors.map(({name, shape, data}) => {
    const from = at;
    at += data.length * bytes;
    return [name, {dtype, shape, data_offsets: [from, at]}] as const;
  });
  const json = JSON.stringify({__metadata__: {format: "the-shortcut"}, ...Object.fromEntries(entries)});
  // Padded with spaces, so that the numbers begin at a multiple of eight bytes.
  const header = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const file = new Uint8Array(8 + header.length + at);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  let to = 8 + header.length;
  for (const {data} of tensors)
    for (const value of data) {
      write(view, to, value);
      to += bytes;
    }
  return file;
}
