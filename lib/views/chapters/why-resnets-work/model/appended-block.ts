// The numbers of figure 3: a network, what it puts out, and what two more layers make of that. No DOM.
import {
  dense,
  flat,
  type Layer,
  normal,
  type Plan,
  plan,
  random,
  relu,
  sequential
} from "../../../../index.js";
import {choice, integer, numbers, toggle, type Values} from "../../../../lesson/parameters.js";

export const units = 3;

/** What the reader can change. */
export const appendedParameters = {
  x: numbers({length: 2, min: -3, max: 3, value: [1.5, -1]}),
  lastlayer: choice(["relu", "linear"], "relu"),
  zerow: toggle(false),
  zerob: toggle(false),
  arc: toggle(true),
  firstweights: integer({min: 1, max: 99, value: 1})
};

export type AppendedValues = Values<typeof appendedParameters>;

/** The vectors along the way, each of `units` numbers; `product` is W[l+2] a[l+1]. */
export interface Appended {
  readonly a: readonly number[];
  readonly hidden: readonly number[];
  readonly product: readonly number[];
  readonly bias: readonly number[];
  readonly z: readonly number[];
  readonly out: readonly number[];
  /** Whether the block hands on exactly what it was given. */
  readonly same: boolean;
  readonly block: Plan;
}

export type Blocks = {readonly shortcut: () => Layer; readonly plain: () => Layer};

/** A network of three layers over two inputs: the last one with ReLU or without. Its a[l] serves as input of the block. */
function bigNetwork({x, lastlayer}: AppendedValues): Float32Array {
  const last = lastlayer === "relu" ? [relu] : [];
  const big = plan(sequential(dense(8), relu, dense(8), relu, dense(units), ...last), {
    input: [1, 2],
    seed: 12
  });
  big.feed([...x]);
  big.forward();
  return flat(big.output);
}

/** Computes everything with the blocks that the page's cell defines. */
export function compute(blocks: Blocks, values: AppendedValues): Appended {
  const a = bigNetwork(values);
  const p = plan((values.arc ? blocks.shortcut : blocks.plain)(), {input: [1, units], seed: 5});
  flat(p.value("W[l+1]")).set(flat(normal([units, units], random(values.firstweights), 0.8)));
  const w = flat(p.value("W[l+2]"));
  const b = flat(p.value("b[l+2]"));
  b.set([0.5, -0.4, 0.3]);
  if (values.zerow) w.fill(0);
  if (values.zerob) b.fill(0);
  p.feed(a);
  p.forward();
  const vector = (name: string) => [...flat(p.value(name))];
  const z = vector("z[l+2]");
  const product = z.map((_, i) =>
    p.explain("z[l+2]", [0, i]).terms.reduce((sum, {product}) => sum + product, 0)
  );
  const out = [...flat(p.output)];
  return {
    a: [...a],
    hidden: vector("a[l+1]"),
    product,
    bias: [...b],
    z,
    out,
    same: out.every((v, i) => v === a[i]),
    block: p
  };
}
