// "Your turn": what a reader is asked of a block's numbers, and the wrong answers that many give. All of it is computed by
// the library, from the numbers that the figure shows.
import {block, dense, type Layer, type Plan, plain, relu, residual, residualWith} from "../../../../index.js";
import {type BlockNumbers, compute, plansOf} from "./numbers.js";

/** One number that is asked for. */
export interface Blank {
  readonly key: string;
  readonly unit: number;
}

/** What is right for all blanks of a turn, and what each wrong answer that many give makes of them. */
export interface Solutions<S extends string> {
  readonly right: readonly number[];
  readonly slips: readonly (readonly [slip: S, values: readonly number[]])[];
}

/** A block's numbers, and whether it has its shortcut. */
export interface ForwardNumbers extends BlockNumbers {
  readonly shortcut: boolean;
}

/** A wrong answer that many give. */
export type Slip = "bias" | "shortcut" | "after" | "uncut" | "first" | "sign";

/** What is asked at once: the blanks, and the step of the walk from which on nothing stands in the drawing. */
export interface Turn {
  readonly blanks: readonly Blank[];
  readonly hidden: number;
  /** From which step on nothing stands there once the blanks are filled. */
  readonly after: number;
}

/** One number, then two, then the whole block. */
export function turns({n, shortcut}: {readonly n: number; readonly shortcut: boolean}): readonly Turn[] {
  const out = Array.from({length: n}, (_, unit) => ({key: "a[l+2]", unit}));
  const first = (key: string) => ({key, unit: 0});
  const never = Number.POSITIVE_INFINITY;
  return [
    {blanks: [first("z[l+1]")], hidden: 1, after: 2},
    {
      blanks: [first("z[l+2]"), first(shortcut ? "z[l+2]+a[l]" : "a[l+2]")],
      hidden: 3,
      after: shortcut ? 5 : never
    },
    {blanks: out, hidden: 1, after: never}
  ];
}

const blocksOf = (body: (n: number) => Layer) => plansOf(n => block("l", body(n)));
const ofBlock = {
  residual: blocksOf(n => residual(dense(n), relu, dense(n))),
  plain: blocksOf(n => plain(dense(n), relu, dense(n))),
  after: blocksOf(n => residualWith({join: "after"}, dense(n), relu, dense(n))),
  first: blocksOf(n => residual(dense(n), dense(n))),
  plainFirst: blocksOf(n => plain(dense(n), dense(n)))
};

/** The values of all blanks, and those that each slip gives, the likelier ones first. */
export function solutions(numbers: ForwardNumbers, {blanks}: Turn): Solutions<Slip> {
  const {shortcut} = numbers;
  const read = (p: Plan, keys: readonly string[] = blanks.map(({key}) => key)) =>
    blanks.map(({unit}, i) => p.value(keys[i]).get(0, unit));
  const run = (kind: keyof typeof ofBlock, changes: Partial<BlockNumbers> = {}) =>
    compute(ofBlock[kind](numbers.n), {...numbers, ...changes});
  const own = shortcut ? "residual" : "plain";
  const none = numbers.b1.map(() => 0);
  /** The same blanks, with other arrays in the place of some. */
  const instead = (others: {readonly [key: string]: string}) => blanks.map(({key}) => others[key] ?? key);
  const right = read(run(own));
  const without = {
    bias1: read(run(own, {b1: none})),
    bias2: read(run(own, {b2: none})),
    biases: read(run(own, {b1: none, b2: none}))
  };
  const slips: [Slip, readonly number[]][] = [["bias", without.bias2]];
  if (shortcut) {
    slips.push(["shortcut", read(run("plain"), instead({"z[l+2]+a[l]": "z[l+2]"}))]);
    slips.push(["after", read(run("after"), instead({"z[l+2]+a[l]": "a[l+2]"}))]);
  }
  slips.push(["uncut", read(run(own), instead({"a[l+2]": shortcut ? "z[l+2]+a[l]" : "z[l+2]"}))]);
  slips.push(["first", read(run(shortcut ? "first" : "plainFirst"))]);
  slips.push(["bias", without.bias1], ["bias", without.biases], ["sign", right.map(v => -v)]);
  return {right, slips};
}

/** Two decimals are enough. */
export const agree = (given: number, value: number): boolean => Math.abs(given - value) <= 0.005 + 1e-6;

/** The slip that explains a wrong number, if one does. */
export function slipOf<S extends string>(
  given: number,
  at: number,
  {right, slips}: Solutions<S>
): S | undefined {
  return slips.find(([, values]) => agree(given, values[at]) && !agree(values[at], right[at]))?.[0];
}
