import {type Layer, type Plan, plan} from "../../../../graph/index.js";
import {averagePool, conv, sequential} from "../../../../nn/index.js";
import {flat} from "../../../../tensor/index.js";

/** Three ways to halve a map, of one channel each: what they read is the same with any number of channels. */
export const halvings = {
  pointwise: conv(1, 1, {stride: 2, bias: false}),
  // As published: "same" would pad an even map on one side only.
  square: conv(1, 3, {stride: 2, padding: 1, bias: false}),
  average: sequential(averagePool(2), conv(1, 1, {bias: false}))
} satisfies {readonly [name: string]: Layer};

export type Halving = keyof typeof halvings;

/** Which positions of a map of rows × columns each output reads. */
export interface Reading {
  /** Rows and columns of the output. */
  readonly rows: number;
  readonly columns: number;
  /** By output, row by row: 1 for each position of the input that it depends on, 0 for the others. */
  readonly reads: readonly Uint8Array[];
  /** How many outputs read each position. */
  readonly readers: Uint8Array;
}

/** A layer on a map of ones, all its weights 1, computed: so that nothing cancels. */
export function halvingPlan(halving: Halving, rows: number, columns: number): Plan {
  const p = plan(halvings[halving], {input: [1, rows, columns, 1]});
  for (const {value} of p.parameters) flat(value).fill(1);
  p.feed(new Float32Array(rows * columns).fill(1));
  p.forward();
  return p;
}

/** What is read has a gradient. */
function gradientOf(halving: Halving, rows: number, columns: number) {
  const p = halvingPlan(halving, rows, columns);
  const [, outRows, outColumns] = p.output.shape;
  return {
    rows: outRows,
    columns: outColumns,
    of(gradient: Float32Array): Uint8Array {
      p.backward({gradient});
      return Uint8Array.from(flat(p.gradient("x")), g => (g === 0 ? 0 : 1));
    }
  };
}

/** Which positions of a map the outputs read, found by the gradient of each. */
export function reading(halving: Halving, side = 8): Reading {
  const {rows, columns, of} = gradientOf(halving, side, side);
  const reads = Array.from({length: rows * columns}, (_, i) => {
    const gradient = new Float32Array(rows * columns);
    gradient[i] = 1;
    return of(gradient);
  });
  const readers = Uint8Array.from({length: side * side}, (_, at) => reads.reduce((n, r) => n + r[at], 0));
  return {rows, columns, reads, readers};
}

/** Which positions of a map any output reads. */
export function readAtAll(halving: Halving, rows: number, columns: number): Uint8Array {
  const {of, ...out} = gradientOf(halving, rows, columns);
  return of(new Float32Array(out.rows * out.columns).fill(1));
}

/** How many positions are read by no output. */
export const unread = ({readers}: Reading): number => readers.filter(n => n === 0).length;
