import {elements, type Layer, type Plan} from "../../../../index.js";
import {integer, merge, namesOf, toggle, type Values} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {button, checkbox, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {paragraph, plainText} from "../../../kit/labels.js";
import {linked} from "../../../kit/linked.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {sentences, texts} from "../../../kit/texts.js";
import type {Chosen} from "../diagram.js";
import {
  type BlockValues,
  blockNumbers,
  blockParameters,
  compute,
  type ListName,
  lengthOf,
  listOf,
  misfits,
  plansOf,
  presets,
  resizeBlock
} from "../model/numbers.js";
import {forwards} from "../script.js";
import {walk} from "../walk.js";
import {list} from "../words.js";
import {code} from "./code.js";
import {equations} from "./equations.js";

const t = texts({
  en: {
    title: "From a[l] to a[l+2], one step at a time",
    diagram: "The block, with all its numbers",
    units: "units",
    shortcut: "shortcut",
    try: "Try",
    presets: {
      random: "new numbers",
      identityWeights: "identity weights",
      zeroLast: "zero last layer",
      negativeInput: "negative input",
      dead: "all units dead"
    },
    identity: "a[l+2] = a[l], entry by entry: with these numbers the block is the identity.",
    zeroed: (a: string, out: string) =>
      `The last layer is zero, and still the block is not the identity: ${a} becomes ${out}. The last ReLU lets no negative number through.`,
    dead: "Every unit of layer l+1 is dead: a[l+1] is all zeroes, and z[l+2] is only the bias. The shortcut carries a[l] on.",
    plain: {
      zeroed:
        "The last layer is zero, and nothing comes out: without the shortcut there is no other way for a[l].",
      dead: "Every unit of layer l+1 is dead: a[l+1] is all zeroes, and z[l+2] is only the bias. Without the shortcut nothing of a[l] is left."
    },
    misfit: (name: string, has: number, n: number, needs: number) =>
      `${name} holds ${has} numbers, but a block of ${n} units needs ${needs}. Numbers of the seed are used.`,
    caption:
      "Step with ← and →, or press Play. Point at any number to see what it is made of; drag the numbers of a[l], W and b, or type others. Without the shortcut it is a plain block. The steps are those of the library’s plan, and so is every number.",
    equations: "The four equations",
    sums: "One number, and what it is made of",
    code: "The code that ran"
  },
  zh: {
    title: "从 a[l] 到 a[l+2]，一步一步走",
    diagram: "块和它的全部数字",
    units: "单元数",
    shortcut: "捷径",
    try: "试一试",
    presets: {
      random: "换一组数",
      identityWeights: "恒等权重",
      zeroLast: "末层为零",
      negativeInput: "负的输入",
      dead: "单元全死"
    },
    identity: "a[l+2] = a[l]，每个分量都相等：用这组数，块就是恒等函数。",
    zeroed: (a, out) => `末层为零，块却不是恒等函数：${a} 变成了 ${out}。最后的 ReLU 不放过任何负数。`,
    dead: "第 l+1 层的单元全死了：a[l+1] 全为零，z[l+2] 只剩偏置。捷径照样把 a[l] 带过去。",
    plain: {
      zeroed: "末层为零，什么也没有出来：没有捷径，a[l] 就没有别的路。",
      dead: "第 l+1 层的单元全死了：a[l+1] 全为零，z[l+2] 只剩偏置。没有捷径，a[l] 什么也没留下。"
    },
    misfit: (name, has, n, needs) =>
      `${name} 有 ${has} 个数，而 ${n} 个单元的块需要 ${needs} 个。已改用种子给出的数。`,
    caption:
      "用 ← 和 → 逐步走，或按“播放”。指向任何一个数，看它由什么构成；a[l]、W 和 b 里的数可以拖动，也可以输入。去掉捷径，就是普通块。步骤就是库中计划的步骤，每个数也都出自那里。",
    equations: "四个式子",
    sums: "一个数，以及它的来历",
    code: "运行的代码"
  }
});

export const walkthroughParameters = merge(blockParameters, {
  step: integer({min: 0, max: 5, value: 5}),
  shortcut: toggle(true)
});

type Parameters = typeof walkthroughParameters;
const own = namesOf(walkthroughParameters);

/**
 * The walk through a residual block of two dense layers, or, without its shortcut, a plain one. `block` and `plain` make
 * the models for n units: the page's own cells.
 */
export function walkthrough(
  state: State<Parameters>,
  {block, plain}: {readonly block: (n: number) => Layer; readonly plain: (n: number) => Layer}
): HTMLElement {
  keepFit(state);
  const [blocks, plains] = [plansOf(block), plansOf(plain)];
  const formulas = equations();
  const {n} = state.values;
  // Each linear step and each ReLU has its line; the addition and the last ReLU are what `residual` and `plain` do.
  const layers = [/dense\(/, /relu/, /dense\(/];
  const lines = code(block, blocks(n).steps, [...layers, /residual\(/, /residual\(/]);
  const plainLines = code(plain, plains(n).steps, [...layers, /plain\(/], "plain: ");
  const source = html("div");
  const verdict = html("div", {class: "findings"});
  const parts = walk({
    state,
    step: "step",
    label: t.diagram,
    first: {key: "z[l+2]", index: [0, 2]},
    edit: {holds: key => key in listOf, change: edit},
    after(_, step, {index}) {
      formulas.show(plan, step, index.at(-1)!);
      for (const {show} of [lines, plainLines]) show(step);
    }
  });

  function edit({key, index}: Chosen, value: number) {
    const name = listOf[key as keyof typeof listOf];
    const {n} = state.values;
    const numbers = [...blockNumbers(state.values)[name]];
    numbers[key.startsWith("W") ? index[1] * n + index[0] : index.at(-1)!] = value;
    state.set({[name]: numbers});
  }

  let plan: Plan;
  state.follow(values => {
    plan = compute((values.shortcut ? blocks : plains)(values.n), blockNumbers(values));
    const {element} = values.shortcut ? lines : plainLines;
    // What stays keeps the focus.
    if (source.firstChild !== element) source.replaceChildren(element);
    const said = judge(plan, values);
    verdict.replaceChildren(...(said ? [paragraph(said, "callout")] : []));
    parts.show(forwards(plan));
  }, own);

  const panel = (title: string, content: Node) =>
    html("section", {class: "aside"}, html("h4", {}, title), content);
  const body = html(
    "div",
    {},
    parts.diagram,
    html("div", {class: "walk-controls"}, parts.narration, verdict, parts.controls),
    html(
      "div",
      {class: "asides"},
      panel(t.equations, formulas.element),
      panel(t.sums, parts.account),
      panel(t.code, source)
    )
  );
  const choose = (name: string) =>
    button(t.presets[name as keyof typeof t.presets], () => state.set(presets[name](state.values)));
  const element = figure({
    id: "walkthrough-figure",
    title: t.title,
    state,
    parameters: own,
    controls: [
      slider(state, "n", t.units),
      checkbox(state, "shortcut", t.shortcut),
      html(
        "div",
        {class: "control presets", role: "group", "aria-label": t.try},
        html("span", {class: "name", "aria-hidden": "true"}, t.try),
        ...Object.keys(presets).map(choose)
      )
    ],
    body,
    caption: t.caption,
    plan: () => plan,
    data: () => parts.rows(),
    describe: () => sentences(parts.describe(), plainText(judge(plan, state.values) ?? ""))
  });
  parts.listen(element);
  linked(element);
  return element;
}

/** What these numbers show, if they show something worth saying. */
function judge(p: Plan, {shortcut}: Values<Parameters>): string | undefined {
  const read = (name: string) => [...elements(p.value(name))];
  const [a, a1, out] = ["a[l]", "a[l+1]", "a[l+2]"].map(read);
  if (a.every((v, i) => v === out[i])) return t.identity;
  if ([...read("W[l+2]"), ...read("b[l+2]")].every(v => v === 0))
    return shortcut ? t.zeroed(list(a), list(out)) : t.plain.zeroed;
  if (a1.some(v => v !== 0)) return;
  return shortcut ? t.dead : t.plain.dead;
}

/** Keeps the lists as long as the number of units asks: cut or filled up when that changes, left out when a link errs. */
function keepFit(state: State<typeof blockParameters>): void {
  let last: BlockValues = state.values;
  state.follow(values => {
    const wrong = misfits(values);
    if (wrong.length === 0) {
      last = values;
    } else if (values.n !== last.n) {
      state.set(resizeBlock(last, values.n));
    } else {
      for (const name of wrong)
        notice(t.misfit(name, values[name].length, values.n, lengthOf(name, values.n)));
      state.set(Object.fromEntries(wrong.map((name: ListName) => [name, []])));
    }
  });
}
