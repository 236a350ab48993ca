// Size of signals and gradients and likeness of inputs, layer by layer, in untrained and in training networks.
import type {LayerSignal} from "../../../../experiments/signals.js";
import {fixed, significant, superscript} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {
  type SignalName,
  signalNames,
  signalOptions,
  signalParameters,
  signalSettings
} from "../../../../lesson/runs/signals.js";
import {type ChartSize, type Curves, curves, plotted, type Series} from "../../../drawing/curves.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {type Measured as Found, prediction} from "../../../figure/prediction.js";
import {checkbox, numberField, options, select, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {listed, sentences} from "../../../kit/texts.js";
import {names} from "../names.js";
import {diagnose, type Finding} from "./diagnose.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

/** Colour and stroke of each network: plain ones grey, residual ones blue, told apart by dashes and labels. */
const strokes: Record<SignalName, {colour: string; dashed?: boolean}> = {
  plain: {colour: "--plain"},
  plainNorm: {colour: "--ink"},
  fullBranch: {colour: "--residual-strong"},
  smallBranch: {colour: "--residual-soft"},
  zeroGamma: {colour: "--residual"},
  paper: {colour: "--residual", dashed: true},
  preActivation: {colour: "--residual-strong", dashed: true},
  linearStart: {colour: "--plain", dashed: true}
};

export type Measured = {[name in SignalName]?: readonly LayerSignal[]};

/** The figure; it opens with what the data loader measured. */
export function signals(state: State<typeof signalParameters>, stored: Measured): HTMLElement {
  const run = experiment({
    state,
    parameters: signalSettings,
    experiment: "signals",
    auto: true,
    // The slider may move faster than workers measure: no run is shown before it is through, nor cut short.
    quiet: Number.POSITIVE_INFINITY,
    stored,
    jobs: settings => signalNames.map(name => signalOptions(name, settings)),
    empty: (): Measured => ({}),
    take(measured, {layers}, job) {
      measured[signalNames[job]] = layers;
    },
    jobFailed: (_, why) => notice(t.failed(why)),
    networks: ({settings, results}) =>
      signalNames
        .filter(name => results[name])
        .map(name => ({
          name: t.networks[name],
          trained: {experiment: "signals", options: signalOptions(name, settings)}
        })),
    what: ({settings: {signalDepth, signalStep, signalWidth, signalSeed}}) =>
      listed([
        names.layers(signalDepth),
        names.steps(Number(signalStep)),
        names.width(Number(signalWidth)),
        `${t.seed} ${signalSeed}`
      ]),
    draw
  });
  const on = () => signalNames.filter(name => state.values[name]);
  const chart = plotted(
    width => {
      const {signalShow: shown} = state.values;
      const log = shown !== "cosine";
      const lines = on().map(name =>
        line(name, run.shown.results[name], {value: s => s[shown], log, faded: run.stale})
      );
      const layers = run.shown.settings.signalDepth - 1;
      // Gradients end together, at the right, and come apart on their way.
      const labels = shown === "gradient" ? "start" : "end";
      return signalChart(lines, {
        width,
        log,
        layers,
        labels,
        description: t.panel(t.shown[shown], describe())
      });
    },
    {height: 320}
  );
  const verdicts = html("div.verdicts");

  function describe(): string {
    const {settings, results} = run.shown;
    const found = on().map(name => t.found(t.networks[name], findings(results[name])));
    return t.describe(settings.signalDepth, settings.signalStep, found.join(names.gap));
  }

  function draw() {
    chart.redraw();
    verdicts.replaceChildren(verdictTable(on(), run.shown.results));
  }

  const parameters = namesOf(signalParameters);
  const asked = prediction({
    id: "signals-by-layer",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => wayOfGradients(run.shown.results)
  });
  const element = figure({
    id: "signals-by-layer",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [
      options(state, "signalShow", t.show, t.shown),
      slider(state, "signalDepth", t.depth),
      options(state, "signalStep", t.step, t.steps)
    ],
    body: html(
      "div",
      asked.cover(
        chart.element,
        run.line,
        html(
          "details",
          html("summary", t.which),
          html("fieldset.control.networks", html("legend.visually-hidden", t.which), ...signalNames.map(chip))
        ),
        html("details", html("summary", t.numbers), verdicts)
      )
    ),
    caption: t.caption,
    goal: {...t.goal, reached: onResults(run, (measured, settings) => reached(on(), measured, settings))},
    hint: t.hint,
    settings: [select(state, "signalWidth", t.width, {}), numberField(state, "signalSeed", t.seed)],
    describe,
    networks: run.networks,
    data: () =>
      on().flatMap(name =>
        (run.shown.results[name] ?? []).map(({layer, rms, gradient, cosine, weight}) => ({
          network: name,
          layer,
          "size of the activations": rms,
          "size of the gradient": gradient,
          "cosine of two inputs": cosine,
          "norm of the weights": weight
        }))
      )
  });
  state.follow(draw, ["signalShow", ...signalNames]);
  return element;

  /** A network's switch, with the stroke of its curve. */
  function chip(name: SignalName): HTMLElement {
    const box = checkbox(state, name, t.networks[name]);
    box.querySelector("input")!.after(swatch(name));
    return box;
  }
}

/** A network's curve. */
function line(
  name: SignalName,
  layers: readonly LayerSignal[] = [],
  {value, log, faded}: {value: (s: LayerSignal) => number; log: boolean; faded: boolean}
): Series {
  return {
    label: t.networks[name],
    ...strokes[name],
    faded,
    points: layers
      .map(s => ({x: s.layer, y: value(s)}))
      .filter(p => Number.isFinite(p.y) && (!log || p.y > 0))
      .map(p => ({...p, title: `${t.networks[name]}\n${t.layer} ${p.x}${names.colon}${significant(p.y)}`}))
  };
}

function signalChart(
  lines: readonly Series[],
  {
    log,
    layers,
    ...size
  }: ChartSize & Pick<Curves, "labels"> & {readonly log: boolean; readonly layers: number}
): Curves {
  const values = lines.flatMap(l => l.points.map(p => Math.log10(p.y)));
  const [low, high] = [Math.floor(Math.min(-1, ...values)), Math.ceil(Math.max(1, ...values))];
  const every = Math.max(1, Math.ceil((high - low) / 5));
  const powers = Array.from(
    {length: Math.floor((high - low) / every) + 1},
    (_, i) => 10 ** (low + i * every)
  );
  return curves(lines, {
    ...size,
    height: 320,
    x: {label: t.layer, domain: [1, layers], ticks: layerTicks(layers)},
    y: log
      ? {
          label: "",
          log,
          domain: [10 ** low, 10 ** high],
          ticks: powers,
          format: v => power(Math.round(Math.log10(v)))
        }
      : {label: "", domain: [-0.05, 1], ticks: [0, 0.5, 1]}
  });
}

/** How gradients fare in the plain networks, without and with normalisation. */
function wayOfGradients({plain, plainNorm}: Measured): Found<keyof typeof t.predict.choices> | undefined {
  if (!plain?.length || !plainNorm?.length) return;
  const [without, norm] = [plain, plainNorm].map(layers => diagnose(layers).findings);
  const is = (a: Finding, b: Finding) => without.includes(a) && norm.includes(b);
  const said = (["plain", "plainNorm"] as const).map((name, i) =>
    t.found(t.networks[name], findings([plain, plainNorm][i]))
  );
  return {
    answer: is("vanishing", "vanishing")
      ? "vanish"
      : is("exploding", "exploding")
        ? "explode"
        : is("vanishing", "exploding")
          ? "norm"
          : "neither",
    says: sentences(...said)
  };
}

/** What goes wrong in a network, in words. */
function findings(layers: readonly LayerSignal[] | undefined): string {
  if (!layers) return t.missing;
  if (!layers.length) return t.findings["not finite"];
  const list = diagnose(layers).findings.map(f => t.findings[f]);
  return list.length ? list.join(" · ") : t.healthy;
}

const verdictTable = (shown: readonly SignalName[], measured: Measured): HTMLElement =>
  table(
    [t.change, t.back, t.alike, t.weights],
    shown.flatMap(name => verdict(name, measured[name]))
  );

/** What a network is called and what happens in it, and below that its numbers: so the table fits a phone. */
function verdict(name: SignalName, layers: readonly LayerSignal[] | undefined): HTMLTableRowElement[] {
  const d = layers?.length ? diagnose(layers) : undefined;
  const numbers = d
    ? [ratio(d.activation), ratio(d.gradient), fixed(d.cosine, 2), brief(layers![0].weight)]
    : ["–", "–", "–", "–"];
  // A header over all columns holds for the cells below it, until the next one as wide.
  const head = html(
    "th",
    {scope: "col", colspan: 4},
    swatch(name),
    t.networks[name],
    names.colon,
    html("span", {class: d?.findings.length === 0 ? "good" : "bad"}, findings(layers))
  );
  return [html("tr", head), html("tr", ...numbers.map(number => html("td.num", number)))];
}

const swatch = (name: SignalName) =>
  html("span", {
    class: "swatch",
    style: `border-top: 3px ${strokes[name].dashed ? "dashed" : "solid"} var(${strokes[name].colour})`
  });

/** Whole layers, few enough for three-digit numbers to stand apart in a third of a figure. */
function layerTicks(last: number): number[] {
  const every = [1, 2, 5, 10, 20, 50].find(n => last / n < 6)!;
  return Array.from({length: Math.floor(last / every)}, (_, i) => (i + 1) * every);
}

/** Rounding alone moves a large ratio of the deepest networks by half its size: only its power of ten can be told. */
const ratio = (value: number) =>
  value >= 1e3 && Number.isFinite(value) ? power(Math.round(Math.log10(value))) : significant(value, 2);

/** Two digits of a number of any size. */
function brief(value: number): string {
  if (!(value >= 1e3) || !Number.isFinite(value)) return significant(value, 2);
  const [mantissa, exponent] = value.toExponential(1).split("e");
  return `${mantissa}×10${superscript(Number(exponent))}`;
}

const power = (exponent: number) =>
  exponent === 0 ? "1" : exponent === 1 ? "10" : `10${superscript(exponent)}`;
