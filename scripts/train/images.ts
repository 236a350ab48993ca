// CIFAR-10: reading it, and making batches of it.
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {decode} from "jpeg-js";
import {below, flat, type Random, type Tensor} from "../../lib/tensor/index.js";

/** Labelled images of bytes, one after another, channels last. */
export type Images = {count: number; height: number; width: number; labels: Uint8Array; pixels: Uint8Array};

/** Mean and standard deviation of each channel, of bytes. */
export type Scale = {mean: number[]; deviation: number[]};

export const classes = [
  "airplane",
  "automobile",
  "bird",
  "cat",
  "deer",
  "dog",
  "frog",
  "horse",
  "ship",
  "truck"
] as const;

const side = 32;
const area = side * side;
const record = 1 + 3 * area;

/**
 * The images of a folder: of the files in which CIFAR-10 is published (data_batch_1.bin to data_batch_5.bin,
 * test_batch.bin), or of cifar10-train.jpgs and cifar10-test.jpgs, which are decoded once into the folder `cache`.
 */
export function readImages(part: "train" | "test", folder: string, cache: string): Images {
  const pattern = part === "train" ? /^data_batch_\d\.bin$/ : /^test_batch\.bin$/;
  const published = readdirSync(folder).filter(name => pattern.test(name));
  if (published.length) return parseRecords(published.sort().map(name => readFileSync(join(folder, name))));
  const decoded = join(cache, `${part}.bin`);
  if (!existsSync(decoded)) {
    const packed = join(folder, `cifar10-${part}.jpgs`);
    if (!existsSync(packed))
      throw new Error(`no CIFAR-10 in ${folder}: neither ${pattern.source} nor ${packed}`);
    mkdirSync(cache, {recursive: true});
    // Another process may be doing the same.
    writeFileSync(`${decoded}.${process.pid}`, decodeRecords(readFileSync(packed)));
    renameSync(`${decoded}.${process.pid}`, decoded);
  }
  return parseRecords([readFileSync(decoded)]);
}

/** Records of CIFAR-10's binary form: a label, then red, green and blue, each row by row. */
export function parseRecords(files: readonly Uint8Array[]): Images {
  for (const {length} of files)
    if (length % record)
      throw new RangeError(`records of ${record} bytes are needed: ${length} is no multiple`);
  const count = files.reduce((n, {length}) => n + length / record, 0);
  const labels = new Uint8Array(count);
  const pixels = new Uint8Array(count * 3 * area);
  let image = 0;
  for (const file of files)
    for (let at = 0; at < file.length; at += record, image++) {
      labels[image] = file[at];
      for (let c = 0; c < 3; c++)
        for (let i = 0; i < area; i++) pixels[(image * area + i) * 3 + c] = file[at + 1 + c * area + i];
    }
  return {count, height: side, width: side, labels, pixels};
}

/** Records of JPEG files (u8 label, u16 length, bytes), written as CIFAR-10's binary form. */
export function decodeRecords(packed: Uint8Array): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const starts: number[] = [];
  for (let at = 0; at < packed.length; at += 3 + view.getUint16(at + 1, true)) starts.push(at);
  const out = new Uint8Array(starts.length * record);
  starts.forEach((at, image) => {
    const {width, height, data} = decode(packed.subarray(at + 3, at + 3 + view.getUint16(at + 1, true)), {
      useTArray: true,
      formatAsRGBA: false
    });
    if (width !== side || height !== side)
      throw new RangeError(`image ${image} must be ${side}×${side}: ${width}×${height}`);
    const to = image * record;
    out[to] = packed[at];
    for (let c = 0; c < 3; c++) for (let i = 0; i < area; i++) out[to + 1 + c * area + i] = data[3 * i + c];
  });
  return out;
}

/** The first images of a set. */
export const first = (images: Images, count: number): Images => ({
  ...images,
  count: Math.min(count, images.count),
  labels: images.labels.subarray(0, count),
  pixels: images.pixels.subarray(0, count * images.height * images.width * 3)
});

export function scaleOf({pixels}: Images): Scale {
  const n = pixels.length / 3;
  const channels = [0, 1, 2].map(c => {
    let [sum, squares] = [0, 0];
    for (let i = c; i < pixels.length; i += 3) {
      sum += pixels[i];
      squares += pixels[i] * pixels[i];
    }
    return {mean: sum / n, deviation: Math.sqrt(squares / n - (sum / n) ** 2)};
  });
  return {mean: channels.map(c => c.mean), deviation: channels.map(c => c.deviation)};
}

/** How an image is moved: the pixel at (0, 0) comes from (down, right), outside is 0; and mirrored or not. */
type Move = {down: number; right: number; mirrored: boolean};

/** He et al. 2015, §4.2: 4 pixels of padding on each side, a crop at random, and half of the images mirrored. */
const drawMove = (next: Random): Move => ({
  down: below(9, next) - 4,
  right: below(9, next) - 4,
  mirrored: next() < 0.5
});

const still: Move = {down: 0, right: 0, mirrored: false};

/**
 * Returns a function that copies images, by number, into a plan's input and target: scaled to mean 0 and deviation 1,
 * and, given random numbers, moved. If there are fewer than the batch holds, the rest stays as it is.
 */
export function feeder(
  {height, width, labels, pixels}: Images,
  {mean, deviation}: Scale,
  input: Tensor,
  target: Tensor
) {
  const [to, wanted] = [flat(input), flat(target)];
  const tables = mean.map((m, c) => Float32Array.from({length: 256}, (_, v) => (v - m) / deviation[c]));
  const size = height * width * 3;
  return (numbers: ArrayLike<number>, next?: Random): void => {
    for (let n = 0; n < numbers.length; n++) {
      wanted[n] = labels[numbers[n]];
      const {down, right, mirrored} = next ? drawMove(next) : still;
      let o = n * size;
      for (let i = down; i < down + height; i++)
        for (let step = 0; step < width; step++, o += 3) {
          const j = right + (mirrored ? width - 1 - step : step);
          const inside = i >= 0 && i < height && j >= 0 && j < width;
          const from = numbers[n] * size + (i * width + j) * 3;
          for (let c = 0; c < 3; c++) to[o + c] = inside ? tables[c][pixels[from + c]] : 0;
        }
    }
  };
}
