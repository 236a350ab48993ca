// Ratios only, never times: both sides run in turns in one process, so a busy machine slows both.
import {expect, it} from "vitest";
import {type Kernels, reference} from "../../lib/kernels/index.js";
import {median, race} from "../bench/race.js";
import {builds} from "./compare.js";

const RATIO = 8;

const works: [string, (kernels: Kernels) => () => void][] = [
  [
    "1×1 convolution, 196 pixels, 192 to 32 channels",
    kernels => {
      const [a, b, out] = kernels.arena([
        [196, 192],
        [192, 32],
        [196, 32]
      ]);
      return kernels.matmul({a, b, out, floor: 0});
    }
  ],
  [
    "3×3 convolution of 4 images, and its gradients",
    kernels => {
      const [x, w, y, dw] = kernels.arena([
        [4, 10, 10, 16],
        [3, 3, 16, 16],
        [4, 8, 8, 16],
        [3, 3, 16, 16]
      ]);
      const forward = kernels.conv2d({x, w, out: y, stride: [1, 1]});
      const weight = kernels.conv2dWeight({x, dy: y, out: dw, stride: [1, 1]});
      return () => {
        forward();
        weight();
      };
    }
  ]
];

it.each(works)(
  `SIMD is at least ${RATIO} times as fast as the reference: %s`,
  async (_, work) => {
    const contestants = [builds[0], reference].map(kernels => ({name: kernels.name, run: work(kernels)}));
    const ratios: number[] = [];
    // The median of several races, until it is clear.
    for (let i = 0; i < 5 && !(ratios.length && median(ratios) >= RATIO); i++) {
      const rows = await race(contestants, {rounds: 7, sampleTime: 2, warmUp: 60, budget: 500});
      ratios.push(rows[1].ratio);
    }
    expect(median(ratios)).toBeGreaterThanOrEqual(RATIO);
  },
  30_000
);
