// Figure 3 of the lecture: two layers behind a network, whose terms can be struck out one by one.

import {fixed} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {only} from "../../../figure/networks.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {tinted} from "../../../kit/colour.js";
import {checkbox, options, slider} from "../../../kit/controls.js";
import {become, type Child, html} from "../../../kit/dom.js";
import {htmlName, rich} from "../../../kit/labels.js";
import {numberCell} from "../../../kit/number-cell.js";
import {resized} from "../../../kit/resize.js";
import type {State} from "../../../kit/state.js";
import {type AppendedValues, appendedParameters, type Blocks, compute} from "../model/appended-block.js";
import {appendedDrawing} from "./drawing.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

/** The figure. The two blocks are the ones that the page's cell defines. */
export function twoMoreLayers(state: State<typeof appendedParameters>, blocks: Blocks): HTMLElement {
  let appended = compute(blocks, state.values);
  const drawing = resized(
    width => appendedDrawing(state.values, appended, {width, bigNetwork: t.big, description: describe()}),
    {height: 222, still: true}
  );
  const equation = html("div.vector-equation");
  const verdict = html("p.outcome");
  const inputs = [0, 1].map(i =>
    numberCell({
      label: t.x(i + 1),
      min: -3,
      max: 3,
      change: v => state.set({x: state.values.x.map((old, j) => (j === i ? v : old))})
    })
  );
  const describe = () => t.describe(list(appended.a), list(appended.out), verdictOf(state.values, appended));

  state.follow(values => {
    appended = compute(blocks, values);
    for (const [i, cell] of inputs.entries()) cell.show(values.x[i], 2);
    drawing.redraw();
    become(equation, ...terms(values, appended));
    become(verdict, ...rich(verdictOf(values, appended)));
    verdict.classList.toggle("good", appended.same);
  }, namesOf(appendedParameters));

  const parameters = namesOf(appendedParameters);
  const asked = prediction({
    id: "two-layers",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => enough(blocks, state.values)
  });
  return figure({
    id: "two-layers",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [
      checkbox(state, "zerow", t.zerow),
      checkbox(state, "zerob", t.zerob),
      checkbox(state, "arc", t.arc),
      slider(state, "firstweights", t.first),
      options(state, "lastlayer", t.last, t.lasts),
      html("span.control", html("span.name", htmlName("X")), ...inputs.map(i => i.element))
    ],
    body: asked.cover(drawing.element, equation, verdict),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(state.values, appended)},
    hint: t.hint,
    describe,
    networks: only(() => appended.block),
    data: () =>
      Object.entries({
        X: state.values.x,
        "a[l]": appended.a,
        "a[l+1]": appended.hidden,
        "W[l+2] a[l+1]": appended.product,
        "b[l+2]": appended.bias,
        "z[l+2]": appended.z,
        "a[l+2]": appended.out
      }).flatMap(([array, numbers]) => numbers.map((value, i) => ({array, unit: i + 1, value})))
  });
}

/** The last equation with its numbers: what is zero is struck out. */
function terms(values: AppendedValues, {out, product, bias, a}: ReturnType<typeof compute>): HTMLElement[] {
  const term = (name: Child, numbers: readonly number[], struck = false) =>
    html(
      "span",
      {class: `term${struck ? " struck" : ""}`},
      html("span.term-name", name),
      html("span.vector", ...numbers.map(v => html("span", {style: tinted(v, 2)}, fixed(v))))
    );
  const sign = (text: string) => html("span.sign", ...rich(text));
  return [
    term(htmlName("a[l+2]"), out),
    sign("= {g}("),
    term(html("span", htmlName("W[l+2]"), " ", htmlName("a[l+1]")), product, values.zerow),
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

/** Which terms have to go, tried with the numbers of the moment. */
function enough(blocks: Blocks, values: AppendedValues): Measured<keyof typeof t.predict.choices> {
  const without = (zerow: boolean, zerob: boolean) => compute(blocks, {...values, zerow, zerob});
  const [w, b, both] = [without(true, false), without(false, true), without(true, true)];
  const answer = w.same ? "w" : b.same ? "b" : both.same ? "both" : "never";
  return {answer, says: t.tried(list(both.a), list(w.out), list(both.out))};
}

const list = (numbers: readonly number[]) => `[${numbers.map(n => fixed(n)).join(", ")}]`;
