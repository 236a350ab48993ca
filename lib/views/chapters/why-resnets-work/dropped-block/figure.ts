// "If a[l+2] = a[l], can the layers be dropped?" A block that can be left out at every moment of its training.
import type {DroppingRecord} from "../../../../experiments/dropping.js";
import {integer, namesOf, toggle} from "../../../../lesson/parameters.js";
import {workers} from "../../../../worker/client.js";
import {curves} from "../../../drawing/curves.js";
import {Plot, plotted} from "../../../drawing/plot.js";
import {figure} from "../../../figure/figure.js";
import {player} from "../../../figure/player.js";
import {inPercent} from "../../../figure/rows.js";
import {runner} from "../../../figure/runner.js";
import {checkbox, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {percent, significant, tick} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {sentences, texts} from "../../../kit/texts.js";
import {decadeBelow} from "../decade.js";

const t = texts({
  en: {
    title: "Can the two layers be dropped?",
    run: "Train again",
    play: "Play training",
    seed: "seed",
    before: "steps the network trained before",
    at: "steps the block has trained",
    drop: "drop the block",
    kept: "with the block",
    dropped: "block dropped",
    step: "steps the block has trained",
    loss: "training loss",
    progress: (step: number) => `step ${step}`,
    now: (dropped: boolean, loss: string, error: string) =>
      `${dropped ? "Block dropped" : "With the block"}: loss ${loss}, training error ${error}.`,
    same: "Dropping it makes no difference at all: the block is the identity.",
    costs: (dropped: boolean, loss: string, branch: string) =>
      `The block’s branch has ${branch} of its input’s size. ${dropped ? "With" : "Without"} the block the loss is ${loss}.`,
    caption:
      "A network gets one residual block whose last layer is 0; then only the block is trained. At step 0, drop it and put it back. Then let it train, and drop it again. With the block at step 100, let the network train longer before: the less there is left to learn, the smaller the block’s branch becomes.",
    describe: (step: number, now: string, cost: string) => `After ${step} steps. ${now} ${cost}`
  },
  zh: {
    title: "这两层能丢掉吗？",
    run: "重新训练",
    play: "播放训练",
    seed: "种子",
    before: "此前网络训练的步数",
    at: "块训练的步数",
    drop: "丢掉这个块",
    kept: "带着块",
    dropped: "丢掉块",
    step: "块训练的步数",
    loss: "训练损失",
    progress: step => `第 ${step} 步`,
    now: (dropped, loss, error) => `${dropped ? "丢掉块" : "带着块"}：损失 ${loss}，训练误差 ${error}。`,
    same: "丢掉它毫无影响：这个块就是恒等函数。",
    costs: (dropped, loss, branch) =>
      `块的分支大小是输入的 ${branch}。${dropped ? "带着" : "没有"}这个块，损失是 ${loss}。`,
    caption:
      "给网络加上一个末层为 0 的残差块，然后只训练这个块。在第 0 步，把它丢掉再放回去。然后让它训练，再丢一次。把块停在第 100 步，让网络事先多训练一会儿：剩下要学的越少，块的分支就越小。",
    describe: (step, now, cost) => `训练了 ${step} 步。${now}${cost}`
  }
});

export const dropParameters = {
  droppedstep: integer({min: 0, max: 100, value: 0}),
  drop: toggle(false),
  trainedbefore: integer({min: 5, max: 40, value: 12}),
  dropseed: integer({min: 1, max: 99, value: 1})
};

/** The figure. */
export function dropLayers(
  state: State<typeof dropParameters>,
  {dropping}: {readonly dropping: readonly DroppingRecord[]}
): HTMLElement {
  const crew = workers({size: 1});
  let records = [...dropping];
  const wanted = () => ({seed: state.values.dropseed, before: state.values.trainedbefore});
  let shown = {seed: dropParameters.dropseed.value, before: dropParameters.trainedbefore.value};
  let before = shown;
  let fresh = false;
  const now = () => records[Math.min(state.values.droppedstep, records.length - 1)];

  const least = () =>
    decadeBelow(
      records.flatMap(r => [r.kept.loss, r.dropped.loss]),
      1e-4
    );
  const chart = plotted(
    width => {
      const {step, kept, dropped} = now();
      return curves(
        (["kept", "dropped"] as const).map(which => ({
          label: t[which],
          colour: which === "kept" ? "--residual" : "--plain",
          points: records.map(r => ({x: r.step, y: r[which].loss})),
          faded: state.values.drop === (which === "kept")
        })),
        {
          width,
          height: 260,
          x: {label: t.step, domain: [0, 100], ticks: 5},
          y: {label: t.loss, log: true, domain: [least(), 3], ticks: 5, format: tick},
          description: describe(),
          marks: [
            Plot.dot([[step, state.values.drop ? dropped.loss : kept.loss]], {
              r: 6,
              fill: "var(--shortcut)",
              stroke: "var(--card)"
            })
          ]
        }
      );
    },
    {height: 260}
  );
  const words = html("p", {class: "outcome"});
  const run = runner<DroppingRecord>({
    label: t.run,
    status: () => t.progress(fresh ? 0 : records.length - 1),
    begin() {
      before = shown;
      shown = wanted();
      fresh = true;
      return crew.run("dropping", shown);
    },
    // What was trained before stays until there is something new to show, and for good if nothing comes.
    take(record) {
      if (fresh) records = [];
      fresh = false;
      records.push(record);
      show();
    },
    end() {
      if (fresh) {
        fresh = false;
        shown = before;
        state.set({dropseed: shown.seed, trainedbefore: shown.before});
      }
      show();
    }
  });
  const play = player({
    label: t.play,
    interval: 70,
    step() {
      const step = state.values.droppedstep;
      state.set({droppedstep: step >= 100 ? 0 : step + 1});
      return step + 1 !== 100;
    }
  });

  function say(): readonly [string, string] {
    const {kept, dropped, branch} = now();
    const {drop} = state.values;
    const [{loss, error}, other] = drop ? [dropped, kept] : [kept, dropped];
    return [
      t.now(drop, significant(loss), percent(error)),
      kept.loss === dropped.loss ? t.same : t.costs(drop, significant(other.loss), percent(branch))
    ];
  }
  function describe(): string {
    return t.describe(now().step, ...say());
  }
  function show() {
    chart.redraw();
    words.textContent = sentences(...say());
  }

  state.follow(() => {
    if (JSON.stringify(wanted()) !== JSON.stringify(shown)) run.start();
    else show();
  }, namesOf(dropParameters));
  return figure({
    id: "dropped-block",
    title: t.title,
    state,
    parameters: namesOf(dropParameters),
    controls: [
      checkbox(state, "drop", t.drop),
      slider(state, "droppedstep", t.at),
      play.element,
      slider(state, "trainedbefore", t.before),
      slider(state, "dropseed", t.seed)
    ],
    body: html("div", {}, run.element, chart.element, words),
    caption: t.caption,
    describe,
    data: () =>
      records.map(({step, kept, dropped, branch}) => ({
        step,
        "loss with the block": kept.loss,
        "loss without it": dropped.loss,
        "error with the block in %": inPercent(kept.error),
        "error without it in %": inPercent(dropped.error),
        "branch in % of its input": inPercent(branch)
      }))
  });
}
