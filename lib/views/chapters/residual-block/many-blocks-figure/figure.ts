import {namesOf, type Values} from "../../../../lesson/parameters.js";
import {curves, moveRule, type Point} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {percent, significant, superscript, tick} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {
  type Chain,
  chains,
  difference,
  type Matrix,
  magnitude,
  pathSums,
  plus,
  products,
  ways
} from "../model/jacobians.js";
import {manyBlocksParameters, mostBlocks} from "../parameters.js";
import {t} from "./texts.js";

const parameters = namesOf(manyBlocksParameters);

/** Below this a curve leaves the chart: the smallest size that a reader will want to tell from nothing. */
const floor = 1e-12;

const height = 260;

/** Plain and residual blocks in a row: how the gradient fares over up to a hundred, and along which paths it runs. */
export function manyBlocks(state: State<typeof manyBlocksParameters>): HTMLElement {
  const check = html("p.hint");
  const measure = measuring();
  let current = measure(state.values);
  let paths: {readonly sums: readonly Matrix[]; readonly sizes: readonly number[]};
  // Plot is half of what the page would load: it comes when a chart comes into view.
  const growth = plotted(
    width => {
      const points = (sizes: readonly number[]): Point[] =>
        sizes.flatMap((y, x) => (x > 0 && y >= floor ? [{x, y}] : []));
      const all = [...current.residual.sizes, ...current.plain.sizes].filter(v => v >= floor);
      return curves(
        [
          {label: t.residual, colour: "--residual", points: points(current.residual.sizes)},
          {label: t.plain, colour: "--plain", points: points(current.plain.sizes)}
        ],
        {
          width,
          height,
          x: {label: `${t.blocks} →`, domain: [1, mostBlocks], ticks: [1, 20, 40, 60, 80, 100]},
          y: {
            label: t.size,
            log: true,
            domain: [Math.min(...all), Math.max(...all)],
            format: tick
          },
          levels: [{y: 1, label: ""}],
          rule: state.values.k,
          description: t.growth
        }
      );
    },
    {height}
  );
  const lengths = plotted(
    width => {
      const {k} = state.values;
      const total = paths.sizes.reduce((sum, v) => sum + v, 0) || 1;
      const shares = paths.sizes.map((v, x) => [v / total, ways(k, x) / 2 ** k]);
      return curves(
        [
          {
            label: t.gradient,
            colour: "--grad",
            points: shares.map(([gradient], x) => ({x, y: gradient})),
            dots: k <= 30
          },
          {
            label: t.count,
            colour: "--plain",
            points: shares.map(([, count], x) => ({x, y: count})),
            dots: k <= 30
          }
        ],
        {
          width,
          height,
          x: {label: `${t.length} →`, domain: [0, k], ticks: Math.min(k, 5)},
          y: {label: t.share, domain: [0, Math.max(...shares.flat())], format: v => percent(v, 0)},
          description: t.lengths
        }
      );
    },
    {height}
  );
  let settings = "";
  let said = "";
  state.follow(values => {
    const next = `${values.gain},${values.chainSeed}`;
    const another = next !== settings;
    if (another && settings) current = measure(values);
    settings = next;
    const {k} = values;
    const {blocks, measured} = current.residual.chain;
    const sums = pathSums(blocks.slice(0, k));
    paths = {sums, sizes: sums.map(magnitude)};
    const product = current.residual.products[k];
    check.textContent = t.check(
      k,
      `2${superscript(k)}`,
      significant(difference(product, measured(k)), 1),
      significant(difference(product, sums.reduce(plus)), 1)
    );
    said = t.says(
      k,
      significant(current.residual.sizes[k]),
      significant(current.plain.sizes[k]),
      String(Math.floor(k / 2)),
      String(paths.sizes.indexOf(Math.max(...paths.sizes)))
    );
    if (another) growth.redraw();
    else moveRule(growth, k, t.growth);
    lengths.redraw();
  }, parameters);
  const chart = (title: string, drawing: Node) => html("section.aside", html("h4", title), drawing);
  return figure({
    id: "many-blocks-figure",
    title: t.title,
    state,
    parameters,
    controls: [
      slider(state, "k", t.k),
      slider(state, "gain", t.gain, {format: t.times}),
      slider(state, "chainSeed", t.seed)
    ],
    body: html(
      "div",
      html("div.asides", chart(t.growth, growth.element), chart(t.lengths, lengths.element)),
      check
    ),
    caption: t.caption,
    describe: () => said,
    data() {
      const {k} = state.values;
      const total = paths.sizes.reduce((sum, v) => sum + v, 0) || 1;
      const row = (quantity: string, at: number, value: number) => ({
        quantity,
        "blocks, or blocks passed": at,
        value
      });
      return [
        ...(["residual", "plain"] as const).flatMap(kind =>
          current[kind].sizes.map((size, blocks) => row(`size of the Jacobian, ${kind}`, blocks, size))
        ),
        ...paths.sizes.flatMap((size, passed) => [
          row("paths in %", passed, inPercent(ways(k, passed) / 2 ** k)),
          row("gradient in %", passed, inPercent(size / total))
        ])
      ];
    }
  });
}

interface Measured {
  readonly chain: Chain;
  readonly products: readonly Matrix[];
  /** The size of the Jacobian of the first k blocks. */
  readonly sizes: readonly number[];
}

type Measure = (values: Values<typeof manyBlocksParameters>) => {
  readonly [K in "plain" | "residual"]: Measured;
};

function measuring(): Measure {
  const [plain, residual] = [chains("plain"), chains("residual")];
  const of = (chain: Chain) => {
    const all = products(chain.blocks);
    return {chain, products: all, sizes: all.map(magnitude)};
  };
  return ({gain, chainSeed}) => ({
    plain: of(plain(gain, chainSeed)),
    residual: of(residual(gain, chainSeed))
  });
}
