// What the blocks of trained networks do: how much each changes, and what becomes of the error when it is taken out.
import {max, median, min, sum} from "d3-array";
import type {BlocksRecord} from "../../../../experiments/blocks.js";
import type {Weights} from "../../../../experiments/network.js";
import type {StochasticRecord} from "../../../../experiments/stochastic.js";
import type {TrainingResult} from "../../../../experiments/training.js";
import type {Row} from "../../../../lesson/csv.js";
import {fixed, percent, significant} from "../../../../lesson/numbers.js";
import {random, shuffle} from "../../../../tensor/random.js";
import {pageWorkers} from "../../../../worker/client.js";
import {type Curves, curves, type Point, plotted} from "../../../drawing/curves.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {button, options} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
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
  const strips = stored.networks.map(records =>
    strip(
      records,
      () => state.values.blockAct,
      () => tellShown(element)
    )
  );
  const [residual] = stored.networks;
  const asked = prediction({
    id: "blocks",
    parameters: ["blockAct"],
    ...t.predict,
    captionTells: true,
    measured: () => losses(stored.networks)
  });
  const element: HTMLElement = figure({
    id: "blocks",
    prediction: asked,
    title: t.title,
    state,
    parameters: ["blockAct"],
    controls: [
      options(state, "blockAct", t.act, t.acts),
      button(t.whole, () => {
        for (const strip of strips) strip.restore();
      }),
      button(t.random, () => strips[0].thin())
    ],
    body: asked.cover(
      ...strips.map(s => s.element),
      thinnedChart(residual),
      html("details", html("summary", t.more), html("div.trio", ...charts(stored, residual)))
    ),
    caption: t.caption,
    hint: html("span", t.hint, names.gap, meanLengths(residual)),
    describe: () => t.describe(strips[0].say(), strips[1].say()),
    goal: {...t.goal, reached: () => reached(strips[0].now())},
    data: () => [...strips.flatMap(s => s.rows()), ...chartRows(stored, residual)]
  });
  return element;
}

/** Which of the two networks loses much, a tenth of the examples or more, when one of its blocks is deleted: the median over blocks. */
function losses(networks: readonly (readonly BlocksRecord[])[]): Measured<keyof typeof t.predict.choices> {
  const [residual, plain] = networks.map(records => ({
    whole: ofType(records, "result")[0].error,
    without: median(ofType(records, "deleted"), r => r.error)!
  }));
  const suffers = ({whole, without}: typeof residual) => without - whole > 0.1;
  const says = [residual, plain].map(({whole, without}) => [percent(whole), percent(without)] as const);
  return {
    answer: suffers(residual) ? (suffers(plain) ? "both" : "residual") : suffers(plain) ? "plain" : "neither",
    says: t.lost(...says[0], ...says[1])
  };
}

/**
 * A network as a row of blocks that can be taken out and swapped. This is no `experiment()`: there is nothing to start, to
 * wait for or to keep. Each press asks one question of a trained network, answered before a progress could be read; the
 * latest question replaces those before it, and what was measured at build stays as it is.
 */
