// What the blocks of trained networks do: what becomes of the error when their layers are taken, or their arcs.
import {max, median, min, sum} from "d3-array";
import type {BlocksRecord, Way} from "../../../../experiments/blocks.js";
import type {Weights} from "../../../../experiments/network.js";
import type {StochasticRecord} from "../../../../experiments/stochastic.js";
import type {TrainingResult} from "../../../../experiments/training.js";
import type {Row} from "../../../../lesson/csv.js";
import {fixed, percent, significant} from "../../../../lesson/numbers.js";
import {random, shuffle} from "../../../../tensor/random.js";
import {pageWorkers} from "../../../../worker/client.js";
import {type Curves, curves, type Point, plotted} from "../../../drawing/curves.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {retrained} from "../../../figure/networks.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {button, options} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {newest} from "../../../kit/newest.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {blockRow, type Left} from "../block-row.js";
import {names} from "../names.js";
import type {blocksParameters} from "../parameters.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

/** What the data loader computed; without the weights. */
interface StoredBlocks {
  readonly ratios: readonly {readonly depth: number; readonly ratios: readonly number[]}[];
  readonly networks: readonly (readonly BlocksRecord[])[];
  /** Networks of 56 layers on digits, with all their branches in training, and with each in half of the steps. */
  readonly stochastic: readonly Omit<StochasticRecord, "loss">[];
}

type Of<T extends BlocksRecord["type"]> = Extract<BlocksRecord, {type: T}>;

const ofType = <T extends BlocksRecord["type"]>(records: readonly BlocksRecord[], type: T) =>
  records.filter((r): r is Of<T> => r.type === type);

export function blocks(state: State<typeof blocksParameters>, stored: StoredBlocks): HTMLElement {
  const [residual, plain] = stored.networks;
  const told = () => tellShown(element);
  const strips = [strip(state, "leftResidual", residual, told), strip(state, "leftPlain", plain, told)];
  const parameters = ["blockAct", "leftResidual", "leftPlain"] as const;
  const asked = prediction({
    id: "blocks",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => losses(residual)
  });
  const element: HTMLElement = figure({
    id: "blocks",
    prediction: asked,
    title: t.title,
    state,
    parameters,
    controls: [
      options(state, "blockAct", t.act, t.acts),
      button(t.random, () => strips[0].thin()),
      button(t.whole, () => state.reset(["leftResidual", "leftPlain"]))
    ],
    body: asked.cover(
      ...strips.map(s => s.element),
      oneTaken(residual),
      html("details", html("summary", t.more), html("div.trio", ...charts(stored, residual)))
    ),
    caption: t.caption,
    hint: html("span", t.hint, names.gap, meanLengths(residual)),
    describe: () => t.describe(strips[0].say(), strips[1].say()),
    goal: {...t.goal, reached: () => reached(strips[0].now())},
    networks: () =>
      stored.networks.map(records => {
        const [{options, rate}] = ofType(records, "result");
        return {
          name: names.kinds[options.variant === "plain" ? "plain" : "residual"],
          trained: retrained(trainingOf({options, rate}))
        };
      }),
    data: () => [...strips.flatMap(s => s.rows()), ...chartRows(stored, residual)]
  });
  return element;
}

/** What costs the residual network much, a tenth of the examples or more: a block's layers or its arc, the median over blocks. */
function losses(residual: readonly BlocksRecord[]): Measured<keyof typeof t.predict.choices> {
  const [{error: whole}] = ofType(residual, "result");
  const [layers, arc] = (["deleted", "cut"] as const).map(
    type => median(ofType(residual, type), r => r.error)!
  );
  const suffers = (error: number) => error - whole > 0.1;
  return {
    answer: suffers(arc) ? (suffers(layers) ? "either" : "arc") : suffers(layers) ? "layers" : "none",
    says: t.lost(percent(layers), percent(arc), percent(whole))
  };
}

/**
 * A network as a row of blocks of which layers and arcs can be taken. This is no `experiment()`: there is nothing to start,
 * to wait for or to keep. Each press asks one question of a trained network, answered before a progress could be read; the
 * latest question replaces those before it, and what was measured at build stays as it is.
 */
