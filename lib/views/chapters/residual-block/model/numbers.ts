import {
  assign,
  block,
  dense,
  elements,
  type Layer,
  normal,
  type Plan,
  plan,
  random,
  relu,
  residual,
  type Shape,
  tensor
} from "../../../../index.js";
import {integer, numbers, type Values} from "../../../../lesson/parameters.js";
import {memo} from "../../../kit/memo.js";

const largest = 8;
const sides = Array.from({length: largest}, (_, i) => i + 1);
const bounds = {min: -9, max: 9, value: []};
const vector = numbers({length: sides, ...bounds});
const matrix = numbers({length: sides.map(n => n * n), ...bounds});

/** The seed that the chapter opens with. */
const opening = 761;

/** The numbers of a block of two dense layers. A list left empty is drawn from the seed. */
export const blockParameters = {
  n: integer({min: 1, max: largest, value: 1}),
  seed: integer({min: 1, max: 9999, value: opening}),
  a: vector,
  w1: matrix,
  b1: vector,
  w2: matrix,
  b2: vector
};

export type BlockValues = Values<typeof blockParameters>;

/** The input, weights row by row as the course writes them (a row for each unit of the layer), and biases. */
export interface BlockNumbers {
  readonly n: number;
  readonly a: readonly number[];
  readonly w1: readonly number[];
  readonly b1: readonly number[];
  readonly w2: readonly number[];
  readonly b2: readonly number[];
}

/** Which list holds a value of the plan. */
export const listOf = {
  "a[l]": "a",
  "W[l+1]": "w1",
  "b[l+1]": "b1",
  "W[l+2]": "w2",
  "b[l+2]": "b2"
} as const;

export type ListName = (typeof listOf)[keyof typeof listOf];

/** How long each list is for n units. */
export function lengthOf(list: ListName, n: number): number {
  return list.startsWith("w") ? n * n : n;
}

/** The lists whose length is not that of n units. */
export function misfits(values: BlockValues): ListName[] {
  return Object.values(listOf).filter(
    list => values[list].length > 0 && values[list].length !== lengthOf(list, values.n)
  );
}

/**
 * How many units the lists are for, where they agree on it and the number of units is what a link leaves unsaid: links
 * made when that was four carry the numbers of four units.
 */
export function widthOfLists(values: BlockValues): number | undefined {
  if (values.n !== blockParameters.n.value) return;
  const given = Object.values(listOf).filter(list => values[list].length > 0);
  return sides.find(
    n => n > 1 && given.length > 0 && given.every(list => values[list].length === lengthOf(list, n))
  );
}

/** The numbers of the moment: those of the lists, and of the seed where a list is empty or does not fit. */
export function blockNumbers(values: BlockValues): BlockNumbers {
  const drawn = seeded(values.n, values.seed);
  const wrong = misfits(values);
  const pick = (list: ListName) =>
    values[list].length === 0 || wrong.includes(list) ? drawn[list] : values[list];
  return {n: values.n, a: pick("a"), w1: pick("w1"), b1: pick("b1"), w2: pick("w2"), b2: pick("b2")};
}

/**
 * What the chapter opens with: one unit, whole numbers, each step done in one's head. z[l+2] is negative and the sum is
 * not, so that a plain block, a block joined after the ReLU, and each of the usual slips come out with another number.
 */
const first: BlockNumbers = {n: 1, a: [4], w1: [2], b1: [-5], w2: [-1], b2: [1]};

/**
 * Random numbers for a block of n units: weights as the library starts them (He et al.), an input such as a ReLU would
 * hand over, small biases; all rounded to a tenth, so that the arithmetic can be followed on paper.
 */
export const seeded = memo((n: number, seed: number): BlockNumbers => {
  if (n === 1 && seed === opening) return first;
  const p = plan(block("l", residual(dense(n), relu, dense(n))), {input: [1, n], seed});
  const next = random(seed);
  const vector = (deviation: number) => [...elements(normal([n], next, deviation))].map(tenths);
  const rows = (name: string) => [...elements(p.value(name).transpose(1, 0))].map(tenths);
  return {
    n,
    a: vector(1.2).map(v => Math.max(0, v)),
    w1: rows("W[l+1]"),
    b1: vector(0.3),
    w2: rows("W[l+2]"),
    b2: vector(0.3)
  };
});

function tenths(value: number): number {
  return Math.round(value * 10) / 10 || 0;
}

/** The lists for another number of units: what still fits stays where it was, the rest comes from the seed. */
export function resizeBlock(values: BlockValues, n: number): Partial<BlockValues> {
  const [from, to] = [blockNumbers(values), seeded(n, values.seed)];
  const changed = (list: ListName) => {
    if (values[list].length === 0) return [];
    if (!list.startsWith("w")) return to[list].map((v, i) => (i < from.n ? from[list][i] : v));
    return to[list].map((v, k) => {
      const [row, column] = [Math.floor(k / n), k % n];
      return row < from.n && column < from.n ? from[list][row * from.n + column] : v;
    });
  };
  const lists = Object.values(listOf).map(list => [list, changed(list)]);
  return {...Object.fromEntries(lists), n};
}

/** A plan of the model for n units, without numbers. Made once for each n, since editing a number changes no shape. */
export function plansOf(model: (n: number) => Layer): (n: number) => Plan {
  return memo(n => plan(model(n), {input: [1, n]}));
}

/** A plan of a model with weights as the library starts them, and an input such as a ReLU hands over; computed. */
export function planAtRandom(
  model: Layer,
  input: Shape,
  {seed, inputSeed = seed}: {readonly seed: number; readonly inputSeed?: number}
): Plan {
  const p = plan(model, {input, seed});
  p.feed(normal(input, random(inputSeed)).data.map(v => Math.max(0, v)));
  p.forward();
  return p;
}

/** Writes the numbers into a plan of a block with the names of the course, and computes it. */
export function compute(p: Plan, {n, a, w1, b1, w2, b2}: BlockNumbers): Plan {
  assign(p.input, a);
  // The library keeps a column for each unit.
  assign(p.value("W[l+1]"), tensor([n, n], w1).transpose(1, 0));
  assign(p.value("b[l+1]"), b1);
  assign(p.value("W[l+2]"), tensor([n, n], w2).transpose(1, 0));
  assign(p.value("b[l+2]"), b2);
  p.forward();
  return p;
}

const identity = (n: number) => Array.from({length: n * n}, (_, k) => Number(k % (n + 1) === 0));
const zeroes = (length: number) => Array.from({length}, () => 0);

/** Settings worth seeing. Each starts from the numbers of the moment. */
export const presets: {readonly [name: string]: (values: BlockValues) => Partial<BlockValues>} = {
  random: ({seed}) => ({seed: (seed % 9999) + 1, a: [], w1: [], b1: [], w2: [], b2: []}),
  identityWeights: ({n}) => ({w1: identity(n), b1: zeroes(n), w2: identity(n), b2: zeroes(n)}),
  zeroLast: ({n}) => ({w2: zeroes(n * n), b2: zeroes(n)}),
  negativeInput: values => ({...resizeBlock(values, 2), a: [-1, 2], w2: zeroes(4), b2: zeroes(2)}),
  // No input is negative, no weight positive: every z[l+1] is at most its bias.
  dead: values => {
    const {n, a, w1} = blockNumbers(values);
    return {a: a.map(Math.abs), w1: w1.map(w => -Math.abs(w)), b1: zeroes(n).fill(-0.5), w2: [], b2: []};
  }
};
