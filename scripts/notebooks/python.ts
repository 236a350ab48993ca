// Python source made from the library's numbers.
import {shortest} from "../../lib/lesson/csv.js";
import {toArrays} from "../../lib/lesson/exercises/values.js";
import {elements, type Tensor} from "../../lib/tensor/index.js";

/** Tensors of so many numbers can be read. */
const few = 48;

/** A tensor as a Python expression: a few numbers as such, many for the notebook's helper `tensor`. */
export function packed(x: Tensor): string {
  if (x.size <= few) return listed(toArrays(x));
  const data = Buffer.from(Float32Array.from(elements(x)).buffer).toString("base64");
  return `tensor([${x.shape.join(", ")}], "${data}")`;
}

/** Numbers in lists, each with the fewest digits that make it the same 32-bit number. */
export const listed = (values: unknown): string => {
  const text = JSON.stringify(values, (_, v) => (typeof v === "number" ? shortest(v) : v));
  return `torch.tensor(${text.replaceAll(",", ", ")}, dtype=torch.float32)`;
};