function strip(
  state: State<typeof blocksParameters>,
  name: "leftResidual" | "leftPlain",
  records: readonly BlocksRecord[],
  evaluated: () => void
) {
  const [result] = ofType(records, "result");
  const ratios = ofType(records, "ratios")[0]?.ratios;
  const alone = ofType(records, "deleted").map(r => r.error);
  const withoutArc = ofType(records, "cut").map(r => r.error);
  const kind = result.options.variant === "plain" ? "plain" : "residual";
  const all = result.options.blocks;
  const whole = percent(result.error);
  const errorWith = lesions(result);
  // Unknown when it could not be evaluated.
  let error: number | undefined = result.error;
  let pending = false;
  let draws = 0;

  const line = html("p", {class: `pane-heading ${kind}`});
  /** What a press takes: a plain block has no arc. */
  const taken = (): Left => (kind === "residual" && state.values.blockAct === "cut" ? "a" : "0");
  const row = blockRow({
    kind,
    name: t.row(names.kinds[kind]),
    blocks: all.length,
    taken,
    left: () => state.values[name],
    set: left => state.set({[name]: left}),
    say: (block, left) =>
      t.block(
        block + 1,
        t.left[left],
        ratios ? percent(ratios[block]) : "",
        percent(alone[block]),
        withoutArc.length ? percent(withoutArc[block]) : ""
      ),
    shares: ratios
  });
  const which = (signs: readonly Left[], sign: Left) => all.filter(block => signs[block] === sign);

  const ask = newest(
    async () => {
      const signs = row.signs();
      const cut = which(signs, "a");
      const blocks = all.filter(block => signs[block] !== "0");
      const whole = blocks.length === all.length && cut.length === 0;
      try {
        return await (whole ? result.error : errorWith({blocks, cut}));
      } catch (failure) {
        notice(t.failed(String(failure)));
        return;
      }
    },
    answer => {
      error = answer;
      pending = false;
      draw();
      evaluated();
    }
  );

  function evaluate() {
    pending = true;
    draw();
    void ask();
  }

  function draw() {
    line.textContent = `${t.network(names.kinds[kind], result.options.depth, all.length)}${names.colon}${say()}`;
    row.draw();
  }

  const say = () => t.error(`${pending ? "…" : ""}${error === undefined ? "?" : percent(error)}`, whole);

  // A page that was left has lost its workers: it asks again when it comes back.
  addEventListener("pageshow", () => error === undefined && evaluate());
  state.follow(evaluate, [name]);

  return {
    element: html("div.strip-of-blocks", line, row.element),
    /** Takes a quarter of the blocks, or of their arcs, and puts back all others. */
    thin() {
      const some = new Set(shuffle([...all], random(++draws)).slice(0, Math.round(all.length / 4)));
      row.put(all.map(block => (some.has(block) ? taken() : "1")));
    },
    say,
    now: () => ({
      gone: which(row.signs(), "0").length,
      cut: which(row.signs(), "a").length,
      error: pending ? undefined : error
    }),
    rows: (): Row[] => [
      dataRow("error now in %", kind, "all blocks", inPercent(error ?? Number.NaN)),
      ...all.flatMap(block => [
        dataRow("layers there now, 0 or 1", kind, block + 1, row.signs()[block] === "0" ? 0 : 1),
        dataRow("error without this block's layers in %", kind, block + 1, inPercent(alone[block])),
        ...(ratios
          ? [
              dataRow("arc there now, 0 or 1", kind, block + 1, row.signs()[block] === "a" ? 0 : 1),
              dataRow("error without this block's arc in %", kind, block + 1, inPercent(withoutArc[block])),
              dataRow("change of the input in %", kind, block + 1, inPercent(ratios[block]))
            ]
          : [])
      ])
    ]
  };
}

/** The training that a result came from, with the rate that was kept. */
const trainingOf = ({options, rate}: Pick<TrainingResult, "options" | "rate">) => ({
  ...options,
  rates: [rate],
  every: 150
});

/** The error of a trained network that is passed in another way; undefined when the page was left meanwhile. */
function lesions(result: TrainingResult): (way: Way) => Promise<number | undefined> {
  const {options} = result;
  let weights: Weights | undefined;
  return async way => {
    // Weights would be most of what the page loads: the same training makes them anew when they are needed.
    if (!weights) {
      const training = pageWorkers().run("trainNetwork", trainingOf(result));
      for await (const record of training) if (record.type === "result") weights = record.weights;
      if (training.cancelled) return;
      if (!weights) throw new Error("the training ended without weights");
    }
    for await (const {error} of pageWorkers().run("lesion", {network: options, weights, ways: [way]}))
      return error;
  };
}

/** A line of the data. */
const dataRow = (quantity: string, network: string, at: number | string, value: number): Row => ({
  quantity,
  network,
  at,
  value
});

/** The numbers of the charts. */
function chartRows({ratios, stochastic}: StoredBlocks, residual: readonly BlocksRecord[]): Row[] {
  return [
    ...ratios.flatMap(({depth, ratios}) =>
      ratios.map(share => dataRow("change of the input in %, by layers", "residual", depth, inPercent(share)))
    ),
    ...stochastic.map(({survival, removed, error}) =>
      dataRow(
        "error on digits in %, by blocks deleted at random",
        survival === 1 ? "trained as usual" : "trained with dropping",
        removed,
        inPercent(error)
      )
    ),
    ...pathShares(residual).flatMap(({length, counted, carried}) => [
      dataRow("paths in %, by blocks passed", "residual", length, inPercent(counted)),
      dataRow("gradient in %, by blocks passed", "residual", length, inPercent(carried))
    ])
  ];
}

/** A chart under its title. */
const panel = (title: string, draw: (width: number) => Curves, height: number) =>
  html("div.pane", html("h4", title), plotted(draw, {height}).element);

