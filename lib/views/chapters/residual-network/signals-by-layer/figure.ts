// Size of signals and gradients and likeness of inputs, layer by layer, in untrained and in training networks.
import type {LayerSignal, SignalRecord} from "../../../../experiments/signals.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {
  type SignalName,
  signalNames,
  signalOptions,
  signalParameters
} from "../../../../lesson/runs/signals.js";
import {workers} from "../../../../worker/client.js";
import {curves, type Series} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {checkbox, numberField, options, select, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import {fixed, significant, superscript} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {texts} from "../../../kit/texts.js";
import {names} from "../names.js";
import {diagnose, type Finding} from "./diagnose.js";

const t = texts({
  en: {
    title: "Signals and gradients, layer by layer",
    depth: "layers",
    step: "after",
    steps: {"0": "0 steps", "1": "1 step", "10": "10", "150": "150"},
    width: "width",
    seed: "seed",
    which: "Networks",
    networks: {
      plain: "plain",
      plainNorm: "plain + batch norm",
      fullBranch: "residual, branch × 1",
      smallBranch: "residual, branch × 1/√L",
      zeroGamma: "residual + batch norm, γ\u00a0=\u00a00",
      paper: "residual + batch norm, γ\u00a0=\u00a01",
      preActivation: "pre-activation + batch norm",
      linearStart: "plain, looks-linear start"
    } satisfies Record<SignalName, string> as Record<SignalName, string>,
    layer: "layer",
    rms: "size of the activations",
    gradient: "size of the gradient",
    cosine: "likeness of two inputs (cosine)",
    findings: {
      vanishing: "gradients vanish",
      exploding: "gradients explode",
      collapsing: "inputs collapse onto one another",
      shrinking: "activations shrink",
      growing: "activations grow",
      "not finite": "diverged: values are no longer finite"
    } satisfies Record<Finding, string> as Record<Finding, string>,
    healthy: "nothing is out of hand",
    found: (network: string, what: string) => `${network}: ${what}.`,
    panel: (label: string, said: string) => `${label}. ${said}`,
    change: "activations, last/first",
    back: "gradient, first/last",
    alike: "cosine at the end",
    weights: "first weights, ‖W‖",
    failed: (why: string) => `The measurement failed: ${why}`,
    caption:
      "Sizes are on logarithmic axes: a straight slope is a factor per layer. Gradients travel from right to left. Move the depth, let the networks train for some steps, and switch networks on and off. An alarm is raised at a factor of ten over the whole network. Of the layers of a residual network every other one lies inside a branch, so its curves may zigzag.",
    describe: (depth: number, steps: string, list: string) =>
      `Networks of ${depth} layers after ${steps} steps of training. ${list}`
  },
  zh: {
    title: "信号与梯度，一层一层",
    depth: "层数",
    step: "训练",
    steps: {"0": "0 步", "1": "1 步", "10": "10", "150": "150"},
    width: "宽度",
    seed: "种子",
    which: "网络",
    networks: {
      plain: "普通",
      plainNorm: "普通 + 批量归一化",
      fullBranch: "残差，分支 × 1",
      smallBranch: "残差，分支 × 1/√L",
      zeroGamma: "残差 + 批量归一化，γ\u00a0=\u00a00",
      paper: "残差 + 批量归一化，γ\u00a0=\u00a01",
      preActivation: "预激活 + 批量归一化",
      linearStart: "普通，看似线性的起点"
    },
    layer: "层",
    rms: "激活值的大小",
    gradient: "梯度的大小",
    cosine: "两个输入的相似程度（余弦）",
    findings: {
      vanishing: "梯度消失",
      exploding: "梯度爆炸",
      collapsing: "输入坍缩到一起",
      shrinking: "激活值变小",
      growing: "激活值变大",
      "not finite": "发散：数值不再有限"
    },
    healthy: "没有失控",
    found: (network, what) => `${network}：${what}。`,
    panel: (label, said) => `${label}。${said}`,
    change: "激活值，末/首",
    back: "梯度，首/末",
    alike: "末端的余弦",
    weights: "第一层权重，‖W‖",
    failed: why => `测量出错：${why}`,
    caption:
      "大小画在对数轴上：直的斜线表示每层一个倍数。梯度从右往左走。移动深度，让网络训练几步，打开或关掉几种网络。整个网络上变化超过十倍就算失控。残差网络的层，每两层中有一层在分支里面，所以曲线会有锯齿。",
    describe: (depth, steps, list) => `${depth} 层的网络，训练 ${steps} 步之后。${list}`
  }
});

/** Colour and stroke of each network: plain ones grey, residual ones blue, told apart by dashes and labels. */
const strokes: Record<SignalName, {colour: string; dashed?: boolean}> = {
  plain: {colour: "--plain"},
  plainNorm: {colour: "--ink"},
  fullBranch: {colour: "--shortcut"},
  smallBranch: {colour: "--pos-2"},
  zeroGamma: {colour: "--residual"},
  paper: {colour: "--residual", dashed: true},
  preActivation: {colour: "--weight", dashed: true},
  linearStart: {colour: "--plain", dashed: true}
};

export type Measured = {readonly [name in SignalName]?: readonly LayerSignal[]};

/** The figure; it opens with what the data loader measured. */
export function signals(state: State<typeof signalParameters>, stored: Measured): HTMLElement {
  const own = namesOf(signalParameters);
  const crew = workers({size: 2});
  let measured = stored;
  let depth = state.values.signalDepth;
  let pending = false;
  let again = false;

  const settingsKey = () => {
    const {signalDepth, signalStep, signalWidth, signalSeed} = state.values;
    return [signalDepth, signalStep, signalWidth, signalSeed].join();
  };
  const defaultKey = Object.values(signalParameters)
    .slice(0, 4)
    .map(p => p.value)
    .join();
  let key = defaultKey;

  // The slider may move faster than the worker measures: the last value wins, and no run is cut short for it.
  async function measure() {
    if (pending) {
      again = true;
      return;
    }
    pending = true;
    do {
      again = false;
      const now = settingsKey();
      const {signalDepth} = state.values;
      const found: {[name in SignalName]?: readonly LayerSignal[]} = {};
      const jobs = signalNames.map(name => signalOptions(name, state.values));
      for await (const update of crew.runAll("signals", jobs)) {
        if (update.type === "record") found[signalNames[update.job]] = (update.record as SignalRecord).layers;
        if (update.type === "error") notice(t.failed(update.message));
      }
      [measured, key, depth] = [found, now, signalDepth];
      draw();
    } while (again);
    pending = false;
    draw();
    tellShown(element);
  }

  const on = () => signalNames.filter(name => state.values[name]);

  function series(value: (s: LayerSignal) => number, log: boolean): Series[] {
    return on().map(name => ({
      label: "",
      ...strokes[name],
      faded: pending && key !== settingsKey(),
      points: (measured[name] ?? [])
        .map(s => ({x: s.layer, y: value(s)}))
        .filter(p => Number.isFinite(p.y) && (!log || p.y > 0))
        .map(p => ({...p, title: `${t.networks[name]}\n${t.layer} ${p.x}${names.colon}${significant(p.y)}`}))
    }));
  }

  const panel = (label: string, value: (s: LayerSignal) => number, log: boolean) => {
    const chart = plotted(
      width => {
        const lines = series(value, log);
        const values = lines.flatMap(l => l.points.map(p => Math.log10(p.y)));
        const [low, high] = [Math.floor(Math.min(-1, ...values)), Math.ceil(Math.max(1, ...values))];
        const every = Math.max(1, Math.ceil((high - low) / 5));
        return curves(lines, {
          width,
          height: 230,
          x: {label: t.layer, domain: [1, depth - 1], ticks: layerTicks(depth - 1)},
          y: log
            ? {
                label: "",
                log,
                domain: [10 ** low, 10 ** high],
                ticks: Array.from(
                  {length: Math.floor((high - low) / every) + 1},
                  (_, i) => 10 ** (low + i * every)
                ),
                format: v => power(Math.round(Math.log10(v)))
              }
            : {label: "", domain: [-0.05, 1], ticks: [0, 0.5, 1]},
          description: t.panel(label, describe())
        });
      },
      {height: 240}
    );
    return {chart, element: html("div", {class: "pane"}, html("h4", {}, label), chart.element)};
  };

  const panels = [
    panel(t.rms, s => s.rms, true),
    panel(t.gradient, s => s.gradient, true),
    panel(t.cosine, s => s.cosine, false)
  ];
  const table = html("div", {class: "verdicts"});

  const findings = (name: SignalName): string => {
    const layers = measured[name];
    if (!layers?.length) return t.findings["not finite"];
    const list = diagnose(layers).findings.map(f => t.findings[f]);
    return list.length ? list.join(" · ") : t.healthy;
  };
  const describe = () =>
    t.describe(
      depth,
      state.values.signalStep,
      on()
        .map(name => t.found(t.networks[name], findings(name)))
        .join(names.gap)
    );

  function draw() {
    for (const {chart} of panels) chart.redraw();
    table.replaceChildren(
      html(
        "table",
        {},
        html(
          "thead",
          {},
          html("tr", {}, ...[t.change, t.back, t.alike, t.weights].map(h => html("th", {scope: "col"}, h)))
        ),
        ...on().map(verdict)
      )
    );
  }

  // What a network is called and what happens in it, and below that its numbers: so the table fits a phone.
  function verdict(name: SignalName): HTMLElement {
    const layers = measured[name];
    const d = layers?.length ? diagnose(layers) : undefined;
    const kind = d?.findings.length === 0 ? "good" : "bad";
    return html(
      "tbody",
      {},
      html(
        "tr",
        {},
        html(
          "th",
          {scope: "rowgroup", colspan: 4},
          swatch(name),
          t.networks[name],
          names.colon,
          html("span", {class: kind}, findings(name))
        )
      ),
      html(
        "tr",
        {},
        html("td", {class: "num"}, d ? ratio(d.activation) : "–"),
        html("td", {class: "num"}, d ? ratio(d.gradient) : "–"),
        html("td", {class: "num"}, d ? fixed(d.cosine, 2) : "–"),
        html("td", {class: "num"}, d ? brief(layers![0].weight) : "–")
      )
    );
  }

  const swatch = (name: SignalName) =>
    html("span", {
      class: "swatch",
      style: `border-top: 3px ${strokes[name].dashed ? "dashed" : "solid"} var(${strokes[name].colour})`
    });

  const element: HTMLElement = figure({
    id: "signals-by-layer",
    title: t.title,
    state,
    parameters: own,
    controls: [
      slider(state, "signalDepth", t.depth),
      options(state, "signalStep", t.step, t.steps),
      select(state, "signalWidth", t.width, {}),
      numberField(state, "signalSeed", t.seed)
    ],
    body: html(
      "div",
      {},
      html(
        "fieldset",
        {class: "control networks"},
        html("legend", {class: "name"}, t.which),
        ...signalNames.map(name =>
          html("span", {class: "network"}, swatch(name), checkbox(state, name, t.networks[name]))
        )
      ),
      html("div", {class: "trio"}, ...panels.map(p => p.element)),
      table
    ),
    caption: t.caption,
    describe,
    data: () =>
      on().flatMap(name =>
        (measured[name] ?? []).map(({layer, rms, gradient, cosine, weight}) => ({
          network: name,
          layer,
          "size of the activations": rms,
          "size of the gradient": gradient,
          "cosine of two inputs": cosine,
          "norm of the weights": weight
        }))
      )
  });

  state.follow(() => {
    if (settingsKey() === defaultKey) [measured, key, depth] = [stored, defaultKey, state.values.signalDepth];
    if (settingsKey() !== key) void measure();
    else draw();
  }, own);
  return element;
}

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
  return `${mantissa}·10${superscript(Number(exponent))}`;
}

const power = (exponent: number) =>
  exponent === 0 ? "1" : exponent === 1 ? "10" : `10${superscript(exponent)}`;
