import {elements, type Plan} from "../../../../index.js";

/** dW = dz aᵀ: a row for each output and a column for each input, as the course writes W. */
export interface OuterProduct {
  readonly of: "W[l+1]" | "W[l+2]";
  readonly dz: readonly number[];
  readonly a: readonly number[];
  readonly product: readonly (readonly number[])[];
}

/** The gradients of both layers' weights after a backward pass, with the two vectors that each is made of. */
export function outerProducts(p: Plan): OuterProduct[] {
  const layers = [
    {of: "W[l+2]", z: "z[l+2]", a: "a[l+1]"},
    {of: "W[l+1]", z: "z[l+1]", a: "a[l]"}
  ] as const;
  return layers.map(({of, z, a}) => {
    const [dz, from, dW] = [[...elements(p.gradient(z))], [...elements(p.value(a))], p.gradient(of)];
    return {of, dz, a: from, product: dz.map((_, row) => from.map((_, column) => dW.get(column, row)))};
  });
}
