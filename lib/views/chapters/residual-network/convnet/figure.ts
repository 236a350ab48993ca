// A small convolutional network on pictures of digits: train it, watch its filters, and have a drawn digit classified.
import {decodeNumbers} from "../../../../experiments/base64.js";
import {type Reader, reader} from "../../../../experiments/evaluate.js";
import {drawn} from "../../../../experiments/glyphs.js";
import {counted, scanned, unpack} from "../../../../experiments/handwriting.js";
import type {Weights} from "../../../../experiments/network.js";
import type {Row} from "../../../../lesson/csv.js";
import {fixed} from "../../../../lesson/numbers.js";
import {namesOf, type Values} from "../../../../lesson/parameters.js";
import {convnetOptions, convnetParameters, convnetSteps} from "../../../../lesson/runs/convnet.js";
import {type ChartSize, type Curves, curves, plotted} from "../../../drawing/curves.js";
import {experiment} from "../../../figure/experiment.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {arrayRows, inPercent} from "../../../figure/rows.js";
import {numberField, options, select} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {nextFrame} from "../../../kit/frames.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {listed} from "../../../kit/texts.js";
import {digitPicture} from "../digit-picture.js";
import {names} from "../names.js";
import {channelMaps} from "./channel-maps.js";
import {drawPad} from "./draw-pad.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

type Settings = Values<typeof convnetParameters>;

interface Moment {
  readonly step: number;
  readonly error?: number;
  readonly testError?: number;
}

/** The digits that people wrote (assets/digits): Framework's FileAttachment. */
interface Written {
  readonly digits: {arrayBuffer(): Promise<ArrayBuffer>};
}

/** What the data loader computed, for digits of each kind; the weights are text. */
interface StoredConvnet {
  readonly settings: Settings;
  /** One of each digit. */
  readonly examples: readonly string[];
  readonly curve: Moment[];
  readonly weights: {readonly values: string; readonly statistics: string};
}

/** A training: how it went, the last weights whose values are finite, and where they ceased to be. */
interface Training {
  readonly curve: Moment[];
  weights?: Weights;
  diverged?: {readonly step: number; readonly layer: number};
}

export function convnet(
  state: State<typeof convnetParameters>,
  stored: readonly StoredConvnet[],
  written: Written
): HTMLElement {
  let digits: Uint8Array | undefined;
  const trainings = new Map(
    stored.map(({settings, ...training}) => [JSON.stringify(settings), decoded(training)])
  );
  const run = experiment({
    state,
    parameters: convnetParameters,
    experiment: "trainNetwork",
    label: t.train,
    stored: settings => trainings.get(JSON.stringify(settings)),
    jobs(settings) {
      if (settings.netDigits === "drawn") return [{...convnetOptions(settings), snapshots: true}];
      if (digits) return [{...convnetOptions(settings), snapshots: true, digits}];
      void fetchDigits();
    },
    empty: (): Training => ({curve: []}),
    take(training, record) {
      if (record.type !== "progress") return;
      const {step, error, testError, trouble, weights} = record;
      training.curve.push({step, error, testError});
      if (trouble?.kind === "diverged") training.diverged = {step, layer: trouble.layer};
      else if (weights) training.weights = weights;
      return nextFrame();
    },
    networks: () => [{plan: () => shown().plan}],
    what: ({settings}) => inWords(settings),
    draw
  });
  const network = networkOf();
  const shown = (): Reader => network(run.shown.settings, run.shown.results);
  const pad = drawPad(5, () => {
    classify();
    tellShown(element);
  });
  const views = digitViews(stored);
  const line = html("p.pane-heading");
  const chart = plotted(
    width => errorChart(run.shown.settings, run.shown.results, {width, description: line.textContent ?? ""}),
    {height: 330}
  );

  /** A training that needs the digits begins when they have come. */
  async function fetchDigits() {
    try {
      digits = await unpack(await written.digits.arrayBuffer());
      if (state.values.netDigits === "written") run.start();
    } catch (error) {
      notice(t.absent(String(error)));
    }
  }

  /** What is drawn, as the network shown has learned to see digits. */
  const pixels = () => {
    const strokes = pad.strokes();
    return run.shown.settings.netDigits === "drawn" ? drawn(strokes) : counted(scanned(strokes));
  };

  /** Sends what is drawn through the network, and shows what it does on the way. */
  function classify() {
    views.show(shown(), pixels(), run.shown.settings);
  }

  function draw() {
    line.textContent = fate(run.shown.results);
    chart.redraw();
    classify();
  }

  const element: HTMLElement = figure({
    id: "convnet",
    title: t.title,
    state,
    parameters: namesOf(convnetParameters),
    controls: [
      options(state, "netDigits", t.digits, t.kinds),
      options(state, "netBlock", t.block, t.blocks),
      select(state, "netDepth", t.depth, {}),
      run.element
    ],
    body: html(
      "div",
      line,
      views.digit(pad.element),
      run.line,
      html(
        "details",
        html("summary", t.watch),
        html("div.inside-grid.of-digits", html("div.pane", chart.element), views.maps)
      )
    ),
    caption: t.caption,
    goal: {
      ...t.goal,
      reached: onResults(run, ({curve, diverged}, {netBlock, netDepth}) =>
        reached({
          block: netBlock,
          depth: Number(netDepth),
          error: diverged ? undefined : curve.at(-1)?.error
        })
      )
    },
    hint: t.hint,
    settings: [
      select(state, "netWidth", t.width, {}),
      select(state, "netRate", t.rate, {}),
      numberField(state, "netSeed", t.seed)
    ],
    describe() {
      const {settings, results} = run.shown;
      const {netBlock, netDepth, netDigits} = settings;
      const said = t.describe(
        t.blocks[netBlock],
        netDepth,
        t.digitsOf[netDigits],
        ...lastErrors(results),
        views.best()
      );
      return pixels().some(v => v > 0) ? said : t.nothing(said);
    },
    networks: run.networks,
    data: () => convnetRows(run.shown.settings, run.shown.results, shown(), views.probabilities())
  });
  return element;
}

