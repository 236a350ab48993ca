// Digits as strokes of a pen in the unit square (y down), and the same pen for a digit that the reader draws.
import type {Random} from "../tensor/random.js";

/** A point of the unit square; y grows downwards. */
export type Point = readonly [number, number];
/** A line from point to point. */
export type Stroke = readonly Point[];
/** Moves a point. */
export type Warp = (point: Point) => Point;

/** Points on a side of the picture. */
export const glyphSize = 8;

/** Part of an ellipse around (x, y), from one angle to another, in degrees; 0 is right, 90 is down. */
function arc(x: number, y: number, rx: number, ry: number, from: number, to: number): Stroke {
  const steps = 16;
  return Array.from({length: steps + 1}, (_, i) => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
}

const digits: readonly (readonly Stroke[])[] = [
  [arc(0.5, 0.5, 0.28, 0.4, 0, 360)],
  [
    [
      [0.34, 0.26],
      [0.52, 0.1],
      [0.52, 0.9]
    ]
  ],
  [[...arc(0.5, 0.34, 0.26, 0.24, 190, 380), [0.24, 0.9], [0.78, 0.9]]],
  [arc(0.46, 0.3, 0.26, 0.2, 210, 450), arc(0.46, 0.7, 0.3, 0.2, 270, 510)],
  [
    [
      [0.64, 0.9],
      [0.64, 0.1],
      [0.2, 0.64],
      [0.84, 0.64]
    ]
  ],
  [[[0.74, 0.1], [0.32, 0.1], [0.28, 0.46], ...arc(0.46, 0.65, 0.28, 0.25, 235, 500)]],
  [[[0.66, 0.1], [0.36, 0.38], ...arc(0.5, 0.67, 0.26, 0.23, 180, 540)]],
  [
    [
      [0.22, 0.1],
      [0.78, 0.1],
      [0.42, 0.9]
    ]
  ],
  [arc(0.5, 0.29, 0.22, 0.19, 0, 360), arc(0.5, 0.69, 0.27, 0.21, 0, 360)],
  [[[0.34, 0.9], [0.64, 0.62], ...arc(0.5, 0.33, 0.26, 0.23, 0, 360)]]
];

/** The strokes of a digit, for a view that draws them large. */
export const strokesOf = (digit: number): readonly Stroke[] => digits[digit];

/** A random shift, turn, stretch and slant, as far as `jitter` (0 to 1) allows. */
export function wobble(jitter: number, next: Random): Warp {
  const within = (most: number) => jitter * most * (2 * next() - 1);
  const [turn, slant, width, height, right, down] = [0.4, 0.4, 0.25, 0.25, 0.15, 0.15].map(within);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return ([x, y]) => {
    const u = (x - 0.5) * (1 + width) + slant * (y - 0.5);
    const v = (y - 0.5) * (1 + height);
    return [0.5 + c * u - s * v + right, 0.5 + s * u + c * v + down];
  };
}

/** The picture of a digit: 64 numbers from 0 (paper) to 1 (ink), row by row. */
export const glyph = (digit: number, warp: Warp = point => point): Float32Array =>
  ink(digits[digit].map(stroke => stroke.map(warp)));

/** The picture of what a reader drew, moved and scaled to fill the square as the digits do; empty paper stays empty. */
export function drawn(strokes: readonly Stroke[]): Float32Array {
  const points = strokes.flat();
  if (!points.length) return new Float32Array(glyphSize ** 2);
  const [left, right] = range(points.map(([x]) => x));
  const [top, bottom] = range(points.map(([, y]) => y));
  const scale = 0.8 / Math.max(right - left, bottom - top, 0.2);
  const fit: Warp = ([x, y]) => [
    0.5 + scale * (x - (left + right) / 2),
    0.5 + scale * (y - (top + bottom) / 2)
  ];
  return ink(strokes.map(stroke => stroke.map(fit)));
}

export const range = (values: number[]) => [Math.min(...values), Math.max(...values)];

/** A round pen: full ink within its radius, fading over the width of one point. */
function ink(strokes: readonly Stroke[]): Float32Array {
  const radius = 0.3;
  const picture = new Float32Array(glyphSize ** 2);
  const segments = strokes.flatMap(stroke =>
    stroke.map((end, i) => [stroke[Math.max(0, i - 1)], end] as const)
  );
  for (let i = 0; i < picture.length; i++) {
    const at: Point = [((i % glyphSize) + 0.5) / glyphSize, (Math.floor(i / glyphSize) + 0.5) / glyphSize];
    let nearest = Infinity;
    for (const [a, b] of segments) nearest = Math.min(nearest, distance(at, a, b));
    picture[i] = Math.min(1, Math.max(0, 1 + radius - nearest * glyphSize));
  }
  return picture;
}

/** From a point to the segment from a to b. */
export function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.sqrt((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2);
}
