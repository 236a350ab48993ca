// Numbers that figures show as rows of a table, for those who take them along.
import {elements, type Tensor} from "../../index.js";
import {type Row, shortest} from "../../lesson/csv.js";

/** An array with the names of its axes; a batch of one before them is left out. */
export type Named = readonly [name: string, values: Tensor, axes: readonly string[]];

/** The elements of arrays, a row each: the array's name, the element's place on each axis counted from 1, the number. */
export function arrayRows(arrays: readonly Named[]): Row[] {
  const columns = [...new Set(arrays.flatMap(([, , axes]) => axes))];
  return arrays.flatMap(([array, values, axes]) => {
    const sides = values.shape.slice(values.shape.length - axes.length);
    const place = (i: number, axis: number) => {
      const inner = sides.slice(axis + 1).reduce((a, b) => a * b, 1);
      return (Math.floor(i / inner) % sides[axis]) + 1;
    };
    return Array.from(elements(values), (value, i) => ({
      array,
      ...Object.fromEntries(columns.map(c => [c, axes.includes(c) ? place(i, axes.indexOf(c)) : ""])),
      value: shortest(value)
    }));
  });
}

/** A share in per cent, without the noise of a double's last digits; NaN for what JSON could not hold. */
export const inPercent = (share: number): number =>
  Number.isFinite(share) ? Number((100 * share).toPrecision(12)) : Number.NaN;
