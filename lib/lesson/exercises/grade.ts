import {below, random} from "../../tensor/index.js";
import type {Answer, Exercise, Sizes, Text, Value} from "./exercise.js";
import {difference, plainValue, shapeOf, simpler} from "./values.js";

type Args = readonly Value[];

/** What was wrong with one result. */
export type Fault =
  | {readonly kind: "threw"; readonly error: unknown}
  | {readonly kind: "nothing" | "promise" | "other"}
  | {readonly kind: "shape"; readonly given: readonly number[]; readonly expected: readonly number[]}
  | {readonly kind: "value"; readonly index: readonly number[]};

export interface Failure {
  readonly args: Args;
  readonly expected: Value;
  readonly given: unknown;
  readonly fault: Fault;
  /** Said where the answer is a typical wrong one. */
  readonly say?: Text;
}

export type Verdict = {readonly cases: number; readonly failure?: Failure};

/** How the numbers of an input are drawn: multiples of a quarter, which single precision holds exactly. */
const draws: readonly ((next: () => number) => number)[] = [
  next => below(7, next) - 3,
  () => 0,
  () => 1,
  next => -1 - below(3, next),
  next => (below(33, next) - 16) / 4
];

const rounds = 6;

/**
 * Compares a reader's function with the library on inputs of the smallest and the largest sizes and of random ones,
 * with whole, zero, equal, negative and fractional numbers. Where it fails, looks for the smallest input on which it
 * still does. The same seed gives the same inputs.
 */
export function grade(exercise: Exercise, f: Answer, seed: number): Verdict {
  const inputs = cases(exercise, seed);
  for (const {sizes, draw, seed} of inputs) {
    const failure = judge(exercise, f, input(exercise, sizes, draw, seed));
    if (!failure) continue;
    const smallest = shrink(exercise, f, {sizes, draw, seed}, failure);
    return {cases: inputs.length, failure: {...smallest, say: slip(exercise, f, inputs)?.say}};
  }
  return {cases: inputs.length};
}

interface Case {
  readonly sizes: Sizes;
  readonly draw: number;
  readonly seed: number;
}

function cases({sizes}: Exercise, seed: number): Case[] {
  const next = random(seed);
  const all = (pick: (least: number, most: number) => number) =>
    Object.fromEntries(Object.entries(sizes).map(([name, [least, most]]) => [name, pick(least, most)]));
  const chosen = [
    all(least => least),
    all((_, most) => most),
    ...Array.from({length: rounds}, () => all((least, most) => least + below(most - least + 1, next)))
  ];
  return chosen.flatMap((sizes, i) => draws.map((_, draw) => ({sizes, draw, seed: seed + i})));
}

function input(exercise: Exercise, sizes: Sizes, draw: number, seed: number): Args {
  const next = random(seed);
  return exercise.make(sizes, () => draws[draw](next));
}

/** What is wrong on one input, or undefined. */
function judge(exercise: Exercise, f: Answer, args: Args): Failure | undefined {
  const expected = exercise.answer(...args);
  const result = run(exercise, f, args);
  const fault = faultOf(result, expected);
  return fault && {args, expected, given: result.given, fault};
}

type Result = {readonly given?: unknown; readonly error?: unknown};

// The reader's function gets copies: what it does to them changes nothing here.
function run({use}: Exercise, f: Answer, args: Args): Result {
  const copies = structuredClone(args);
  try {
    return {given: plainValue(use ? use(f, ...copies) : f(...copies))};
  } catch (error) {
    return {error: error ?? String(error)};
  }
}

function faultOf({given, error}: Result, expected: Value): Fault | undefined {
  if (error !== undefined) return {kind: "threw", error};
  if (given === undefined) return {kind: "nothing"};
  if (given instanceof Promise) return {kind: "promise"};
  const [shape, due] = [shapeOf(given), shapeOf(expected)!];
  if (!shape) return {kind: "other"};
  if (shape.join() !== due.join()) return {kind: "shape", given: shape, expected: due};
  const index = difference(given as Value, expected);
  return index && {kind: "value", index};
}

/** Smaller sizes first, then simpler numbers, as long as the same kind of thing goes wrong. */
function shrink(exercise: Exercise, f: Answer, start: Case, failure: Failure): Failure {
  let {sizes} = start;
  let smallest = failure;
  const fails = (args: Args) => {
    const found = judge(exercise, f, args);
    return found?.fault.kind === failure.fault.kind ? found : undefined;
  };
  for (const [name, [least]] of Object.entries(exercise.sizes)) {
    for (let size = least; size < sizes[name]; size++) {
      const smaller = {...sizes, [name]: size};
      const found = draws.map((_, draw) => fails(input(exercise, smaller, draw, start.seed))).find(Boolean);
      if (!found) continue;
      smallest = found;
      sizes = smaller;
    }
  }
  for (let again = true; again; ) {
    again = false;
    for (const args of simpler(smallest.args)) {
      const found = fails(args);
      if (!found) continue;
      smallest = found;
      again = true;
      break;
    }
  }
  return smallest;
}

/** The typical wrong answer that agrees with the reader's on every input. */
function slip(exercise: Exercise, f: Answer, inputs: readonly Case[]) {
  const all = inputs.map(({sizes, draw, seed}) => {
    const args = input(exercise, sizes, draw, seed);
    return {args, result: run(exercise, f, args)};
  });
  return exercise.slips.find(({as}) => all.every(({args, result}) => alike(run(exercise, as, args), result)));
}

function alike(a: Result, b: Result): boolean {
  if (a.error !== undefined || b.error !== undefined)
    return (a.error === undefined) === (b.error === undefined);
  if (shapeOf(b.given) && shapeOf(a.given)) return !faultOf(a, b.given as Value);
  return JSON.stringify(a.given) === JSON.stringify(b.given);
}
