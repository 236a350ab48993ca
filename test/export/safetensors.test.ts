import {describe, expect, it, test} from "vitest";
import {readSafetensors, safetensors} from "../../lib/export/index.js";
import {plan} from "../../lib/graph/index.js";
import {batchNorm, conv, dense, flatten, relu, sequential} from "../../lib/nn/index.js";
import {fromHalf, toHalf} from "../../lib/tensor/half.js";
import {flat} from "../../lib/tensor/index.js";

/** A file as the format has it; `length` is what it says of its header. */
function fileOf(header: unknown, data: ArrayLike<number> = [], length?: bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + json.length + data.length);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  file.set(json, 8);
  file.set(data, 8 + json.length);
  return file;
}

const numbers = (file: Uint8Array, name = "x") => [...readSafetensors(file).get(name)!.read()];

describe("safetensors that are read", () => {
  it.each(["F32", "F16"] as const)("are those that were written, in %s", dtype => {
    const p = plan(sequential(conv(3, 3), batchNorm(), relu, flatten, dense(2)), {
      input: [1, 4, 4, 2],
      seed: 3
    });
    const read = readSafetensors(safetensors(p, dtype));
    const kept = dtype === "F32" ? (x: number) => x : (x: number) => fromHalf(toHalf(x));
    for (const {name, value} of p.parameters) {
      expect(read.get(name)).toMatchObject({dtype, shape: value.shape});
      expect([...read.get(name)!.read()]).toEqual([...flat(value)].map(kept));
    }
  });

  it("may have numbers of float32, float16 and bfloat16, at any place", () => {
    const bytes = [1, 2, 3, 0, 0, 192, 191, 0, 0xbe, 0xc0, 0x3f];
    const header = {
      a: {dtype: "U8", shape: [3], data_offsets: [0, 3]},
      x: {dtype: "F32", shape: [], data_offsets: [3, 7]},
      h: {dtype: "F16", shape: [1], data_offsets: [7, 9]},
      b: {dtype: "BF16", shape: [1, 1], data_offsets: [9, 11]}
    };
    const file = fileOf(header, bytes);
    expect([numbers(file), numbers(file, "h"), numbers(file, "b")]).toEqual([[-1.5], [-1.5], [1.5]]);
    expect(() => numbers(file, "a")).toThrow('"a" has numbers of type U8: F32, F16 and BF16 can be read');
  });

  it("may begin anywhere in a buffer", () => {
    const file = fileOf({x: {dtype: "F32", shape: [1], data_offsets: [0, 4]}}, [0, 0, 192, 191]);
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    expect(numbers(shifted.subarray(3))).toEqual([-1.5]);
  });

  it("may have names that objects have", () => {
    const header = '{"__proto__": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}}';
    expect([...readSafetensors(fileOf(header)).keys()]).toEqual(["__proto__"]);
  });
});

const x = (entry: object) => ({x: {dtype: "F32", shape: [2], data_offsets: [0, 8], ...entry}});
const eight = new Uint8Array(8);

test.each([
  ["nothing", new Uint8Array(), "0 bytes; it begins with eight"],
  ["a header longer than the file", fileOf({}, [], 3n), "its header would have 3 bytes; there is room for 2"],
  ["a header of 2⁶³ bytes", fileOf({}, [], 2n ** 63n), "would have 9223372036854775808 bytes"],
  ["a header that is no JSON", fileOf("{nothing}"), "its header is no JSON"],
  ["a header that is no text", fileOf("\u0000").fill(255, 8), "its header is no JSON"],
  ["a header that is a list", fileOf([1]), "its header is no object: [1]"],
  ["a header that is null", fileOf("null"), "its header is no object: null"],
  ["an entry that is null", fileOf({x: null}), '"x" has type undefined'],
  ["an unknown type", fileOf(x({dtype: "toString"}), eight), '"x" has type "toString"'],
  ["a shape that is none", fileOf(x({shape: "2"}), eight), '"x" has shape "2"'],
  ["a negative size", fileOf(x({shape: [-2]}), eight), '"x" has shape [-2]'],
  ["a size that is no whole number", fileOf(x({shape: [1.5]}), eight), '"x" has shape [1.5]'],
  [
    "a shape beyond all numbers",
    fileOf(x({shape: [1e15, 1e15]}), eight),
    "of shape 1000000000000000,1000000000000000"
  ],
  ["one offset", fileOf(x({data_offsets: [0]}), eight), '"x" lies at [0]'],
  ["fewer bytes than its shape needs", fileOf(x({shape: [3]}), eight), "of shape 3 (F32) needs 12 bytes: 8"],
  ["an end before its beginning", fileOf(x({data_offsets: [8, 0]}), eight), "needs 8 bytes: -8"],
  ["bytes outside", fileOf(x({}), [0]), "its tensors have 8 bytes; the file has 1 for them"],
  ["bytes of nobody", fileOf(x({}), new Uint8Array(9)), "its tensors have 8 bytes; the file has 9"],
  [
    "tensors that overlap",
    fileOf({...x({}), y: {dtype: "F32", shape: [1], data_offsets: [4, 8]}}, eight),
    '"y" begins at byte 4; the one before it ends at 8'
  ],
  [
    "a gap between tensors",
    fileOf({...x({}), y: {dtype: "F32", shape: [1], data_offsets: [12, 16]}}, new Uint8Array(16)),
    '"y" begins at byte 12; the one before it ends at 8'
  ],
  ["an end that was cut off", fileOf(x({}), eight).subarray(0, -1), "the file has 7 for them"]
])("a safetensors file with %s is refused", (_, file, why) => {
  expect(() => readSafetensors(file)).toThrow(why);
});

test("a file that claims terabytes costs none", () => {
  const size = 2 ** 40;
  const file = fileOf(x({shape: [size / 4], data_offsets: [0, size]}), eight);
  expect(() => readSafetensors(file)).toThrow(`its tensors have ${size} bytes; the file has 8 for them`);
});

test("of a file that is read piece by piece, no tensor is read before it is asked for, and then that one alone", () => {
  const file = fileOf({...x({}), y: {dtype: "F32", shape: [1], data_offsets: [8, 12]}}, new Uint8Array(12));
  const read: number[] = [];
  const tensors = readSafetensors({
    length: file.length,
    subarray(from, to) {
      read.push(to - from);
      return file.subarray(from, to);
    }
  });
  expect(read).toEqual([8, file.length - 8 - 12]);
  tensors.get("y")!.read();
  expect(read.slice(2)).toEqual([4]);
});
