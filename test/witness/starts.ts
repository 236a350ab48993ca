// The second witness: what each way to begin must look like. Says what is wrong, or nothing.
import type {Start} from "./operations.js";

type Weight = {shape: readonly number[]; v: ArrayLike<number>};

export function wrongStart(weight: Weight, start: Start): string | undefined {
  const v = Array.from(weight.v);
  if (typeof start === "number") return v.every(x => x === start) ? undefined : `not all ${start}`;
  const [inputs, units] = weight.shape.slice(-2);
  const field = v.length / (inputs * units);
  if (start === "he") return wrongNormal(v, 2 / (field * inputs));
  if (start === "xavier") return wrongNormal(v, 2 / (field * inputs + field * units));

  // The others are matrices at the centre of a kernel, and 0 around it.
  const [tall, wide] = weight.shape.length === 4 ? weight.shape : [1, 1];
  const from = ((((tall - 1) >> 1) * wide + ((wide - 1) >> 1)) * v.length) / field;
  const centre = v.slice(from, from + inputs * units);
  if (v.some((x, i) => x !== 0 && (i < from || i >= from + inputs * units))) return "not 0 around the centre";
  const m = (i: number, j: number) => centre[i * units + j];
  if (start === "identity")
    return centre.every((x, i) => x === (Math.floor(i / units) === i % units ? 1 : 0))
      ? undefined
      : "not the identity";
  if (start === "orthogonal") return wrongOrthogonal(m, inputs, units);
  // Looks linear: rows and columns in mirrored pairs, so that [v, −v] goes to [Mv, −Mv].
  const rows = start === "looks-linear first" ? inputs : inputs / 2;
  const columns = start === "looks-linear last" ? units : units / 2;
  for (let i = 0; i < inputs; i++)
    for (let j = 0; j < units; j++) {
      const sign = i < rows === j < columns ? 1 : -1;
      if (m(i, j) !== sign * m(i % rows, j % columns)) return `not mirrored at ${i},${j}`;
    }
  return wrongOrthogonal(m, rows, columns);
}

/** Mean 0, this variance, and the fourth moment of a normal distribution: each within five standard errors. */
function wrongNormal(v: number[], variance: number): string | undefined {
  const n = v.length;
  const moment = (k: number) => v.reduce((s, x) => s + x ** k, 0) / n / variance ** (k / 2);
  const off = [
    [moment(1), 0, 1],
    [moment(2), 1, 2],
    [moment(3), 0, 15],
    [moment(4), 3, 96]
  ].findIndex(([found, expected, spread]) => Math.abs(found - expected) > 5 * Math.sqrt(spread / n));
  if (off >= 0 && n >= 30)
    return `moment ${off + 1} is ${moment(off + 1)} times that of variance ${variance}`;
  return new Set(v).size < n ? "two numbers are the same" : undefined;
}

/** Rows, or columns if they are fewer, of length 1 and at right angles; as many signs of each kind as by chance. */
function wrongOrthogonal(
  m: (i: number, j: number) => number,
  rows: number,
  columns: number
): string | undefined {
  const [few, many] = [Math.min(rows, columns), Math.max(rows, columns)];
  const at = (i: number, k: number) => (rows <= columns ? m(i, k) : m(k, i));
  let sum = 0;
  for (let i = 0; i < few; i++)
    for (let j = 0; j <= i; j++) {
      let dot = 0;
      for (let k = 0; k < many; k++) dot += at(i, k) * at(j, k);
      if (Math.abs(dot - (i === j ? 1 : 0)) > 1e-5) return `rows ${i} and ${j}: ${dot}`;
    }
  for (let i = 0; i < few; i++) for (let k = 0; k < many; k++) sum += at(i, k);
  return Math.abs(sum) > 5 * Math.sqrt(few) ? `sum of all ${sum}` : undefined;
}
