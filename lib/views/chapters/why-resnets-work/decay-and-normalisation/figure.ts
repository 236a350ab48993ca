// "Does L2 do anything under batch normalisation?" The size of the weights under decay, and whether it matters.
import type {DecayRecord} from "../../../../experiments/decay.js";
import {integer, namesOf, toggle} from "../../../../lesson/parameters.js";
import {workers} from "../../../../worker/client.js";
import {curves} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {runner} from "../../../figure/runner.js";
import {checkbox, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {percent, significant} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {sentences, texts} from "../../../kit/texts.js";

const t = texts({
  en: {
    title: "Decay under batch normalisation",
    run: "Run it here",
    norm: "batch normalisation",
    seed: "seed",
    step: "step",
    size: "‖W‖ of all hidden layers",
    error: "training error",
    doubled: "with W doubled",
    turn: "learning rate / ‖W‖², against λ = 0",
    progress: (lambda: number, step: number) => `λ = ${lambda}, step ${step}`,
    shown: (norm: boolean, seed: number) =>
      `Shown: ${norm ? "with" : "without"} batch normalisation, seed ${seed}.`,
    stale: (seed: number) =>
      `This is the result of seed ${seed}. Press “Run it here” for the one chosen now.`,
    caption:
      "Three plain networks of 8 layers learn the spirals with different λ; only weights decay. Decay makes the weights smaller. Then all hidden weights are doubled: under batch normalisation the training error stays as it is, since size means nothing there; what does grow is how far one step turns the weights. Take normalisation away, and size is part of the function.",
    row: (lambda: number, size: string, error: string, doubled: string) =>
      `λ ${lambda}: weights of norm ${size}, training error ${error}, with weights doubled ${doubled}.`
  },
  zh: {
    title: "批量归一化之下的衰减",
    run: "在这里运行",
    norm: "批量归一化",
    seed: "种子",
    step: "步",
    size: "所有隐藏层的 ‖W‖",
    error: "训练误差",
    doubled: "W 加倍之后",
    turn: "学习率 / ‖W‖²，与 λ = 0 相比",
    progress: (lambda, step) => `λ = ${lambda}，第 ${step} 步`,
    shown: (norm, seed) => `图中所示：${norm ? "有" : "没有"}批量归一化，种子 ${seed}。`,
    stale: seed => `这是种子 ${seed} 的结果。要得到现在所选种子的结果，请按“在这里运行”。`,
    caption:
      "三个 8 层的普通网络用不同的 λ 学习螺线，只有权重衰减。衰减使权重变小。然后把所有隐藏层的权重加倍：有批量归一化时，训练误差不变，因为大小在那里没有意义；变大的是一步能使权重转过多少。拿掉归一化，大小就是函数的一部分。",
    row: (lambda, size, error, doubled) =>
      `λ ${lambda}：权重的范数 ${size}，训练误差 ${error}，权重加倍之后 ${doubled}。`
  }
});

export const decayParameters = {
  normalised: toggle(true),
  decayseed: integer({min: 1, max: 99, value: 1})
};

/** What the page's data loader computed: with batch normalisation and without. */
export interface StoredDecay {
  readonly decay: {readonly [how in How]: readonly DecayRecord[]};
}
type How = "normalised" | "bare";

// Weights of plain networks: blue is what residual ones wear.
const colours = ["--ink-3", "--ink", "--weight"];

/** The figure. */
export function normalisedDecay(state: State<typeof decayParameters>, {decay}: StoredDecay): HTMLElement {
  const crew = workers({size: 1});
  const fresh = (seed: number, records: readonly DecayRecord[]) => ({seed, records: [...records]});
  const shown = {
    normalised: fresh(decayParameters.decayseed.value, decay.normalised),
    bare: fresh(decayParameters.decayseed.value, decay.bare)
  };
  let running: How | undefined;
  let before = shown.normalised;
  const how = (): How => running ?? (state.values.normalised ? "normalised" : "bare");

  const networks = () => {
    const {records} = shown[how()];
    return [...new Set(records.map(r => r.lambda))].map(lambda => {
      const own = records.filter(r => r.lambda === lambda);
      return {lambda, records: own, last: own[own.length - 1]};
    });
  };
  const chart = plotted(
    width =>
      curves(
        networks().map(({lambda, records}, i) => ({
          label: `λ = ${lambda}`,
          colour: colours[i],
          points: records.map(r => ({x: r.step, y: r.size}))
        })),
        {
          width,
          height: 260,
          x: {label: t.step, domain: [0, 300], ticks: 4},
          y: {label: t.size, domain: [0, 20], ticks: 5},
          description: describe()
        }
      ),
    {height: 260}
  );
  const line = html("p", {class: "shown"});
  const table = html("div", {class: "data-table"});
  const run = runner<DecayRecord>({
    label: t.run,
    status() {
      const last = shown[how()].records.at(-1);
      return last ? t.progress(last.lambda, last.step) : "";
    },
    begin() {
      running = undefined;
      running = how();
      before = shown[running];
      shown[running] = fresh(state.values.decayseed, []);
      // Without normalisation the larger rate would break the network.
      const options = running === "bare" ? {norm: false, rate: 0.01} : {norm: true};
      return crew.run("decay", {...options, seed: state.values.decayseed});
    },
    take(record) {
      shown[how()].records.push(record);
      show();
    },
    end(ended) {
      if (ended !== "done") shown[how()] = before;
      running = undefined;
      show();
    }
  });

  function show() {
    const {seed} = shown[how()];
    const current = running !== undefined || seed === state.values.decayseed;
    line.textContent = current ? t.shown(how() === "normalised", seed) : t.stale(seed);
    line.classList.toggle("stale", !current);
    chart.redraw();
    const all = networks();
    const ended = all.filter(({last}) => last.doubled);
    table.replaceChildren(
      html(
        "table",
        {},
        html(
          "thead",
          {},
          html("tr", {}, ...["λ", "‖W‖", t.error, t.doubled, t.turn].map(h => html("th", {}, h)))
        ),
        html(
          "tbody",
          {},
          ...ended.map(({lambda, last}) =>
            html(
              "tr",
              {},
              html("th", {scope: "row"}, String(lambda)),
              html("td", {}, significant(last.size)),
              html("td", {}, percent(last.error, 1)),
              html("td", {}, percent(last.doubled!.error, 1)),
              html("td", {}, `× ${significant(last.effective / ended[0].last.effective, 2)}`)
            )
          )
        )
      )
    );
  }

  function describe(): string {
    const rows = networks()
      .filter(({last}) => last.doubled)
      .map(({lambda, last}) =>
        t.row(lambda, significant(last.size), percent(last.error, 1), percent(last.doubled!.error, 1))
      );
    return sentences(...rows);
  }

  state.follow(show, namesOf(decayParameters));
  return figure({
    id: "decay-and-normalisation",
    title: t.title,
    state,
    parameters: namesOf(decayParameters),
    controls: [checkbox(state, "normalised", t.norm), slider(state, "decayseed", t.seed)],
    body: html("div", {}, run.element, line, chart.element, table),
    caption: t.caption,
    describe,
    data: () =>
      shown[how()].records.map(({lambda, step, loss, error, size}) => ({
        lambda,
        step,
        loss,
        "error in %": inPercent(error),
        "norm of the weights": size
      }))
  });
}