const panel = (title: string, content: Node) => html("div.pane", html("h4", title), content);

const lastBlock = ({netDepth}: Settings) => `h${Number(netDepth) / 2 - 1}`;

const inWords = ({netDigits, netBlock, netDepth, netWidth, netRate, netSeed}: Settings) =>
  listed([
    t.digitsOf[netDigits],
    t.blocks[netBlock],
    names.layers(Number(netDepth)),
    t.filtersOf(Number(netWidth)),
    names.rates([Number(netRate)]),
    `${t.seed} ${netSeed}`
  ]);

/** How a training stands. */
function fate({curve, diverged}: Training): string {
  const last = curve.at(-1);
  if (diverged) return t.diverged(diverged.step, diverged.layer);
  return last ? t.now(last.step, ...lastErrors({curve})) : "";
}

/** Of the training digits, and of others, in words. */
function lastErrors({curve}: Training): [training: string, test: string] {
  const {error = Number.NaN, testError = Number.NaN} = curve.at(-1) ?? {};
  return [`${fixed(100 * error, 1)}%`, `${fixed(100 * testError, 1)}%`];
}

const decoded = ({
  curve,
  weights: {values, statistics}
}: Omit<StoredConvnet, "settings" | "examples">): Training => ({
  curve,
  weights: {values: decodeNumbers(values), statistics: decodeNumbers(statistics)}
});

/** The network of a training, with its weights: made anew for other settings only. */
function networkOf(): (settings: Settings, training: Training) => Reader {
  let kept: {readonly of: string; readonly network: Reader; weights?: Weights} | undefined;
  return (settings, {weights}) => {
    const of = JSON.stringify(settings);
    if (kept?.of !== of) kept = {of, network: reader(convnetOptions(settings))};
    if (weights && kept.weights !== weights) kept.network.take(weights);
    kept.weights = weights;
    return kept.network;
  };
}

function errorChart({netBlock, netDigits}: Settings, {curve}: Training, size: ChartSize): Curves {
  const line = (label: string, of: "error" | "testError") => ({
    label,
    colour: netBlock === "plain" ? "--plain" : "--residual",
    dashed: of === "testError",
    points: curve.flatMap(({step, [of]: error}) => (error === undefined ? [] : [{x: step, y: 100 * error}]))
  });
  return curves([line(t.training, "error"), line(t.test, "testError")], {
    ...size,
    height: 320,
    x: {label: t.steps, domain: [0, convnetSteps[netDigits]], ticks: 4},
    y: {label: t.error, domain: [0, 100], ticks: [0, 25, 50, 75, 100]},
    levels: [{y: 90, label: names.chance}]
  });
}