const listOf = (points: readonly Point[]) =>
  points.map(b => `${fixed(b.x, 0)}%${names.colon}${fixed(b.y, 1)}%`).join(names.comma);

/** The error of the residual network without the layers of one block, and without the arc of one, at each place. */
function oneTaken(residual: readonly BlocksRecord[]): HTMLElement {
  const at = (type: "deleted" | "cut") =>
    ofType(residual, type).map(({block, error}) => ({x: block + 1, y: 100 * error}));
  const [layers, arc] = [at("deleted"), at("cut")];
  const range = (points: readonly Point[]) =>
    t.range(
      fixed(median(points, p => p.y)!, 1),
      fixed(min(points, p => p.y)!, 1),
      fixed(max(points, p => p.y)!, 1)
    );
  return panel(
    t.oneTaken,
    width =>
      curves(
        [
          {label: t.withoutArc, colour: "--shortcut", dots: true, points: arc},
          {label: t.withoutLayers, colour: "--residual", dots: true, points: layers}
        ],
        {
          ...{width, height: 230},
          x: {label: t.place, domain: [-2, 27], ticks: [1, 5, 10, 15, 20, 25]},
          y: {label: "", domain: [0, 80], ticks: [0, 25, 50, 75]},
          levels: [{y: 200 / 3, label: names.chance}],
          description: `${t.withoutArc}${names.colon}${range(arc)}${names.semicolon}${t.withoutLayers}${names.colon}${range(layers)}`
        }
      ),
    230
  );
}

/** Three charts more: shares by depth, error by blocks deleted where training dropped them, paths by length. */
function charts(stored: StoredBlocks, residual: readonly BlocksRecord[]): HTMLElement[] {
  const practised = (survival: number) => spread(stored.stochastic.filter(r => r.survival === survival));
  const [usual, dropped] = [practised(1), practised(0.5)];
  const paths = pathShares(residual);
  const small = (title: string, draw: (width: number) => Curves) => panel(title, draw, 230);
  return [
    small(t.ratio, width =>
      curves(
        [
          {
            label: "",
            colour: "--residual",
            dots: true,
            points: stored.ratios.map(({depth, ratios}) => ({x: depth, y: median(ratios)!}))
          }
        ],
        {
          ...{width, height: 210},
          x: {label: t.layers, log: true, ticks: [8, 20, 56, 110]},
          y: {label: "", domain: [0, 0.8], ticks: [0, 0.4, 0.8]},
          description: stored.ratios
            .map(({depth, ratios}) => `${depth}${names.colon}${significant(median(ratios)!, 2)}`)
            .join(names.comma)
        }
      )
    ),
    small(t.practised, width =>
      curves(
        [
          // Both are residual: grey would say that one is plain.
          {label: t.usual, colour: "--residual", dots: true, points: usual},
          {label: t.dropped, colour: "--residual-strong", dots: true, points: dropped}
        ],
        {
          // So narrow that the labels stand above.
          width: Math.min(width, 519),
          height: 190,
          x: {label: t.share, ticks: [0, 10, 25, 50]},
          y: {label: "", domain: [0, 75], ticks: [0, 25, 50, 75]},
          description: `${t.usual}${names.colon}${listOf(usual)}${names.semicolon}${t.dropped}${names.colon}${listOf(dropped)}`
        }
      )
    ),
    small(t.paths, width =>
      curves(
        [
          {label: t.counted, colour: "--plain", points: paths.map(p => ({x: p.length, y: p.counted}))},
          {label: t.carried, colour: "--grad", points: paths.map(p => ({x: p.length, y: p.carried}))}
        ],
        {
          width: Math.min(width, 519),
          height: 190,
          x: {label: t.blocks, ticks: 5},
          y: {label: "", ticks: 3, format: v => percent(v)},
          description: meanLengths(residual)
        }
      )
    )
  ];
}

/** The median error by the share of blocks that were deleted, with the least and the most, in per cent. */
function spread(records: readonly {removed: number; blocks: number; error: number}[]): Point[] {
  return [...new Set(records.map(r => r.removed))].map(removed => {
    const group = records.filter(r => r.removed === removed);
    const errors = group.map(r => 100 * r.error);
    const [{blocks}] = group;
    return {x: (100 * removed) / blocks, y: median(errors)!, low: min(errors)!, high: max(errors)!};
  });
}

/** By how many blocks paths pass: which share of the paths they are, and which share of the gradient they carry. */
function pathShares(residual: readonly BlocksRecord[]) {
  const paths = ofType(residual, "paths");
  const [all, carried] = [sum(paths, p => p.count), sum(paths, p => p.count * p.gradient)];
  return paths.map(({length, count, gradient}) => ({
    length,
    counted: count / all,
    carried: (count * gradient) / carried
  }));
}

/** How long paths are on average, and those that carry the gradient. */
function meanLengths(residual: readonly BlocksRecord[]): string {
  const paths = pathShares(residual);
  const counted = sum(paths, p => p.length * p.counted);
  const carried = sum(paths, p => p.length * p.carried);
  return t.mean(fixed(counted, 1), fixed(carried, 1));
}
