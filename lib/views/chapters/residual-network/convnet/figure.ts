// A small convolutional network on pictures of digits: train it, watch its filters, and have a drawn digit classified.
import {decodeNumbers} from "../../../../experiments/base64.js";
import {type Reader, reader} from "../../../../experiments/evaluate.js";
import type {Weights} from "../../../../experiments/network.js";
import type {TrainingRecord} from "../../../../experiments/training.js";
import {defaults, namesOf, ownValues, type Values} from "../../../../lesson/parameters.js";
import {convnetOptions, convnetParameters, convnetSteps} from "../../../../lesson/runs/convnet.js";
import {workers} from "../../../../worker/client.js";
import {cells} from "../../../drawing/cells.js";
import {curves} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {arrayRows, inPercent} from "../../../figure/rows.js";
import {nextFrame, runner} from "../../../figure/runner.js";
import {extent} from "../../../kit/colour.js";
import {numberField, options, select} from "../../../kit/controls.js";
import {html, svg} from "../../../kit/dom.js";
import {fixed, percent} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {texts} from "../../../kit/texts.js";
import {digitPicture} from "../digit-picture.js";
import {names} from "../names.js";
import {drawPad} from "./draw-pad.js";

const t = texts({
  en: {
    title: "A small convolutional ResNet",
    train: "Train it",
    block: "kind",
    blocks: {plain: "plain", residual: "residual", "pre-activation": "pre-activation"},
    depth: "layers",
    width: "filters",
    rate: "learning rate",
    seed: "seed",
    error: "training error, %",
    steps: "steps",
    filters: "The filters of the first layer",
    maps: "What they make of the digit",
    last: "What leaves the last block",
    seen: "What the network sees",
    draw: "Draw a digit",
    taken: (digit: number, p: number) => `The network says: ${digit} (${percent(p)})`,
    nothing: (said: string) => `Nothing is drawn. ${said}`,
    chance: (digit: number, p: number) => `${digit}: ${percent(p)}`,
    now: (step: number, error: number) =>
      `Step ${step}: ${fixed(100 * error, 1)} % of the training digits wrong`,
    diverged: (step: number, layer: number) => `Diverged at step ${step}, in layer ${layer}.`,
    old: "This network was trained with other settings. Press Train for the ones chosen now.",
    caption:
      "Train the network and watch its filters change; brown is negative, teal positive. Then draw, or press a digit to have it written; after a pause the next stroke begins a new digit. The network has learned from 500 digits made by code, so it may well stumble over your handwriting.",
    describe: (kind: string, depth: string, error: string, digit: number) =>
      `A ${kind} network of ${depth} layers, ${error} % of the training digits wrong. It takes the drawn digit for a ${digit}.`
  },
  zh: {
    title: "一个小小的卷积 ResNet",
    train: "训练",
    block: "种类",
    blocks: {plain: "普通", residual: "残差", "pre-activation": "预激活"},
    depth: "层数",
    width: "过滤器",
    rate: "学习率",
    seed: "种子",
    error: "训练误差，%",
    steps: "步数",
    filters: "第一层的过滤器",
    maps: "它们从数字里得到的",
    last: "最后一块的输出",
    seen: "网络看到的",
    draw: "写一个数字",
    taken: (digit, p) => `网络认为是 ${digit}（${percent(p)}）`,
    nothing: said => `什么也没有写，${said}`,
    chance: (digit, p) => `${digit}：${percent(p)}`,
    now: (step, error) => `第 ${step} 步：训练用的数字答错 ${fixed(100 * error, 1)} %`,
    diverged: (step, layer) => `在第 ${step} 步发散，第 ${layer} 层。`,
    old: "这个网络是用别的设置训练的。要看现在所选的设置，请按“训练”。",
    caption:
      "训练网络，看它的过滤器怎样变化；棕色为负，青色为正。然后自己写，或者按一个数字让它写出来；停一会儿，下一笔就是新的数字。网络是从 500 个由代码画出的数字学来的，认错你的笔迹也不奇怪。",
    describe: (kind, depth, error, digit) =>
      `${depth} 层的${kind}网络，训练用的数字答错 ${error} %。它把写下的数字认作 ${digit}。`
  }
});

type Settings = Values<typeof convnetParameters>;