/** What a network makes of a digit, from its first filters to the probabilities. */
function digitViews(stored: readonly StoredConvnet[]) {
  const [filters, maps, last] = [channelMaps(), channelMaps(), channelMaps()];
  const seen = html("div.seen");
  const verdict = html("p");
  const bars = html("div.digit-bars", {role: "img"});
  const learnt = Object.fromEntries(
    stored.map(({settings: {netDigits}, examples}) => [
      netDigits,
      panel(
        t.learnt(t.digitsOf[netDigits]),
        html(
          "div.learnt",
          {role: "img", "aria-label": listed(examples.map((_, digit) => `${digit}`))},
          ...examples.map(text => digitPicture(decodeNumbers(text)))
        )
      )
    ])
  );
  const examples = html("div");
  let probabilities = new Float32Array(10);
  const best = () => probabilities.indexOf(Math.max(...probabilities));
  return {
    best,
    probabilities: () => probabilities,
    /** The digit, drawn on a pad, with what it is taken for. */
    digit: (pad: HTMLElement) =>
      html(
        "div.drawn-digit",
        panel(t.draw, pad),
        html("div.pane", html("h4", t.seen), html("div.seen-small", seen), verdict, bars, examples)
      ),
    /** What the filters make of it. */
    maps: html(
      "div.pane",
      panel(t.filters, filters.element),
      panel(t.maps, maps.element),
      panel(t.last, last.element)
    ),
    show(network: Reader, pixels: Float32Array, settings: Settings) {
      probabilities = Float32Array.from(network.read(pixels));
      const {plan} = network;
      const first = plan.parameters.find(p => p.kind === "weight")!.value;
      const [kh, kw, , count] = first.shape;
      filters.show([kh, kw, count], (r, c, f) => first.get(r, c, 0, f));
      for (const [view, name] of [
        [maps, "h0"],
        [last, lastBlock(settings)]
      ] as const) {
        const x = plan.value(name);
        const [, ...shape] = x.shape;
        view.show(shape, (r, c, f) => x.get(0, r, c, f));
      }
      seen.replaceChildren(digitPicture(pixels));
      examples.replaceChildren(learnt[settings.netDigits]);
      const verdictText = t.taken(best(), probabilities[best()]);
      verdict.textContent = pixels.some(v => v > 0) ? verdictText : t.nothing(verdictText);
      verdict.className = `pane-heading ${settings.netBlock === "plain" ? "plain" : "residual"}`;
      bars.setAttribute("aria-label", listed(Array.from(probabilities, (p, digit) => t.chance(digit, p))));
      bars.replaceChildren(...Array.from(probabilities, (p, digit) => bar(digit, p, digit === best())));
    }
  };
}

const bar = (digit: number, probability: number, best: boolean) =>
  html(
    "span",
    {class: best ? "best" : ""},
    html("span.bar", {style: `height: ${Math.round(60 * probability) + 1}px`}),
    html("span.num", digit)
  );

function convnetRows(
  settings: Settings,
  {curve}: Training,
  {plan}: Reader,
  probabilities: Float32Array
): Row[] {
  const row = (array: string, at: number, value: number) => ({
    ...{array, "step or digit": at, row: "", column: "", channel: ""},
    value
  });
  // The digit is the first of its batch; the first layer's filters see one channel.
  const first = (name: string) => plan.value(name).pick(0, null, null, null);
  const filters = plan.parameters.find(p => p.kind === "weight")!.value.pick(null, null, 0, null);
  const axes = ["row", "column", "channel"];
  return [
    ...curve.flatMap(({step, error = Number.NaN, testError = Number.NaN}) => [
      row("training error in %", step, inPercent(error)),
      row("test error in %", step, inPercent(testError))
    ]),
    ...Array.from(probabilities, (p, digit) => row("probability in %", digit, inPercent(p))),
    ...arrayRows([
      ["seen", plan.input.pick(0, null, null, null), axes],
      ["filters", filters, axes],
      ["made of it by the filters", first("h0"), axes],
      ["leaves the last block", first(lastBlock(settings)), axes]
    ]).map(row => ({...row, "step or digit": ""}))
  ];
}
