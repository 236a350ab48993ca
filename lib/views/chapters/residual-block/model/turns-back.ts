// "Your turn" on the way back: what a reader is asked, and the wrong answers that many give. What is right comes out of the
// library; a slip is the same way with one thing done wrong.
import {block, dense, elements, relu, residual} from "../../../../index.js";
import {sendBack} from "./gradients.js";
import {type BlockNumbers, compute, plansOf} from "./numbers.js";
import type {Solutions, Turn} from "./turns.js";

/** A block's numbers, and the gradient that arrives at its output. */
export interface BackNumbers extends BlockNumbers {
  readonly g: readonly number[];
}

const slips = ["shortcut", "main", "column", "cut", "gate", "lastGate", "unweighted", "sign"] as const;

/** A wrong answer that many give. */
export type BackSlip = (typeof slips)[number];

const plans = plansOf(n => block("l", residual(dense(n), relu, dense(n))));

/** What each of the two ReLUs met on the way forward: where it was positive, a gradient comes back. */
export function gates(numbers: BackNumbers) {
  const p = compute(plans(numbers.n), numbers);
  const [first, last] = ["z[l+1]", "z[l+2]+a[l]"].map(name => [...elements(p.value(name))]);
  return {first, last};
}

/** One number, then two, then the whole way back. */
export function turns({n}: {readonly n: number}): readonly Turn[] {
  const first = (key: string) => ({key, unit: 0});
  const never = Number.POSITIVE_INFINITY;
  return [
    {blanks: [first("da[l+1]")], hidden: 3, after: 4},
    {blanks: [first("da[l] main"), first("da[l]")], hidden: 5, after: never},
    {blanks: Array.from({length: n}, (_, unit) => ({key: "da[l]", unit})), hidden: 1, after: never}
  ];
}

/** The gradients that blanks may ask for, with one thing done wrong, or none. */
export function wayBack(
  {n, g, w1, w2}: BackNumbers,
  {first, last}: ReturnType<typeof gates>,
  slip?: BackSlip
) {
  const gate = (x: readonly number[], z: readonly number[], leftOut: BackSlip) => {
    if (slip === leftOut) return x;
    return slip === "cut" ? x.map(v => Math.max(0, v)) : x.map((v, i) => (z[i] > 0 ? v : 0));
  };
  const through = (w: readonly number[], x: readonly number[]) => {
    if (slip === "unweighted") return x;
    return x.map((_, j) =>
      x.reduce((sum, v, i) => sum + v * w[slip === "column" ? j * n + i : i * n + j], 0)
    );
  };
  const sum = gate(g, last, "lastGate");
  const a1 = through(w2, sum);
  const main = through(w1, gate(a1, first, "gate"));
  const total = sum.map((v, i) => (slip === "shortcut" ? 0 : v) + (slip === "main" ? 0 : main[i]));
  return {"da[l+1]": a1, "da[l] main": main, "da[l]": total} as {readonly [key: string]: readonly number[]};
}

/** The values of all blanks, and those that each slip gives, the likelier ones first. */
export function solutions(numbers: BackNumbers, {blanks}: Turn): Solutions<BackSlip> {
  const met = gates(numbers);
  const p = plans(numbers.n);
  const {total, main} = sendBack(p, numbers, numbers.g);
  const gradients: {readonly [key: string]: typeof total} = {
    "da[l+1]": p.gradient("a[l+1]"),
    "da[l] main": main,
    "da[l]": total
  };
  const right = blanks.map(({key, unit}) => gradients[key].get(0, unit));
  const given = (slip: BackSlip) => {
    if (slip === "sign") return right.map(v => -v);
    const wrong = wayBack(numbers, met, slip);
    return blanks.map(({key, unit}) => wrong[key][unit]);
  };
  return {right, slips: slips.map(slip => [slip, given(slip)] as const)};
}