/** What the data loader computed; the weights are text. */
export interface StoredConvnet {
  readonly curve: readonly {readonly step: number; readonly error?: number}[];
  readonly weights: {readonly values: string; readonly statistics: string};
}

export function convnet(state: State<typeof convnetParameters>, stored: StoredConvnet): HTMLElement {
  const settings = (): Settings => ownValues(convnetParameters, state.values);
  const crew = workers({size: 1});
  const {values, statistics} = stored.weights;
  let shown = {settings: defaults(convnetParameters) as Settings, curve: [...stored.curve]};
  // A training that has only begun: what is shown, and what a drawn digit is sent through, stays until its first record.
  let next = shown;
  let lost: string | undefined;
  let network: Reader;
  let probabilities = new Float32Array(10);

  const views = {
    filters: channelMaps(),
    maps: channelMaps(),
    last: channelMaps(),
    seen: html("div", {class: "seen"}),
    verdict: html("p", {"aria-live": "polite"}),
    bars: html("div", {class: "digit-bars", role: "img"})
  };
  const line = html("p", {class: "pane-heading"});
  const old = html("p", {class: "remark stale", hidden: true}, t.old);

  const use = (weights: Weights) => {
    network.take(weights);
    classify();
  };

  const run = runner<TrainingRecord>({
    label: t.train,
    begin() {
      next = {settings: settings(), curve: []};
      return crew.run("trainNetwork", {...convnetOptions(next.settings), snapshots: true});
    },
    async take(record) {
      if (record.type === "progress") {
        const {step, error, trouble, weights} = record;
        if (shown !== next) {
          [shown, lost] = [next, undefined];
          network = reader(convnetOptions(shown.settings));
        }
        if (trouble?.kind === "diverged") lost = t.diverged(step, trouble.layer);
        shown.curve.push({step, error});
        if (weights && !lost) use(weights);
        await nextFrame();
      }
      draw();
    },
    end() {
      draw();
      tellShown(element);
    }
  });

  const chart = plotted(
    width =>
      curves(
        [
          {
            label: "",
            colour: shown.settings.netBlock === "plain" ? "--plain" : "--residual",
            points: shown.curve.flatMap(({step, error}) =>
              error === undefined ? [] : [{x: step, y: 100 * error}]
            )
          }
        ],
        {
          width,
          height: 320,
          x: {label: t.steps, domain: [0, convnetSteps], ticks: 4},
          y: {label: t.error, domain: [0, 100], ticks: [0, 25, 50, 75, 100]},
          levels: [{y: 90, label: names.chance}],
          description: line.textContent ?? ""
        }
      ),
    {height: 330}
  );

  const pad = drawPad(5, () => {
    classify();
    tellShown(element);
  });
  const lastBlock = () => `h${Number(shown.settings.netDepth) / 2 - 1}`;

  /** Sends what is drawn through the network, and shows what it does on the way. */
  function classify() {
    if (!network) return;
    const pixels = pad.pixels();
    probabilities = network.read(pixels) as Float32Array<ArrayBuffer>;
    const {plan} = network;
    const first = plan.parameters.find(p => p.kind === "weight")!.value;
    const [kh, kw, , filters] = first.shape;
    views.filters.show([kh, kw, filters], (r, c, f) => first.get(r, c, 0, f));
    for (const [view, name] of [
      [views.maps, "h0"],
      [views.last, lastBlock()]
    ] as const) {
      const x = plan.value(name);
      const [, ...shape] = x.shape;
      view.show(shape, (r, c, f) => x.get(0, r, c, f));
    }
    views.seen.replaceChildren(digitPicture(pixels));
    const best = probabilities.indexOf(Math.max(...probabilities));
    const said = t.taken(best, probabilities[best]);
    views.verdict.textContent = pixels.some(v => v > 0) ? said : t.nothing(said);
    views.verdict.className = `pane-heading ${shown.settings.netBlock === "plain" ? "plain" : "residual"}`;
    views.bars.setAttribute(
      "aria-label",
      Array.from(probabilities, (p, d) => t.chance(d, p)).join(names.comma)
    );
    views.bars.replaceChildren(
      ...Array.from(probabilities, (p, d) =>
        html(
          "span",
          {class: d === best ? "best" : ""},
          html("span", {class: "bar", style: `height: ${Math.round(60 * p) + 1}px`}),
          html("span", {class: "num"}, d)
        )
      )
    );
  }

  function draw() {
    const last = shown.curve[shown.curve.length - 1];
    line.textContent = lost ?? (last ? t.now(last.step, last.error ?? Number.NaN) : "");
    const now = settings();
    old.hidden =
      run.running || (Object.keys(now) as (keyof Settings)[]).every(n => now[n] === shown.settings[n]);
    chart.redraw();
  }

  network = reader(convnetOptions(shown.settings));
  network.take({values: decodeNumbers(values), statistics: decodeNumbers(statistics)});

  const panel = (title: string, ...children: Node[]) =>
    html("div", {class: "pane"}, html("h4", {}, title), ...children);
  const element: HTMLElement = figure({
    id: "convnet",
    title: t.title,
    state,
    parameters: namesOf(convnetParameters),
    controls: [
      options(state, "netBlock", t.block, t.blocks),
      select(state, "netDepth", t.depth, {}),
      select(state, "netWidth", t.width, {}),
      select(state, "netRate", t.rate, {}),
      numberField(state, "netSeed", t.seed)
    ],
    body: html(
      "div",
      {},
      run.element,
      old,
      html(
        "div",
        {class: "trio"},
        html("div", {class: "pane"}, line, chart.element),
        html(
          "div",
          {class: "pane"},
          panel(t.filters, views.filters.element),
          panel(t.maps, views.maps.element),
          panel(t.last, views.last.element)
        ),
        html(
          "div",
          {class: "pane"},
          html("h4", {}, t.draw),
          html("div", {class: "pad-and-seen"}, pad.element, panel(t.seen, views.seen)),
          views.verdict,
          views.bars
        )
      )
    ),
    caption: t.caption,
    describe: () =>
      t.describe(
        t.blocks[shown.settings.netBlock],
        shown.settings.netDepth,
        fixed(100 * (shown.curve[shown.curve.length - 1]?.error ?? Number.NaN), 1),
        probabilities.indexOf(Math.max(...probabilities))
      ),
    data() {
      const {plan} = network;
      const row = (array: string, at: number, value: number) => ({
        ...{array, "step or digit": at, row: "", column: "", channel: ""},
        value
      });
      // The digit is the first of its batch; the first layer's filters see one channel.
      const first = (name: string) => plan.value(name).pick(0, null, null, null);
      const filters = plan.parameters.find(p => p.kind === "weight")!.value.pick(null, null, 0, null);
      const axes = ["row", "column", "channel"];
      return [
        ...shown.curve.map(({step, error = Number.NaN}) =>
          row("training error in %", step, inPercent(error))
        ),
        ...Array.from(probabilities, (p, digit) => row("probability in %", digit, inPercent(p))),
        ...arrayRows([
          ["seen", plan.input.pick(0, null, null, null), axes],
          ["filters", filters, axes],
          ["made of it by the filters", first("h0"), axes],
          ["leaves the last block", first(lastBlock()), axes]
        ]).map(row => ({...row, "step or digit": ""}))
      ];
    }
  });
  state.follow(draw, namesOf(convnetParameters));
  return element;
}

/** Channels as small pictures on one diverging scale, four or eight in a row. They are made anew for another shape only. */
function channelMaps() {
  const element = html("div", {class: "channel-maps"});
  let of = "";
  let grids: ReturnType<typeof cells>[] = [];
  return {
    element,
    show(
      [rows, columns, channels]: readonly number[],
      value: (row: number, column: number, channel: number) => number
    ) {
      const shape = [rows, columns, channels].join();
      if (shape !== of) {
        grids = Array.from({length: channels}, () => cells({rows, columns, width: 10, gap: 0.6}));
        element.style.setProperty("--columns", channels > 8 ? "8" : "4");
        element.replaceChildren(
          ...grids.map(grid =>
            svg(
              "svg",
              {viewBox: `0 0 ${columns * 10} ${rows * 10}`, class: "channel-map", "aria-hidden": "true"},
              grid.element
            )
          )
        );
      }
      of = shape;
      const each = (n: number) => [...Array(n).keys()];
      const scale = extent(
        each(rows).flatMap(r => each(columns).flatMap(c => each(channels).map(f => value(r, c, f))))
      );
      for (const [f, grid] of grids.entries()) grid.show((r, c) => value(r, c, f), scale);
    }
  };
}
