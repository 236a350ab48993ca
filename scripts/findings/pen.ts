// Digits as someone might draw them on the pad: by code, in 24 ways other than those of lib/experiments/glyphs.ts. No
// person drew them; they stand for what a reader draws where something is measured: strokes in the order and direction of
// a pen, corners rounded, some lifted, with a slant, a size, a place and unsteadiness of their own.
import type {Point, Stroke} from "../../lib/experiments/glyphs.js";
import {gaussian, type Random, random} from "../../lib/tensor/random.js";

/** Points that a pen goes through, in numbers of two digits a coordinate: "5010" is (0.50, 0.10). One given twice is a corner. */
const ways: readonly (readonly string[])[] = [
  ["5510 3025 2255 3588 6090 7660 7025 5212", "6214 3612 2040 2575 5092 7470 7635 6012 4816"],
  ["5008 5050 4892", "3430 5510 5510 5550 5492", "3430 5510 5510 5550 5492 | 3492 7292"],
  ["2528 3812 6212 7230 5852 2690 2690 7888", "2424 5008 7024 6055 3682 2484 2872 4680 8090"],
  ["2620 4808 7022 6042 4248 4248 6656 7474 5492 2684", "2612 2612 7212 7212 4642 4642 7260 6686 4092 2282"],
  [
    "3210 2452 2452 7850 | 6230 6092",
    "6008 2062 2062 8260 | 6210 6094",
    "3010 2254 2254 7050 7050 7010 7010 6692"
  ],
  ["3412 3046 3046 5240 7458 6684 4292 2284 | 3412 7410", "7210 3412 3412 3044 3044 6042 7466 5490 2488"],
  ["6608 4030 2664 4092 6686 6862 4854 3070", "5606 3442 2874 4894 7076 5658 3466"],
  ["2214 7812 7812 5646 4292", "2214 7812 7812 5646 4292 | 3650 7248", "2226 2412 2412 7612 7612 5092"],
  [
    "6820 4808 3024 5046 7070 5092 2872 5046 6822",
    "5010 3226 5044 6826 5010 | 5046 3070 5092 7270 5046",
    "6418 3812 3832 6660 6486 3888 3262 6034 6618"
  ],
  ["7026 4810 2830 4450 6836 7026 7026 6660 5892", "7220 4610 3032 5048 7030 7420 7262 5290 2884"]
];

/** How far each hand may depart from a way: see `hand`. */
const most = {slant: 0.35, turn: 0.12, stretch: 0.25, unsteady: 0.022};

/** A digit as strokes within the unit square, as from a hand of its own. */
export function hand(digit: number, next: Random): Stroke[] {
  const within = (limit: number) => limit * (2 * next() - 1);
  const choices = ways[digit];
  const way = choices[Math.floor(next() * choices.length)];
  const [slant, turn, stretch] = [within(most.slant), within(most.turn), 1 + within(most.stretch)];
  const strokes = way.split(" | ").map(stroke => {
    let last = "";
    let at: Point = [0, 0];
    const points = stroke.split(" ").map(text => {
      // A corner stays one.
      if (text !== last)
        at = [Number(text.slice(0, 2)), Number(text.slice(2))].map(
          c => c / 100 - 0.5 + most.unsteady * gaussian(next)
        ) as unknown as Point;
      last = text;
      return at;
    });
    return smooth(points).map(([x, y]): Point => {
      const [u, v] = [stretch * (x - slant * y), y];
      return [u * Math.cos(turn) - v * Math.sin(turn), u * Math.sin(turn) + v * Math.cos(turn)];
    });
  });
  const points = strokes.flat();
  const size = Math.max(...points.flat().map(Math.abs)) * 2;
  const scale = (0.4 + 0.5 * next()) / size;
  const room = (1 - scale * size) / 2;
  const [right, down] = [within(room), within(room)];
  return strokes.map(stroke => stroke.map(([x, y]) => [0.5 + scale * x + right, 0.5 + scale * y + down]));
}

/** A curve through points (Catmull and Rom). */
function smooth(points: readonly Point[]): Point[] {
  const at = (i: number) => points[Math.min(points.length - 1, Math.max(0, i))];
  const steps = 6;
  return points.slice(1).flatMap((end, i) =>
    Array.from({length: steps + (i ? 0 : 1)}, (_, k): Point => {
      const t = (k + (i ? 1 : 0)) / steps;
      const [before, start, after] = [at(i - 1), at(i), at(i + 2)];
      const along = (c: 0 | 1) =>
        start[c] +
        (t / 2) *
          (end[c] -
            before[c] +
            t *
              (2 * before[c] -
                5 * start[c] +
                4 * end[c] -
                after[c] +
                t * (3 * (start[c] - end[c]) + after[c] - before[c])));
      return [along(0), along(1)];
    })
  );
}

/** Ten drawings of each digit; the same seed makes the same. */
export function drawings(seed: number): {digit: number; strokes: Stroke[]}[] {
  const next = random(seed);
  return Array.from({length: 100}, (_, i) => ({digit: i % 10, strokes: hand(i % 10, next)}));
}
