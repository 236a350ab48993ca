// The smallest block: its loss over two weights, plain beside residual, and the way gradient descent takes.
import {
  atSaddle,
  type BlockKind,
  curvature,
  descent,
  loss,
  minima,
  type Scalar,
  saddle,
  type Weights
} from "../../../../experiments/landscape.js";
import {namesOf, real} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {numberBox, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {fixed, significant} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {sentences, texts} from "../../../kit/texts.js";
import {arrival, landscapePanel, reach} from "./panel.js";

const t = texts({
  en: {
    title: "The loss over w₁ and w₂",
    decay: "λ",
    m: "m = E[x²]",
    pace: "learning rate",
    start: "start",
    kinds: {plain: "Plain", residual: "Residual"},
    says: (kind: string, text: string) => `${kind}: ${text}`,
    pick: (kind: string) => `${kind}: where gradient descent starts`,
    at: ([a, b]: Weights) => `w₁ ${fixed(a, 1)}, w₂ ${fixed(b, 1)}`,
    origin: (low: number, high: number, isSaddle: boolean) =>
      `Origin: eigenvalues ${fixed(low)} and ${fixed(high)}, ${isSaddle ? "a saddle" : low > 0 ? "a minimum" : "level in at least one direction"}.`,
    goal: (product: number) => `Lowest where w₁w₂ = ${fixed(product)}.`,
    arrived: (steps: number, product: number, value: number) =>
      `From the start, level ground after ${steps} steps: w₁w₂ = ${fixed(product)}, loss ${significant(value, 2)}.`,
    stuck: (steps: number) =>
      `From the start, level ground after ${steps} steps, and it is the saddle: a push would send it down.`,
    under: (steps: number) => `Still under way after ${steps} steps.`,
    diverged: "Diverged: the steps overshoot, each more than the one before. Lower the learning rate.",
    caption:
      "The stronger the colour, the lower the ground; dots mark the minima, a cross the saddle. Choose a start by pointing, touching or with the arrow keys: the orange line is gradient descent from there, in both landscapes. Raise λ to m, and watch the plain block’s minima merge. Start on the diagonal w₂ = −w₁, and the plain block runs into the saddle."
  },
  zh: {
    title: "损失与 w₁、w₂",
    decay: "λ",
    m: "m = E[x²]",
    pace: "学习率",
    start: "起点",
    kinds: {plain: "普通", residual: "残差"},
    says: (kind, text) => `${kind}：${text}`,
    pick: kind => `${kind}：梯度下降的起点`,
    at: ([a, b]) => `w₁ ${fixed(a, 1)}，w₂ ${fixed(b, 1)}`,
    origin: (low, high, isSaddle) =>
      `原点：特征值 ${fixed(low)} 和 ${fixed(high)}，${isSaddle ? "是鞍点" : low > 0 ? "是极小点" : "至少在一个方向上是平的"}。`,
    goal: product => `最低处 w₁w₂ = ${fixed(product)}。`,
    arrived: (steps, product, value) =>
      `从起点走 ${steps} 步到达平地：w₁w₂ = ${fixed(product)}，损失 ${significant(value, 2)}。`,
    stuck: steps => `从起点走 ${steps} 步到达平地，但那是鞍点：轻轻一推就会继续往下。`,
    under: steps => `走了 ${steps} 步还在路上。`,
    diverged: "发散了：每一步都冲过头，而且一步比一步远。请调低学习率。",
    caption:
      "颜色越浓，地势越低；圆点是极小点，叉号是鞍点。用指点、触摸或方向键选一个起点：橙线就是从那里出发的梯度下降，两片地形里都有。把 λ 加大到 m，看普通块的两个极小点合并。从对角线 w₂ = −w₁ 上出发，普通块就会走进鞍点。"
  }
});

/** What the reader can change. */
export const landscapeParameters = {
  decay: real({min: 0, max: 1.5, step: 0.01, value: 0.1}),
  m: real({min: 0.1, max: 2, step: 0.05, value: 1}),
  pace: real({min: 0.01, max: 5, step: 0.01, value: 0.1}),
  w1: real({min: -reach, max: reach, step: 0.1, value: -0.3}),
  w2: real({min: -reach, max: reach, step: 0.1, value: 1.4})
};

const steps = 1000;
const kinds = ["plain", "residual"] as const;

/** The figure. */
export function landscape(state: State<typeof landscapeParameters>): HTMLElement {
  const scalar = (kind: BlockKind): Scalar => ({kind, m: state.values.m, lambda: state.values.decay});
  const start = (): Weights => [state.values.w1, state.values.w2];
  const paths: Record<BlockKind, readonly Weights[]> = {plain: [], residual: []};
  const walk = () => {
    for (const kind of kinds)
      paths[kind] = [...descent(scalar(kind), {from: start(), rate: state.values.pace, steps})];
  };
  walk();

  function say(kind: BlockKind): string {
    const s = scalar(kind);
    const [low, high] = curvature(s, [0, 0]);
    const [bottom] = minima(s);
    // Without decay the product is what counts: 1 for a plain block, 0 for a residual one.
    return sentences(t.origin(low, high, saddle(s)), t.goal(bottom[0] * bottom[1]), fate(s, paths[kind]));
  }

  const panels = kinds.map(kind => {
    const words = html("p", {class: "panel-words"});
    const panel = landscapePanel(kind, {
      scalar: () => scalar(kind),
      path: () => paths[kind],
      start,
      move: ([w1, w2]) => state.set({w1, w2}),
      pickLabel: t.pick(t.kinds[kind]),
      say: () => t.at(start()),
      description: () => t.says(t.kinds[kind], say(kind))
    });
    return {
      element: html(
        "section",
        {},
        html("h4", {class: `panel-heading ${kind}`}, t.kinds[kind]),
        panel.element,
        words
      ),
      redraw() {
        panel.redraw();
        words.textContent = say(kind);
      }
    };
  });
  state.follow(() => {
    walk();
    for (const panel of panels) panel.redraw();
  }, namesOf(landscapeParameters));

  return figure({
    id: "loss-landscape",
    title: t.title,
    state,
    parameters: namesOf(landscapeParameters),
    controls: [
      slider(state, "decay", t.decay),
      slider(state, "m", t.m),
      slider(state, "pace", t.pace),
      html(
        "span",
        {class: "control"},
        html("span", {class: "name"}, t.start),
        numberBox(state, "w1", "w₁"),
        numberBox(state, "w2", "w₂")
      )
    ],
    body: html("div", {class: "pair"}, ...panels.map(p => p.element)),
    caption: t.caption,
    describe: () => sentences(...kinds.map(kind => t.says(t.kinds[kind], say(kind)))),
    data: () =>
      kinds.flatMap(kind =>
        paths[kind].map(([w1, w2], step) => ({block: kind, step, w1, w2, loss: loss(scalar(kind), [w1, w2])}))
      )
  });
}

/** What becomes of gradient descent. */
function fate(scalar: Scalar, path: readonly Weights[]): string {
  const [w1, w2] = path[path.length - 1];
  if (path.length <= steps || Math.hypot(w1, w2) > 1e3) return t.diverged;
  const after = arrival(scalar, path);
  if (after === undefined) return t.under(steps);
  const [a, b] = path[after];
  if (atSaddle(scalar, [a, b])) return t.stuck(after);
  return t.arrived(after, a * b, loss(scalar, [a, b]));
}
