import {sum} from "d3-array";
import type {Row} from "../../../../lesson/csv.js";
import {percent, significant, superscript, tick} from "../../../../lesson/numbers.js";
import {namesOf, type Values} from "../../../../lesson/parameters.js";
import {type Curves, curves, moveRule, type Point, plotted} from "../../../drawing/curves.js";
import {figure} from "../../../figure/figure.js";
import {type Measured as Found, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {afterFrame} from "../../../kit/frames.js";
import {changes} from "../../../kit/memo.js";
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
import {reached} from "./goal.js";
import {t} from "./texts.js";

const parameters = namesOf(manyBlocksParameters);

/** Below this a curve leaves the chart: the smallest size that a reader will want to tell from nothing. */
const floor = 1e-12;

const height = 260;
/** Beside one another the charts are narrow: the names of their curves stand above them. */
const room = {height: height + 18};

/** Plain and residual blocks in a row: how the gradient fares over up to a hundred, and along which paths it runs. */
export function manyBlocks(state: State<typeof manyBlocksParameters>): HTMLElement {
  const measure = measuring();
  let measured = measure(state.values);
  let measuredGain = state.values.gain;
  let paths: Paths;
  const growth = plotted(width => growthChart(measured, {width, k: state.values.k}), room);
  const lengths = plotted(width => lengthsChart(paths, width), room);
  const check = html("p.hint");
  const showPaths = () => {
    paths = pathsThrough(measured.residual.chain, state.values.k);
    check.textContent = checked(measured.residual, paths);
    lengths.redraw();
  };
  state.follow(
    ({k}) => {
      moveRule(growth, k, t.growth);
      showPaths();
    },
    ["k"]
  );
  const later = afterFrame();
  const remeasured = changes();
  remeasured(state.values.gain, state.values.chainSeed);
  state.follow(
    ({gain, chainSeed}) => {
      // Two chains of a hundred blocks do not fit into a frame.
      if (remeasured(gain, chainSeed))
        later(() => {
          measured = measure(state.values);
          measuredGain = state.values.gain;
          growth.redraw();
          showPaths();
        });
    },
    ["gain", "chainSeed"]
  );
  const chart = (title: string, drawing: Node) => html("section.aside", html("h4", title), drawing);
  const asked = prediction({
    id: "many-blocks-figure",
    parameters,
    ...t.predict,
    shows: () => state.set({gain: 1}),
    measured: () => (state.values.gain === measuredGain ? fates(measured, state.values) : undefined)
  });
  return figure({
    id: "many-blocks-figure",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [
      slider(state, "k", t.k),
      slider(state, "gain", t.gain, {format: t.times}),
      slider(state, "chainSeed", t.seed)
    ],
    body: asked.cover(
      html("div.asides", chart(t.growth, growth.element), chart(t.lengths, lengths.element)),
      check
    ),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(state.values.k, measured.residual.sizes)},
    describe({k}) {
      const [residual, plain] = [measured.residual, measured.plain].map(({sizes}) => significant(sizes[k]));
      const {sizes} = paths;
      return t.says(k, residual, plain, String(Math.floor(k / 2)), String(sizes.indexOf(Math.max(...sizes))));
    },
    networks: () =>
      (["residual", "plain"] as const).map(kind => ({
        name: t[kind],
        plan: () => measured[kind].chain.network
      })),
    data: () => [
      ...(["residual", "plain"] as const).flatMap(kind =>
        measured[kind].sizes.map((size, blocks) => row(`size of the Jacobian, ${kind}`, blocks, size))
      ),
      ...paths.shares.flatMap(({count, gradient}, passed) => [
        row("paths in %", passed, inPercent(count)),
        row("gradient in %", passed, inPercent(gradient))
      ])
    ]
  });
}

/** What becomes of the two Jacobians over k blocks: more than tenfold is growing, less than a tenth vanishing. */
function fates(
  {plain, residual}: Both,
  {k, gain}: Values<typeof manyBlocksParameters>
): Found<keyof typeof t.predict.choices> {
  const fate = (size: number) => (size > 10 ? "grows" : size < 0.1 ? "vanishes" : "keeps");
  const [p, r] = [plain.sizes[k], residual.sizes[k]];
  const answers: {readonly [fates: string]: keyof typeof t.predict.choices} = {
    "vanishes keeps": "keeps",
    "keeps keeps": "keep",
    "vanishes grows": "grows",
    "grows grows": "grow"
  };
  return {
    answer: answers[`${fate(p)} ${fate(r)}`] ?? "other",
    says: t.sizes(t.times(gain), k, significant(r), significant(p))
  };
}

const row = (quantity: string, at: number, value: number): Row => ({
  quantity,
  "blocks or blocks passed": at,
  value
});

/** The paths through the first k blocks, by how many blocks they pass. */
function pathsThrough({blocks}: Chain, k: number) {
  const sums = pathSums(blocks.slice(0, k));
  const sizes = sums.map(magnitude);
  const total = sum(sizes) || 1;
  return {
    k,
    sums,
    sizes,
    /** Which share of all paths they are, and which share of the gradient they carry. */
    shares: sizes.map((size, passed) => ({count: ways(k, passed) / 2 ** k, gradient: size / total}))
  };
}
type Paths = ReturnType<typeof pathsThrough>;

/** The Jacobian of the first k blocks three times: measured, as a product, as a sum over paths. */
function checked({chain, products}: Measured, {k, sums}: Paths): string {
  return t.check(
    k,
    `2${superscript(k)}`,
    significant(difference(products[k], chain.measured(k)), 1),
    significant(difference(products[k], sums.reduce(plus)), 1)
  );
}

function growthChart(
  {residual, plain}: Both,
  {width, k}: {readonly width: number; readonly k: number}
): Curves {
  const points = (sizes: readonly number[]): Point[] =>
    sizes.flatMap((y, x) => (x > 0 && y >= floor ? [{x, y}] : []));
  const sizes = [...residual.sizes, ...plain.sizes].filter(v => v >= floor);
  return curves(
    [
      {label: t.residual, colour: "--residual", points: points(residual.sizes)},
      {label: t.plain, colour: "--plain", points: points(plain.sizes)}
    ],
    {
      ...{width, height},
      x: {label: t.blocks, domain: [1, mostBlocks], ticks: [1, 20, 40, 60, 80, 100]},
      y: {label: t.size, log: true, domain: [Math.min(...sizes), Math.max(...sizes)], format: tick},
      levels: [{y: 1, label: ""}],
      rule: k,
      description: t.growth
    }
  );
}

function lengthsChart({k, shares}: Paths, width: number): Curves {
  const most = Math.max(...shares.flatMap(({count, gradient}) => [count, gradient]));
  const line = (which: "count" | "gradient", colour: string) => ({
    label: t[which],
    colour,
    points: shares.map((share, x) => ({x, y: share[which]})),
    dots: k <= 30
  });
  return curves([line("gradient", "--grad"), line("count", "--plain")], {
    ...{width, height},
    x: {label: t.length, domain: [0, k], ticks: Math.min(k, 5)},
    y: {label: t.share, domain: [0, most], format: v => percent(v, 0)},
    description: t.lengths
  });
}

interface Measured {
  readonly chain: Chain;
  readonly products: readonly Matrix[];
  /** The size of the Jacobian of the first k blocks. */
  readonly sizes: readonly number[];
}

type Both = {readonly [K in "plain" | "residual"]: Measured};
function measuring(): (values: Values<typeof manyBlocksParameters>) => Both {
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
