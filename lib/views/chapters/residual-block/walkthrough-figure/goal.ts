import {elements, type Plan} from "../../../../index.js";

/** A residual block hands on its input, which is not all zeroes, although its last weights are not all zeroes. */
export function reached(p: Plan, shortcut: boolean): boolean {
  const [a, weights, out] = ["a[l]", "W[l+2]", "a[l+2]"].map(name => [...elements(p.value(name))]);
  const some = (list: readonly number[]) => list.some(v => v !== 0);
  return shortcut && some(a) && some(weights) && a.every((v, i) => v === out[i]);
}