function strip(records: readonly BlocksRecord[], act: () => string, evaluated: () => void) {
  const [result] = ofType(records, "result");
  const ratios = ofType(records, "ratios")[0]?.ratios;
  const alone = ofType(records, "deleted").map(r => r.error);
  const kind = result.options.variant === "plain" ? "plain" : "residual";
  const all = result.options.blocks;
  const whole = percent(result.error);
  const errorWith = lesions(result);
  let order = [...all];
  let gone = new Set<number>();
  // Unknown when it could not be evaluated.
  let error: number | undefined = result.error;
  let pending = false;
  let again = false;
  let draws = 0;

  const line = html("p", {class: `pane-heading ${kind}`});
  const row = html("div", {class: `block-row ${kind}`, role: "group"});
  const highest = Math.max(...(ratios ?? [1]));

  async function evaluate() {
    if (pending) {
      again = true;
      return;
    }
    pending = true;
    do {
      again = false;
      const way = order.filter(b => !gone.has(b));
      try {
        error = await errorWith(way);
      } catch (failure) {
        error = undefined;
        notice(t.failed(String(failure)));
      }
    } while (again);
    pending = false;
    draw();
    evaluated();
  }

  function press(place: number) {
    const block = order[place];
    if (act() === "delete")
      gone = new Set(gone.has(block) ? [...gone].filter(b => b !== block) : [...gone, block]);
    else if (place + 1 < order.length)
      order = order.map((b, i) => (i === place ? order[place + 1] : i === place + 1 ? block : b));
    draw();
    void evaluate();
  }

  const buttons = all.map((_, place) => button("", () => press(place)));
  row.append(...buttons);

  function draw() {
    line.textContent = `${t.network(names.kinds[kind], result.options.depth, all.length)}${names.colon}${say()}`;
    order.forEach((block, place) => {
      const off = gone.has(block);
      const cost = percent(alone[block] ?? Number.NaN);
      const label = off
        ? t.deleted(block + 1, cost)
        : t.kept(block + 1, cost, ratios ? percent(ratios[block]) : "");
      const box = buttons[place];
      box.setAttribute("aria-label", label);
      box.title = label;
      box.className = off ? "gone" : block === all[place] ? "" : "moved";
      // A plain block has no share: without an arc there is nothing that it changes only in part.
      const share = ratios && !off ? Math.max(4, (100 * ratios[block]) / highest) : 0;
      box.replaceChildren(
        html("span.share", {style: `height: ${share}%`}),
        html("span.num", all.length > 12 && (block + 1) % 5 && block ? "" : block + 1)
      );
    });
  }

  const say = () => t.error(`${pending ? "…" : ""}${error === undefined ? "?" : percent(error)}`, whole);

  // A page that was left has lost its workers: it asks again when it comes back.
  addEventListener("pageshow", () => error === undefined && void evaluate());

  draw();
  return {
    element: html("div.strip-of-blocks", line, row),
    restore() {
      [order, gone] = [[...all], new Set()];
      draw();
      void evaluate();
    },
    thin() {
      gone = new Set(shuffle([...all], random(++draws)).slice(0, Math.round(all.length / 4)));
      draw();
      void evaluate();
    },
    say,
    now: () => ({
      gone: gone.size,
      moved: order.some((block, place) => block !== all[place]),
      error: pending ? undefined : error
    }),
    rows: (): Row[] => [
      dataRow("error now in %", kind, "all blocks", inPercent(error ?? Number.NaN)),
      ...all.flatMap(block => [
        dataRow("place now, 0 when deleted", kind, block + 1, gone.has(block) ? 0 : order.indexOf(block) + 1),
        dataRow("error without this block in %", kind, block + 1, inPercent(alone[block])),
        ...(ratios ? [dataRow("change of the input in %", kind, block + 1, inPercent(ratios[block]))] : [])
      ])
    ]
  };
}

/** The error of a trained network whose blocks are passed in another way; undefined when the page was left meanwhile. */
function lesions({options, rate}: TrainingResult): (way: readonly number[]) => Promise<number | undefined> {
  let weights: Weights | undefined;
  return async way => {
    // Weights would be most of what the page loads: the same training makes them anew when they are needed.
    if (!weights) {
      const training = pageWorkers().run("trainNetwork", {...options, rates: [rate], every: 150});
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
    ...ofType(residual, "thinned").map(({removed, error}) =>
      dataRow("error in %, by blocks deleted at random", "residual", removed, inPercent(error))
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

/** The error of the residual network by the share of its blocks that is deleted at random. */
function thinnedChart(residual: readonly BlocksRecord[]): HTMLElement {
  const [{options, error}] = ofType(residual, "result");
  const bands = [
    {x: 0, y: 100 * error, low: 100 * error, high: 100 * error},
    ...spread(ofType(residual, "thinned").map(r => ({...r, blocks: options.blocks.length})))
  ];
  return panel(
    t.thinned,
    width =>
      curves([{label: "", colour: "--residual", dots: true, points: bands}], {
        ...{width, height: 230},
        x: {label: t.share, ticks: [0, 10, 25, 50]},
        y: {label: "", domain: [0, 75], ticks: [0, 25, 50, 75]},
        levels: [{y: 200 / 3, label: names.chance}],
        description: listOf(bands)
      }),
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
