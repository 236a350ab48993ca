import {
  assign,
  dense,
  he,
  type Plan,
  plain,
  plan,
  random,
  relu,
  repeat,
  residual,
  sequential
} from "../../../../index.js";
import {mostBlocks} from "../parameters.js";

/** A matrix as rows: entry [i][j] says how output i answers to input j. */
export type Matrix = readonly (readonly number[])[];

/** What a block does to a small change of its input, at the numbers that it met in the network. */
export interface BlockJacobian {
  /** All of it, and its two parts: through the main path, and around it. */
  readonly whole: Matrix;
  readonly main: Matrix;
  readonly shortcut: Matrix;
}

export interface Chain {
  readonly blocks: readonly BlockJacobian[];
  /** All of it, computed. */
  readonly network: Plan;
  /** The Jacobian of the first k blocks, measured on the network itself. */
  measured(k: number): Matrix;
}

export const units = 6;
const input = [1.2, 0.4, 0.9, 0, 0.6, 1.5];

/**
 * A network of `mostBlocks` blocks, plain or residual, traced once. What it returns computes the network with weights as the
 * library starts them, times a factor, and the Jacobian of each block, measured by backward passes: of the whole block
 * and, with the same weights and the same last ReLU, of its main path. A chain holds until the next one is computed.
 */
export function chains(kind: "plain" | "residual"): (factor: number, seed: number) => Chain {
  const make = kind === "plain" ? plain : residual;
  const layers = () => [dense(units), relu, dense(units)];
  // A batch of copies of one input, as many as there are outputs: a single pass back gives all rows of a Jacobian.
  const options = {input: [units, units]};
  const network = plan(sequential(...repeat(mostBlocks, () => make(...layers()))), options);
  const one = plan(make(...layers()), options);
  const branch = plan(sequential(...layers()), options);
  const weights = network.parameters.filter(({kind}) => kind === "weight").map(({value}) => value);
  assign(network.input, repeat(units, () => input).flat());
  return (factor, seed) => {
    const next = random(seed);
    for (const w of weights) {
      he(w, next);
      for (let i = 0; i < w.size; i++) w.data[w.offset + i] *= factor;
    }
    network.forward();
    const blocks = repeat(mostBlocks, i => {
      for (const p of [one, branch]) {
        assign(p.input, network.value(activation(i)));
        for (const layer of [1, 2])
          for (const name of ["W", "b"])
            assign(p.value(`${name}${layer}`), network.value(`${name}${2 * i + layer}`));
        p.forward();
      }
      const gate = gateOf(one);
      const main = gated(gate, jacobian(branch, "z2"));
      const shortcut = gated(gate, kind === "plain" ? zeroes() : identity());
      return {whole: jacobian(one, "a2"), main, shortcut};
    });
    return {blocks, network, measured: k => (k === 0 ? identity() : jacobian(network, activation(k)))};
  };
}

/** What comes out of block k: the activation of layer 2k. */
const activation = (k: number) => (k ? `a${2 * k}` : "x");

/** The Jacobian of a plan whose batch holds copies of one input: each row sends back the gradient of its own output. */
function jacobian(p: Plan, from: string): Matrix {
  p.backward({from, gradient: identity().flat()});
  const g = p.gradient("x");
  return repeat(units, i => repeat(units, j => g.get(i, j)));
}

/** Where the last ReLU of a block is open. */
function gateOf(p: Plan): boolean[] {
  const sum = p.steps.at(-1)!.inputs[0];
  return Array.from({length: units}, (_, i) => p.value(sum).get(0, i) > 0);
}

const gated = (gate: readonly boolean[], m: Matrix): Matrix =>
  m.map((row, i) => (gate[i] ? row : row.map(() => 0)));

/** The product of the first k blocks' Jacobians, for each k from 0. */
export function products(blocks: readonly BlockJacobian[]): Matrix[] {
  const all = [identity()];
  for (const {whole} of blocks) all.push(multiply(whole, all.at(-1)!));
  return all;
}

/**
 * The sum over all paths through these blocks, by how many main paths they take: entry m is the sum over the paths that
 * take m of them (and the shortcut elsewhere). There are 2^k paths, but their sums by length follow block by block.
 */
export function pathSums(blocks: readonly BlockJacobian[]): Matrix[] {
  const n = units * units;
  // The sums one behind the other in one array: a hundred blocks make five thousand pairs of products.
  const sums = new Float64Array((blocks.length + 1) * n);
  sums.set(identity().flat());
  const before = new Float64Array(n);
  blocks.forEach(({main, shortcut}, k) => {
    const [through, around] = [main.flat(), shortcut.flat()];
    // From the longest down, so that what a sum is made of is still there.
    for (let m = k + 1; m >= 0; m--) {
      before.set(sums.subarray(m * n, (m + 1) * n));
      const sum = sums.subarray(m * n, (m + 1) * n).fill(0);
      addProduct(sum, around, before);
      if (m > 0) addProduct(sum, through, sums.subarray((m - 1) * n, m * n));
    }
  });
  return repeat(blocks.length + 1, m =>
    repeat(units, i => Array.from(sums.subarray(m * n + i * units, m * n + (i + 1) * units)))
  );
}

/** sum += a·b, of square matrices row by row. */
function addProduct(sum: Float64Array, a: readonly number[], b: Float64Array): void {
  for (let i = 0; i < units; i++)
    for (let k = 0; k < units; k++) {
      const factor = a[i * units + k];
      if (factor !== 0) for (let j = 0; j < units; j++) sum[i * units + j] += factor * b[k * units + j];
    }
}

/** The size of a matrix: its Frobenius norm over that of the identity. */
export function magnitude(m: Matrix): number {
  return Math.hypot(...m.flat()) / Math.sqrt(m.length);
}

/** The largest difference between entries, relative to the largest entry. */
export function difference(a: Matrix, b: Matrix): number {
  const largest = Math.max(...[...a.flat(), ...b.flat()].map(Math.abs));
  if (largest === 0) return 0;
  return Math.max(...a.flatMap((row, i) => row.map((v, j) => Math.abs(v - b[i][j])))) / largest;
}

/** How many ways there are to choose m of k blocks. */
export function ways(k: number, m: number): number {
  let count = 1;
  for (let i = 1; i <= m; i++) count = (count * (k - m + i)) / i;
  return count;
}

export function plus(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((v, j) => v + b[i][j]));
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return a.map(row => b[0].map((_, j) => row.reduce((sum, v, k) => sum + v * b[k][j], 0)));
}

function identity(): Matrix {
  return repeat(units, i => repeat(units, j => Number(i === j)));
}

function zeroes(): Matrix {
  return repeat(units, () => repeat(units, () => 0));
}
