import {elements, type Layer, type Plan} from "../../../../index.js";
import {choice, merge, namesOf} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {options} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {paragraph, plainText} from "../../../kit/labels.js";
import type {State} from "../../../kit/state.js";
import {listed, sentences, texts} from "../../../kit/texts.js";
import {blockNumbers, blockParameters, compute, plansOf} from "../model/numbers.js";
import {scene} from "../scene.js";
import {forwards} from "../script.js";
import {short} from "../words.js";

const t = texts({
  en: {
    title: "The same weights, another block",
    variant: "instead of the course’s block",
    variants: {
      plain: "no shortcut",
      after: "joined after the ReLU",
      preActivation: "pre-activation"
    },
    course: "The course’s block: a[l+2] = g(z[l+2] + a[l])",
    others: {
      plain: "Without the shortcut: a[l+2] = g(z[l+2])",
      after: "Joined after the last ReLU: a[l+2] = g(z[l+2]) + a[l]",
      preActivation: "Pre-activation: ReLU stands before each linear step, nothing after the addition"
    },
    describe: (other: string) => `${other}.`,
    same: "With these numbers the outputs are the same, entry by entry.",
    change: (entry: number, from: string, to: string) => `entry ${entry}: ${from} becomes ${to}`,
    changed: (changes: string) => `What changes (framed): ${changes}.`,
    because: {
      plain: "What a[l] brought is gone: where z[l+2] is negative, nothing is left at all.",
      after: "Where z[l+2] is negative, the ReLU has cut it before it could take anything away from a[l].",
      preActivation:
        "No ReLU follows the addition, so a negative sum stays negative. The input passes a ReLU on the main path only."
    },
    uncut: "Where a[l] is negative, no ReLU follows that could cut it.",
    account: "One number, and what it is made of",
    caption:
      "Both blocks have the input, weights and biases of the walkthrough above; change them there and look here. The frames mark entries of the output that differ."
  },
  zh: {
    title: "同样的权重，另一种块",
    variant: "把课程的块换成",
    variants: {plain: "没有捷径", after: "在 ReLU 之后加入", preActivation: "预激活"},
    course: "课程的块：a[l+2] = g(z[l+2] + a[l])",
    others: {
      plain: "没有捷径：a[l+2] = g(z[l+2])",
      after: "在最后的 ReLU 之后加入：a[l+2] = g(z[l+2]) + a[l]",
      preActivation: "预激活：每个线性步骤之前有 ReLU，加法之后什么也没有"
    },
    describe: other => `${other}。`,
    same: "用这组数，两个块的输出相同，每个分量都相等。",
    change: (entry, from, to) => `第 ${entry} 个分量由 ${from} 变成 ${to}`,
    changed: changes => `有变化的（已框出）：${changes}。`,
    because: {
      plain: "a[l] 带来的东西没有了：z[l+2] 为负之处，什么也不剩。",
      after: "z[l+2] 为负之处，ReLU 先把它削掉，它来不及从 a[l] 中减去什么。",
      preActivation: "加法之后没有 ReLU，负的和就保持为负。输入只在主路径上经过 ReLU。"
    },
    uncut: "a[l] 为负之处，后面没有 ReLU 来削掉它。",
    account: "一个数，以及它的来历",
    caption: "两个块用的都是上面逐步演示中的输入、权重和偏置；在那里改，到这里看。框出的是输出中不同的分量。"
  }
});

type Variant = keyof typeof t.variants;
const variants = Object.keys(t.variants) as Variant[];

export const whatIfParameters = {variant: choice(variants, "after")};

const own = merge(blockParameters, whatIfParameters);
const names = namesOf(own);

/** The course's block beside another with the same numbers. The models come from the page's own cell. */
export function whatIf(
  state: State<typeof own>,
  models: {readonly block: (n: number) => Layer} & {readonly [K in Variant]: (n: number) => Layer}
): HTMLElement {
  const course = plansOf(models.block);
  const others = Object.fromEntries(variants.map(name => [name, plansOf(models[name])]));
  const account = html("div");
  const first = {key: "z[l+2]", index: [0, 3]};
  const upper = scene({label: plainText(t.course), account, first});
  const lower = scene({label: t.title, account, first});
  const heading = html("div");
  const verdict = html("div");
  let said = "";
  followInView(
    state,
    lower.element,
    values => {
      const numbers = blockNumbers(values);
      const name = values.variant as Variant;
      const [p, other] = [course(values.n), others[name](values.n)].map(p => compute(p, numbers));
      const changes = differences(p, other);
      said = changes.length
        ? sentences(
            t.changed(
              listed(changes.map(({entry, from, to}) => t.change(entry + 1, short(from), short(to))))
            ),
            ...reasons(name, changes)
          )
        : t.same;
      heading.replaceChildren(paragraph(t.others[name], "scene-title"));
      verdict.replaceChildren(paragraph(said, "callout"));
      lower.show(forwards(other), other.steps.length, (key, [, i]) => {
        return key === other.steps.at(-1)!.output && changes.some(({entry}) => entry === i);
      });
      upper.show(forwards(p), p.steps.length);
    },
    names
  );
  return figure({
    id: "what-if-figure",
    title: t.title,
    state,
    parameters: names,
    controls: [options(state, "variant", t.variant, t.variants)],
    body: html(
      "div",
      {},
      paragraph(t.course, "scene-title"),
      upper.element,
      heading,
      lower.element,
      verdict,
      html("section", {class: "aside"}, html("h4", {}, t.account), account)
    ),
    caption: t.caption,
    describe: values =>
      sentences(plainText(t.describe(t.others[values.variant as Variant])), plainText(said)),
    data: () =>
      [upper, lower].flatMap((scene, i) =>
        scene.rows().map(row => ({block: i ? state.values.variant : "course", ...row}))
      )
  });
}

interface Change {
  readonly entry: number;
  readonly from: number;
  readonly to: number;
}

/** Why entries changed. Joined after the ReLU, only a negative entry of the input can come out negative. */
function reasons(variant: Variant, changes: readonly Change[]): string[] {
  const negative = variant === "after" && changes.some(({to}) => to < 0);
  const others = variant !== "after" || changes.some(({to}) => to >= 0);
  return [...(others ? [t.because[variant]] : []), ...(negative ? [t.uncut] : [])];
}

/** Where two blocks put out different numbers. */
function differences(p: Plan, other: Plan): Change[] {
  const [a, b] = [p.output, other.output].map(x => [...elements(x)]);
  return a.flatMap((from, entry) => (b[entry] === from ? [] : [{entry, from, to: b[entry]}]));
}
