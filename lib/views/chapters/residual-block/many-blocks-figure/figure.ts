import {integer, namesOf, real, type Values} from "../../../../lesson/parameters.js";
import {curves, moveRule, type Point} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {percent, significant, superscript, tick} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {texts} from "../../../kit/texts.js";
import {
  type Chain,
  chains,
  difference,
  type Matrix,
  magnitude,
  most,
  pathSums,
  plus,
  products,
  ways
} from "../model/jacobians.js";

const t = texts({
  en: {
    title: "Many blocks in a row",
    k: "blocks",
    gain: "size of the weights",
    times: (v: number) => `${v} × He’s`,
    seed: "seed",
    growth: "How large the Jacobian of k blocks is",
    size: "size of the Jacobian",
    blocks: "blocks",
    residual: "residual",
    plain: "plain",
    lengths: "The paths through the residual blocks, by length",
    length: "blocks in which a path takes the main path",
    share: "share",
    count: "of the paths",
    gradient: "of the gradient",
    check: (k: number, ways: string, product: string, sum: string) =>
      `Measured through ${k === 1 ? "the one block" : `all ${k} blocks`} at once, and multiplied together block by block: the Jacobians differ by at most ${product} of the largest entry. The sum over all ${ways} paths differs from the product by ${sum}.`,
    says: (k: number, residual: string, plain: string, longest: string, most: string) =>
      `After ${k} blocks the Jacobian of the residual network has size ${residual}, that of the plain network ${plain}. Most paths have length ${longest}; the largest share of the gradient runs along paths of length ${most}.`,
    caption:
      "Left: 1 means that a small change of the input comes out as large as it went in; the upright line marks the number of blocks chosen. Right: of the 2ᵏ paths, most take the main path in about half of the blocks; which ones carry the gradient depends on the size of the weights. Blocks of 6 units, no normalisation, biases 0."
  },
  zh: {
    title: "许多块接成一串",
    k: "块数",
    gain: "权重大小",
    times: v => `He 初始化的 ${v} 倍`,
    seed: "种子",
    growth: "k 个块的雅可比矩阵有多大",
    size: "雅可比矩阵的大小",
    blocks: "块数",
    residual: "残差",
    plain: "普通",
    lengths: "穿过残差块的路径，按长度分",
    length: "路径走主路径的块数",
    share: "占比",
    count: "占路径数",
    gradient: "占梯度",
    check: (k, ways, product, sum) =>
      `一次穿过全部 ${k} 个块实测的雅可比矩阵，与逐块相乘得到的，最多相差最大元素的 ${product}。对全部 ${ways} 条路径求和，与乘积相差 ${sum}。`,
    says: (k, residual, plain, longest, most) =>
      `经过 ${k} 个块，残差网络的雅可比矩阵大小为 ${residual}，普通网络的为 ${plain}。路径以长度 ${longest} 的最多；梯度中占比最大的，走的是长度 ${most} 的路径。`,
    caption:
      "左图：1 表示输入的微小变化，出来时与进去时一样大；竖线标出所选的块数。右图：2ᵏ 条路径里，多数在大约一半的块中走主路径；梯度由哪些路径传递，取决于权重的大小。每块 6 个单元，没有归一化，偏置为 0。"
  }
});

export const manyBlocksParameters = {
  k: integer({min: 1, max: most, value: 20}),
  gain: real({min: 0.1, max: 1.2, step: 0.1, value: 0.5}),
  chainSeed: integer({min: 1, max: 99, value: 1})
};

const own = namesOf(manyBlocksParameters);

/** Below this a curve leaves the chart: the smallest size that a reader will want to tell from nothing. */
const floor = 1e-12;

const height = 260;

/** Plain and residual blocks in a row: how the gradient fares over up to a hundred, and along which paths it runs. */
export function manyBlocks(state: State<typeof manyBlocksParameters>): HTMLElement {
  const check = html("p", {class: "hint"});
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
          x: {label: `${t.blocks} →`, domain: [1, most], ticks: [1, 20, 40, 60, 80, 100]},
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
  }, own);
  const chart = (title: string, drawing: Node) =>
    html("section", {class: "aside"}, html("h4", {}, title), drawing);
  return figure({
    id: "many-blocks-figure",
    title: t.title,
    state,
    parameters: own,
    controls: [
      slider(state, "k", t.k),
      slider(state, "gain", t.gain, {format: t.times}),
      slider(state, "chainSeed", t.seed)
    ],
    body: html(
      "div",
      {},
      html("div", {class: "asides"}, chart(t.growth, growth.element), chart(t.lengths, lengths.element)),
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
