import type {Plan} from "../../../../index.js";
import {short} from "../../../../lesson/numbers.js";
import {formula} from "../../../drawing/formula.js";
import {html} from "../../../kit/dom.js";
import {equationTexts as t} from "./texts.js";

/** The four equations of a block, each with the steps of its plan that compute it. Only the last tells plain from residual. */
export function equations() {
  const rows = [
    {line: formula("blockZ1"), steps: [1]},
    {line: formula("blockA1"), steps: [2]},
    {line: formula("blockZ2"), steps: [3]}
  ];
  const lasts = {
    residual: {line: formula("blockA2"), steps: [4, 5]},
    plain: {line: formula("blockA2Plain"), steps: [4]}
  };
  const last = html("div");
  const caption = html("p.hint");
  for (const {line} of [...rows, ...Object.values(lasts)]) line.element.classList.add("equation");
  return {
    element: html("div.equations", ...rows.map(({line}) => line.element), last, caption),
    /** Lights the equation of a step of the plan, and writes the numbers of a unit under the terms computed so far. */
    show(p: Plan, step: number, unit: number) {
      const stepOf = (name: string) => p.steps.findIndex(({output}) => output === name) + 1;
      const value = (name: string) => (stepOf(name) <= step ? short(p.value(name).get(0, unit)) : "…");
      // What the linear step adds to the bias: asked of the operation, as all arithmetic here.
      const products = (name: string) =>
        stepOf(name) <= step
          ? short(p.explain(name, [0, unit]).terms.reduce((sum, {product}) => sum + product, 0))
          : "…";
      const given = (from: string, name: string, at: number[]) =>
        stepOf(from) <= step ? short(p.value(name).get(...at)) : "…";
      const bias = (from: string, name: string) => given(from, name, [unit]);
      const [z1, a1, z2, a2] = ["z[l+1]", "a[l+1]", "z[l+2]", "a[l+2]"].map(value);
      rows[0].line.update({z1, w1: products("z[l+1]"), b1: bias("z[l+1]", "b[l+1]")});
      rows[1].line.update({a1, z1});
      rows[2].line.update({z2, w2: products("z[l+2]"), b2: bias("z[l+2]", "b[l+2]")});
      lasts.residual.line.update({a2, z2, a0: given("z[l+2]+a[l]", "a[l]", [0, unit])});
      lasts.plain.line.update({a2, z2});
      const kind = p.steps.some(({operation}) => operation === "add") ? "residual" : "plain";
      const {element} = lasts[kind].line;
      if (last.firstChild !== element) last.replaceChildren(element);
      for (const {line, steps} of [...rows, lasts[kind]])
        line.element.classList.toggle("now", steps.includes(step));
      caption.textContent = t.unit(unit + 1);
    }
  };
}
