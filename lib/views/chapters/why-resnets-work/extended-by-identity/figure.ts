// A deep plain network that has the loss of a shallow one exists: is it found?
import type {SolutionRecord} from "../../../../experiments/append.js";
import {integer, namesOf} from "../../../../lesson/parameters.js";
import {workers} from "../../../../worker/client.js";
import {curves} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {runner} from "../../../figure/runner.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {percent, significant, tick} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {sentences, texts} from "../../../kit/texts.js";

const t = texts({
  en: {
    title: "The solution exists. Is it found?",
    run: "Run it here",
    seed: "seed",
    name: {
      trained: (depth: number) => `plain-${depth}, trained`,
      extended: (depth: number) => `plain-${depth}, W = I added`,
      scratch: (depth: number) => `plain-${depth}, from random`
    } as Record<SolutionRecord["how"], (depth: number) => string>,
    short: {
      trained: (depth: number) => `${depth} layers`,
      extended: (depths: string) => `${depths}: W = I`,
      scratch: (depth: number) => `${depth}, random`
    },
    step: "step",
    loss: "training loss",
    error: "training error",
    network: "network",
    chance: "chance",
    equal: "equal to the last bit",
    progress: (name: string, step: number) => `${name}, step ${step}`,
    shown: (seed: number, stored: boolean) =>
      `Shown: seed ${seed}${stored ? "; computed when this page was built" : ""}.`,
    stale: (seed: number) =>
      `This is the result of seed ${seed}. Press “Run it here” for the one chosen now.`,
    caption:
      "A plain network of 8 layers is trained to read digits. Layers with W = I and b = 0 behind it change nothing: the networks of 56 and 110 layers have its loss exactly. The same depths are then trained from random weights, for as many steps.",
    ends: "Loss and training error at the end.",
    fate: (name: string, loss: string, error: string) => `${name}: ${loss}, ${error}.`
  },
  zh: {
    title: "解是存在的，找得到吗？",
    run: "在这里运行",
    seed: "种子",
    name: {
      trained: depth => `普通 ${depth} 层，训练所得`,
      extended: depth => `普通 ${depth} 层，接 W = I`,
      scratch: depth => `普通 ${depth} 层，从随机开始`
    },
    short: {
      trained: depth => `${depth} 层`,
      extended: depths => `${depths} 层：W = I`,
      scratch: depth => `${depth} 层，随机`
    },
    step: "步",
    loss: "训练损失",
    error: "训练误差",
    network: "网络",
    chance: "瞎猜",
    equal: "逐位相等",
    progress: (name, step) => `${name}，第 ${step} 步`,
    shown: (seed, stored) => `图中所示：种子 ${seed}${stored ? "；在生成本页时算出" : ""}。`,
    stale: seed => `这是种子 ${seed} 的结果。要得到现在所选种子的结果，请按“在这里运行”。`,
    caption:
      "一个 8 层的普通网络学会了读数字。在它后面接上 W = I、b = 0 的层，什么也不会改变：56 层和 110 层的网络，损失与它完全相同。然后从随机权重开始，以同样的步数训练同样深的网络。",
    ends: "结束时的损失和训练误差。",
    fate: (name, loss, error) => `${name}：${loss}，${error}。`
  }
});

export const solutionParameters = {solutionseed: integer({min: 1, max: 99, value: 1})};

/** What the page's data loader computed, as far as this figure goes. */
export interface StoredSolution {
  readonly solution: readonly SolutionRecord[];
}

const colours = {trained: "--ink", extended: "--weight", scratch: "--plain"};

