// What networks that were trained on ImageNet are given: the middle of a picture, scaled as torchvision does for tests.

/** A picture of height × width × 3 numbers from 0 to 1, row by row, channels last. */
export interface Image {
  readonly height: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** Mean and deviation of red, green and blue over ImageNet's photographs, of numbers from 0 to 1 (torchvision's). */
export const imageNetScale = {mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225]} as const;

/** Pixels on the shorter side before the middle is cut out, and on a side of that. */
export const imageNetSizes = {shorter: 256, side: 224} as const;

/** The middle square of a picture whose shorter side is scaled first: torchvision's Resize(256) and CenterCrop(224). */
export function middle(
  image: Image,
  {shorter, side}: {shorter: number; side: number} = imageNetSizes
): Image {
  const least = Math.min(image.height, image.width);
  const scaled = (length: number) => Math.floor((shorter * length) / least);
  const rows = taps(image.height, scaled(image.height), side);
  const columns = taps(image.width, scaled(image.width), side);
  // Across first: of the rows, all are still needed.
  const across = new Float32Array(image.height * side * 3);
  for (let i = 0; i < image.height; i++)
    columns.forEach(({from, weights}, j) => {
      for (const [k, weight] of weights.entries())
        for (let c = 0; c < 3; c++)
          across[(i * side + j) * 3 + c] += weight * image.data[(i * image.width + from + k) * 3 + c];
    });
  const data = new Float32Array(side * side * 3);
  const line = side * 3;
  rows.forEach(({from, weights}, i) => {
    for (const [k, weight] of weights.entries())
      for (let j = 0; j < line; j++) data[i * line + j] += weight * across[(from + k) * line + j];
  });
  return {height: side, width: side, data};
}

/** How much each pixel counts, from the first that does. */
interface Taps {
  readonly from: number;
  readonly weights: readonly number[];
}

/**
 * What the middle `count` of `to` pixels are made of when `from` are scaled to as many: a triangle around the place, as
 * wide as a new pixel, but no narrower than an old one (bilinear, with antialias).
 */
function taps(from: number, to: number, count: number): readonly Taps[] {
  const step = from / to;
  const reach = Math.max(1, step);
  const first = halfToEven(to - count);
  return Array.from({length: count}, (_, i) => {
    const centre = (first + i + 0.5) * step;
    const start = Math.max(0, Math.floor(centre - reach + 0.5));
    const end = Math.min(from, Math.floor(centre + reach + 0.5));
    const shares = Array.from({length: end - start}, (_, k) =>
      Math.max(0, 1 - Math.abs(start + k + 0.5 - centre) / reach)
    );
    const sum = shares.reduce((a, b) => a + b);
    return {from: start, weights: shares.map(share => share / sum)};
  });
}

/** n / 2, and where that lies between two whole numbers, the even one: as Python rounds. */
const halfToEven = (n: number) => (n % 2 ? 2 * Math.round(n / 4) : n / 2);

/** The numbers that a network is given, of an image's from 0 to 1. */
export const standardised = ({data}: Image): Float32Array =>
  data.map((v, i) => (v - imageNetScale.mean[i % 3]) / imageNetScale.deviation[i % 3]);
