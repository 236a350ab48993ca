// Weights in a file that nothing runs: https://huggingface.co/docs/safetensors.
import type {Plan} from "../graph/index.js";
import {fromHalf, toHalf} from "../tensor/half.js";
import {formatShape, type Shape} from "../tensor/shape.js";
import {copy} from "../tensor/tensor.js";
import {modelOf} from "./model.js";

/** How the numbers of a file are stored, and in how many bytes each. */
const stored = {
  F32: {bytes: 4, write: (view: DataView, at: number, x: number) => view.setFloat32(at, x, true)},
  F16: {bytes: 2, write: (view: DataView, at: number, x: number) => view.setUint16(at, toHalf(x), true)}
};

/** What the file says of itself, in words since the format takes nothing else. */
const metadata = {
  format: "the-shortcut",
  layout:
    "dense weights are [in, out], convolution weights [height, width, in, out]; for PyTorch: nn.Linear.weight = W.T, nn.Conv2d.weight = W.permute(3, 2, 0, 1)"
};

/**
 * The parameters and running statistics of a plan as a safetensors file: eight bytes with the header's length, the header
 * in JSON, the numbers in little-endian float32, or rounded to float16.
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
  const json = JSON.stringify({__metadata__: metadata, ...Object.fromEntries(entries)});
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

/** A tensor of a file, whose numbers have not been read yet. */
export interface Stored {
  readonly dtype: string;
  readonly shape: Shape;
  /** Its numbers, in row-major order. Throws where they are no floating-point numbers of 16 or 32 bits. */
  read(): Float32Array;
}

/** How many bits a number of each type has. */
const bits: {readonly [dtype: string]: number} = {
  ...{BOOL: 8, U8: 8, I8: 8, F8_E4M3: 8, F8_E5M2: 8, U16: 16, I16: 16, F16: 16, BF16: 16},
  ...{U32: 32, I32: 32, F32: 32, U64: 64, I64: 64, F64: 64}
};

/** The longest header that the format allows. */
const longest = 100_000_000;

/**
 * The tensors of a safetensors file by name. Nothing is copied until a tensor is read, so a file that claims more than it
 * holds costs no memory.
 *
 * Throws where the header is longer than the file or no JSON object, where a tensor's type is unknown, its shape no list
 * of whole numbers ≥ 0 or not the size of its bytes, or where the tensors' bytes overlap, lie outside or leave some out.
 */
export function readSafetensors(file: Uint8Array): ReadonlyMap<string, Stored> {
  if (file.length < 8) throw wrong(`${file.length} bytes; it begins with eight`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = view.getBigUint64(0, true);
  const room = Math.min(file.length - 8, longest);
  if (length > room) throw wrong(`its header would have ${length} bytes; there is room for ${room}`);
  const from = 8 + Number(length);
  const {__metadata__: _, ...entries} = headerOf(file.subarray(8, from));

  const data = file.subarray(from);
  const tensors = Object.entries(entries).map(([name, entry]) => ({name, ...checked(name, entry)}));
  let end = 0;
  for (const {name, begin, end: next} of [...tensors].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== end) throw wrong(`"${name}" begins at byte ${begin}; the one before it ends at ${end}`);
    end = next;
  }
  if (end !== data.length) throw wrong(`its tensors have ${end} bytes; the file has ${data.length} for them`);
  return new Map(
    tensors.map(({name, dtype, shape, begin, end}) => [
      name,
      {dtype, shape, read: () => numbers(name, dtype, data.subarray(begin, end))}
    ])
  );
}

const wrong = (why: string) => new Error(`not a whole safetensors file: ${why}`);

function headerOf(bytes: Uint8Array): {[name: string]: unknown} {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", {fatal: true}).decode(bytes));
  } catch (error) {
    throw wrong(`its header is no JSON: ${(error as Error).message}`);
  }
  if (typeof header !== "object" || header === null || Array.isArray(header))
    throw wrong(`its header is no object: ${JSON.stringify(header).slice(0, 40)}`);
  return {...header};
}

/** What the header says of a tensor. */
function checked(name: string, entry: unknown) {
  const {dtype, shape, data_offsets: offsets} = (entry ?? {}) as {[key: string]: unknown};
  const size = typeof dtype === "string" && Object.hasOwn(bits, dtype) ? bits[dtype] / 8 : undefined;
  if (size === undefined) throw wrong(`"${name}" has type ${JSON.stringify(dtype)}`);
  if (!wholes(shape)) throw wrong(`"${name}" has shape ${JSON.stringify(shape)}`);
  if (!wholes(offsets) || offsets.length !== 2) throw wrong(`"${name}" lies at ${JSON.stringify(offsets)}`);
  const [begin, end] = offsets;
  const bytes = shape.reduce((product, n) => product * n, size);
  if (end - begin !== bytes)
    throw wrong(`"${name}" of shape ${formatShape(shape)} (${dtype}) needs ${bytes} bytes: ${end - begin}`);
  return {dtype: dtype as string, shape: shape as Shape, begin, end};
}

const wholes = (list: unknown): list is number[] =>
  Array.isArray(list) && list.every(n => Number.isSafeInteger(n) && n >= 0);

function numbers(name: string, dtype: string, bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const each = (size: number, read: (at: number) => number) =>
    Float32Array.from({length: bytes.length / size}, (_, i) => read(i * size));
  if (dtype === "F32") return each(4, at => view.getFloat32(at, true));
  if (dtype === "F16") return each(2, at => fromHalf(view.getUint16(at, true)));
  // A bfloat16 is the upper half of a float32.
  if (dtype === "BF16") {
    const upper = new Uint32Array(each(2, at => view.getUint16(at, true))).map(half => half << 16);
    return new Float32Array(upper.buffer);
  }
  throw new Error(`"${name}" has numbers of type ${dtype}: F32, F16 and BF16 can be read`);
}