/** The figure. */
export function solutionExists(
  state: State<typeof solutionParameters>,
  {solution}: StoredSolution
): HTMLElement {
  const crew = workers({size: 1});
  let shown = {seed: solutionParameters.solutionseed.value, records: [...solution], stored: true};
  let before = shown;
  let running = false;
  let painted = 0;

  const networks = () => {
    const groups = new Map<string, SolutionRecord[]>();
    for (const r of shown.records) {
      const name = t.name[r.how](r.depth);
      groups.set(name, [...(groups.get(name) ?? []), r]);
    }
    return [...groups].map(([name, records]) => ({name, records, last: records[records.length - 1]}));
  };
  // The extended networks all end at one point: one label for them.
  function labelOf({how, depth}: SolutionRecord): string {
    if (how !== "extended") return t.short[how](depth);
    const depths = networks().flatMap(({last}) => (last.how === how ? [last.depth] : []));
    return depth === depths[0] ? t.short.extended(depths.join(", ")) : "";
  }
  const steps = () => shown.records.reduce((most, r) => Math.max(most, r.step), 1);
  const chart = plotted(
    width =>
      curves(
        networks().map(({records, last}) => ({
          label: labelOf(last),
          colour: colours[last.how],
          dashed: last.depth > 100,
          dots: last.how === "extended",
          // What was extended was trained for as long as the network that it extends.
          points: records.map(r => ({x: last.how === "extended" ? steps() : r.step, y: r.loss}))
        })),
        {
          width,
          height: 320,
          x: {label: t.step, domain: [0, steps()], ticks: 4},
          y: {label: t.loss, log: true, domain: [2e-5, 5], ticks: 5, format: tick},
          levels: [{y: Math.log(10), label: t.chance}],
          description: describe()
        }
      ),
    {height: 320}
  );
  const table = html("div", {class: "data-table"});
  const line = html("p", {class: "shown"});

  const run = runner<SolutionRecord>({
    label: t.run,
    status() {
      const last = shown.records.at(-1);
      return last ? t.progress(t.name[last.how](last.depth), last.step) : "";
    },
    begin() {
      if (!running) before = shown;
      running = true;
      shown = {seed: state.values.solutionseed, records: [], stored: false};
      show();
      return crew.run("solutionExists", {seed: shown.seed});
    },
    take(record) {
      shown.records.push(record);
      if (performance.now() - painted < 150) return;
      painted = performance.now();
      show();
    },
    end(how) {
      running = false;
      if (how !== "done") shown = before;
      show();
    }
  });

  function show() {
    const current = running || shown.seed === state.values.solutionseed;
    line.textContent = (current ? t.shown : t.stale)(shown.seed, shown.stored);
    line.classList.toggle("stale", !current);
    chart.redraw();
    const all = networks();
    const goal = all[0]?.last.loss;
    table.replaceChildren(
      html(
        "table",
        {},
        html("thead", {}, html("tr", {}, ...[t.network, t.loss, t.error].map(h => html("th", {}, h)))),
        html(
          "tbody",
          {},
          ...all.map(({name, last}) =>
            html(
              "tr",
              {},
              html("th", {scope: "row"}, name),
              html(
                "td",
                {},
                significant(last.loss, 4),
                last.how === "extended" &&
                  last.loss === goal &&
                  html("span", {class: "equal"}, ` = ${t.equal}`)
              ),
              html("td", {}, percent(last.error))
            )
          )
        )
      )
    );
  }

  function describe(): string {
    const fates = networks().map(({name, last}) =>
      t.fate(name, significant(last.loss, 2), percent(last.error))
    );
    return sentences(t.ends, ...fates);
  }

  state.follow(() => {
    if (!running) show();
  }, namesOf(solutionParameters));
  return figure({
    id: "extended-by-identity",
    title: t.title,
    state,
    parameters: namesOf(solutionParameters),
    controls: [slider(state, "solutionseed", t.seed)],
    body: html("div", {}, run.element, line, chart.element, table),
    caption: t.caption,
    describe,
    data: () =>
      shown.records.map(({how, depth, step, loss, error}) => ({
        how,
        depth,
        step,
        loss,
        "error in %": inPercent(error)
      }))
  });
}
