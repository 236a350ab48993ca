import {namesOf} from "../../../../lesson/parameters.js";
// Figure 3 of the lecture: two layers behind a network, whose terms can be struck out one by one.

import {figure} from "../../../figure/figure.js";
import {diverging, onDiverging} from "../../../kit/colour.js";
import {checkbox, options, slider} from "../../../kit/controls.js";
import {type Child, html} from "../../../kit/dom.js";
import {htmlName, rich} from "../../../kit/labels.js";
import {numberCell} from "../../../kit/number-cell.js";
import {fixed} from "../../../kit/numbers.js";
import {resized} from "../../../kit/resize.js";
import type {State} from "../../../kit/state.js";
import {texts} from "../../../kit/texts.js";
import {type AppendedValues, appendedParameters, type Blocks, compute} from "../model/appended-block.js";
import {appendedDrawing} from "./drawing.js";

const t = texts({
  en: {
    title: "Two more layers",
    big: "Big NN",
    x: (i: number) => `X, number ${i}`,
    zerow: "W[l+2] = 0",
    zerob: "b[l+2] = 0",
    arc: "shortcut",
    last: "last layer of the network",
    lasts: {relu: "ReLU", linear: "linear"},
    first: "another W[l+1]",
    verdicts: {
      same: "a[l+2] = a[l]: the block hands on exactly what it was given.",
      zero: "The output is 0: without the shortcut, nothing of a[l] is left.",
      negative:
        "Not the identity: a[l] has a negative entry, and the last ReLU makes it 0. With ReLU in the layer before, this could not happen.",
      w: "a[l+2] ≠ a[l]: W[l+2] a[l+1] still contributes.",
      b: "a[l+2] ≠ a[l]: b[l+2] still contributes.",
      plain: "A plain block: a[l] reaches the output only through both layers.",
      block: "a[l+2] ≠ a[l]: the block changes what it was given."
    },
    caption:
      "Strike out W[l+2], then b[l+2]. Then vary W[l+1] and X: does anything change? Take the shortcut away and look at the same zeroes. Last, let the network end in a linear layer, so that a[l] may be negative, and see why ReLU matters. Every number is computed by the network drawn here.",
    describe: (a: string, out: string, verdict: string) => `a[l] is ${a}; a[l+2] is ${out}. ${verdict}`
  },
  zh: {
    title: "再加两层",
    big: "大网络",
    x: i => `X 的第 ${i} 个数`,
    zerow: "W[l+2] = 0",
    zerob: "b[l+2] = 0",
    arc: "捷径",
    last: "大网络的最后一层",
    lasts: {relu: "ReLU", linear: "线性"},
    first: "换一个 W[l+1]",
    verdicts: {
      same: "a[l+2] = a[l]：给块什么，它就原样交出什么。",
      zero: "输出是 0：没有捷径，a[l] 什么也没有留下。",
      negative: "不是恒等函数：a[l] 里有负数，最后的 ReLU 把它变成了 0。前一层若用 ReLU，就不会这样。",
      w: "a[l+2] ≠ a[l]：W[l+2] a[l+1] 还在起作用。",
      b: "a[l+2] ≠ a[l]：b[l+2] 还在起作用。",
      plain: "普通块：a[l] 只能穿过两层才到得了输出。",
      block: "a[l+2] ≠ a[l]：块改变了它得到的东西。"
    },
    caption:
      "先划去 W[l+2]，再划去 b[l+2]。然后改变 W[l+1] 和 X：有什么变化吗？拿掉捷径，再看同样的两个零。最后让大网络以线性层结尾，a[l] 就可能为负，看看 ReLU 为什么要紧。每个数字都由图中的网络算出。",
    describe: (a, out, verdict) => `a[l] 是 ${a}；a[l+2] 是 ${out}。${verdict}`
  }
});

/** The figure. The two blocks are the ones that the page's cell defines. */
export function twoMoreLayers(state: State<typeof appendedParameters>, blocks: Blocks): HTMLElement {
  let now = compute(blocks, state.values);
  const drawing = resized(
    width => appendedDrawing(state.values, now, {width, bigNetwork: t.big, description: describe()}),
    {height: 222}
  );
  const equation = html("div", {class: "vector-equation"});
  const verdict = html("p", {class: "outcome"});
  const inputs = [0, 1].map(i =>
    numberCell({
      label: t.x(i + 1),
      min: -3,
      max: 3,
      change: v => state.set({x: state.values.x.map((old, j) => (j === i ? v : old))})
    })
  );
  const describe = () => t.describe(list(now.a), list(now.out), verdictOf(state.values, now));

  state.follow(values => {
    now = compute(blocks, values);
    for (const [i, cell] of inputs.entries()) cell.show(values.x[i], 2);
    drawing.redraw();
    equation.replaceChildren(...terms(values, now));
    verdict.replaceChildren(...rich(verdictOf(values, now)));
    verdict.classList.toggle("good", now.same);
  }, namesOf(appendedParameters));

  return figure({
    id: "two-layers",
    title: t.title,
    state,
    parameters: namesOf(appendedParameters),
    controls: [
      checkbox(state, "zerow", t.zerow),
      checkbox(state, "zerob", t.zerob),
      checkbox(state, "arc", t.arc),
      slider(state, "firstweights", t.first),
      options(state, "lastlayer", t.last, t.lasts),
      html("span", {class: "control"}, html("span", {class: "name"}, "X"), ...inputs.map(i => i.element))
    ],
    body: html("div", {}, drawing.element, equation, verdict),
    caption: t.caption,
    describe,
    data: () =>
      Object.entries({
        X: state.values.x,
        "a[l]": now.a,
        "a[l+1]": now.hidden,
        "W[l+2] a[l+1]": now.product,
        "b[l+2]": now.bias,
        "z[l+2]": now.z,
        "a[l+2]": now.out
      }).flatMap(([array, numbers]) => numbers.map((value, i) => ({array, unit: i + 1, value})))
  });
}

/** The last equation with its numbers: what is zero is struck out. */
function terms(values: AppendedValues, {out, product, bias, a}: ReturnType<typeof compute>): HTMLElement[] {
  const term = (name: Child, numbers: readonly number[], struck = false) =>
    html(
      "span",
      {class: `term${struck ? " struck" : ""}`},
      html("span", {class: "term-name"}, name),
      html(
        "span",
        {class: "vector"},
        ...numbers.map(v =>
          html("span", {style: `background: ${diverging(v, 2)}; color: ${onDiverging(v, 2)}`}, fixed(v))
        )
      )
    );
  const sign = (text: string) => html("span", {class: "sign"}, text);
  return [
    term(htmlName("a[l+2]"), out),
    sign("= g("),
    term(html("span", {}, htmlName("W[l+2]"), " ", htmlName("a[l+1]")), product, values.zerow),
    sign("+"),
    term(htmlName("b[l+2]"), bias, values.zerob),
    ...(values.arc ? [sign("+"), term(htmlName("a[l]"), a)] : []),
    sign(")")
  ];
}

function verdictOf({zerow, zerob, arc}: AppendedValues, {a, same}: ReturnType<typeof compute>): string {
  const v = t.verdicts;
  if (same) return v.same;
  if (!arc) return zerow && zerob ? v.zero : v.plain;
  if (zerow && zerob && a.some(n => n < 0)) return v.negative;
  if (zerow) return v.b;
  return zerob ? v.w : v.block;
}

const list = (numbers: readonly number[]) => `[${numbers.map(n => fixed(n)).join(", ")}]`;
