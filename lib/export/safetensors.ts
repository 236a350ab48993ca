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
  /** Its numbers, in row-major order, to be read only. Throws where they are no floats of 16 or 32 bits. */
  read(): Float32Array;
}

/** How many bits a number of each type has. */
const bits: {readonly [dtype: string]: number} = {
  ...{BOOL: 8, U8: 8, I8: 8, F8_E4M3: 8, F8_E5M2: 8, U16: 16, I16: 16, F16: 16, BF16: 16},
  ...{U32: 32, I32: 32, F32: 32, U64: 64, I64: 64, F64: 64}
};

/** The longest header that the format allows. */
const longest = 100_000_000;

/** A file that is read piece by piece. */
export interface Source {
  readonly length: number;
  /** The bytes from one place to before another. */
  subarray(from: number, to: number): Uint8Array;
}

/**
 * The tensors of a safetensors file by name. No tensor is read before it is asked for, so a file that claims more than it
 * holds costs no memory.
 *
 * Throws where the header is longer than the file or no JSON object, where a tensor's type is unknown, its shape no list
 * of whole numbers ≥ 0 or not the size of its bytes, or where the tensors' bytes overlap, lie outside or leave some out.
 */
export function readSafetensors(file: Source): ReadonlyMap<string, Stored> {
  if (file.length < 8) throw wrong(`${file.length} bytes; it begins with eight`);
  const length = viewOf(file.subarray(0, 8)).getBigUint64(0, true);
  const room = Math.min(file.length - 8, longest);
  if (length > room) throw wrong(`its header would have ${length} bytes; there is room for ${room}`);
  const from = 8 + Number(length);
  const {__metadata__: _, ...entries} = headerOf(file.subarray(8, from));

  const bytes = file.length - from;
  const tensors = Object.entries(entries).map(([name, entry]) => ({name, ...checked(name, entry)}));
  let end = 0;
  for (const {name, begin, end: next} of [...tensors].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== end) throw wrong(`"${name}" begins at byte ${begin}; the one before it ends at ${end}`);
    end = next;
  }
  if (end !== bytes) throw wrong(`its tensors have ${end} bytes; the file has ${bytes} for them`);
  return new Map(
    tensors.map(({name, dtype, shape, begin, end}) => [
      name,
      {dtype, shape, read: () => numbers(name, dtype, file.subarray(from + begin, from + end))}
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

/** Throws where numbers of such a type cannot be read. */
export function checkReadable(name: string, dtype: string): void {
  if (!["F32", "F16", "BF16"].includes(dtype))
    throw new Error(`"${name}" has numbers of type ${dtype}: F32, F16 and BF16 can be read`);
}

const viewOf = ({buffer, byteOffset, byteLength}: Uint8Array) => new DataView(buffer, byteOffset, byteLength);

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function numbers(name: string, dtype: string, bytes: Uint8Array): Float32Array {
  checkReadable(name, dtype);
  const {buffer, byteOffset, length} = bytes;
  if (dtype === "F32" && littleEndian && byteOffset % 4 === 0)
    return new Float32Array(buffer, byteOffset, length / 4);
  const view = viewOf(bytes);
  // Loops: a large network has tens of millions of numbers, and a call for each would take seconds.
  const result = new Float32Array(length / (dtype === "F32" ? 4 : 2));
  if (dtype === "F32") for (let i = 0; i < result.length; i++) result[i] = view.getFloat32(4 * i, true);
  else if (dtype === "F16")
    for (let i = 0; i < result.length; i++) result[i] = fromHalf(view.getUint16(2 * i, true));
  else {
    // A bfloat16 is the upper half of a float32.
    const upper = new Uint32Array(result.buffer);
    for (let i = 0; i < upper.length; i++) upper[i] = view.getUint16(2 * i, true) << 16;
  }
  return result;
}
