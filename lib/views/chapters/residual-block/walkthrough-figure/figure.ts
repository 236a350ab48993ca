import {elements, type Layer, type Plan} from "../../../../index.js";
import {list} from "../../../../lesson/numbers.js";
import {namesOf, type Values} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {only} from "../../../figure/networks.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {button, checkbox, slider} from "../../../kit/controls.js";
import {become, html} from "../../../kit/dom.js";
import {paragraph, plainText} from "../../../kit/labels.js";
import {linked} from "../../../kit/linked.js";
import {memo} from "../../../kit/memo.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
import type {Chosen} from "../diagram.js";
import {flow, withoutShortcut} from "../model/flow.js";
import {
  type BlockValues,
  blockNumbers,
  type blockParameters,
  compute,
  type ListName,
  lengthOf,
  listOf,
  misfits,
  plansOf,
  presets,
  resizeBlock,
  widthOfLists
} from "../model/numbers.js";
import {lastStep, walkthroughParameters} from "../parameters.js";
import {forwards} from "../script.js";
import {walk} from "../walk.js";
import {yourTurn} from "../your-turn.js";
import {code} from "./code.js";
import {equations} from "./equations.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

type Parameters = typeof walkthroughParameters;
const parameters = namesOf(walkthroughParameters);

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
  const bare = memo((n: number) => withoutShortcut(flow(blocks(n))));
  const formulas = equations();
  const {n} = state.values;
  // Each linear step and each ReLU has its line; the addition and the last ReLU are what `residual` and `plain` do.
  const layers = [/dense\(/, /relu/, /dense\(/];
  const lines = code(block, blocks(n).steps, [...layers, /residual\(/, /residual\(/]);
  const plainLines = code(plain, plains(n).steps, [...layers, /plain\(/], "plain: ");
  const source = html("details");
  const verdict = html("div.findings");
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
    if (source.lastChild !== element) source.replaceChildren(html("summary", t.code), element);
    const judgement = judge(plan, values);
    become(verdict, judgement && paragraph(judgement, "callout"));
    parts.show(values.shortcut ? forwards(plan) : forwards(plan, bare(values.n)));
  }, parameters);
  const asked = prediction({
    id: "walkthrough-figure",
    parameters,
    ...t.predict,
    shows: () => state.set({...presets.zeroLast(state.values), shortcut: true, step: lastStep}),
    measured: zeroed(plansOf(block), state)
  });

  const panel = (title: string, content: Node) => html("section.aside", html("h4", title), content);
  const turn = yourTurn({
    id: "walkthrough-figure",
    load: () => import("./turns.js"),
    about: () => ({...blockNumbers(state.values), shortcut: state.values.shortcut}),
    hide: parts.hide
  });
  state.follow(turn.follow, parameters);
  const body = html(
    "div",
    parts.diagram,
    turn.panel,
    html("div.walk-controls", parts.narration, parts.controls),
    html("div.asides", panel(t.equations, formulas.element), panel(t.sums, parts.account)),
    source,
    asked.cover(verdict)
  );
  // What they are for is seen at the end.
  const choose = (name: keyof typeof t.presets) =>
    button(t.presets[name], () => state.set({...presets[name](state.values), step: lastStep}));
  const element = figure({
    id: "walkthrough-figure",
    title: t.title,
    state,
    parameters,
    prediction: turn.beside(asked),
    controls: [
      slider(state, "n", t.units),
      checkbox(state, "shortcut", t.shortcut),
      turn.toggle,
      html(
        "details.more",
        html("summary", t.try),
        html(
          "div.control.presets",
          {role: "group", "aria-label": t.try},
          ...(Object.keys(t.presets) as (keyof typeof t.presets)[]).map(choose)
        )
      )
    ],
    body,
    caption: t.caption,
    goal: {...t.goal, reached: () => (asked.covered() ? undefined : reached(plan, state.values.shortcut))},
    networks: only(() => plan),
    data: () => parts.rows(),
    describe: () =>
      turn.says() ??
      sentences(parts.describe(), asked.covered() ?? plainText(judge(plan, state.values) ?? ""))
  });
  parts.listen(element);
  linked(element);
  return element;
}

/** What a block whose last layer is zero makes of the numbers of the moment, and whether its first layer has a say in it. */
function zeroed(plans: (n: number) => Plan, state: State<Parameters>) {
  return (): Measured<keyof typeof t.predict.choices> | undefined => {
    const numbers = blockNumbers({...state.values, ...presets.zeroLast(state.values)});
    const p = plans(numbers.n);
    const [out, other] = [numbers.w1, numbers.w1.map(w => -w)].map(w1 => [
      ...elements(compute(p, {...numbers, w1}).output)
    ]);
    const given = [...elements(p.input)];
    // The question is of what a ReLU hands over.
    if (given.some(v => v < 0)) return;
    const same = (x: readonly number[]) => x.every((v, i) => v === out[i]);
    const answer = !same(other) ? "depends" : same(given) ? "input" : "zero";
    return {answer, says: t.measured(list(given), list(out), list(other))};
  };
}

/** What these numbers show once the walk is at its end, if they show something worth saying. */
function judge(p: Plan, {shortcut, step}: Values<Parameters>): string | undefined {
  if (step < p.steps.length) return;
  const read = (name: string) => [...elements(p.value(name))];
  const [a, a1, out] = ["a[l]", "a[l+1]", "a[l+2]"].map(read);
  if (a.every((v, i) => v === out[i])) return t.identity;
  if (shortcut && read("z[l+2]").every((v, i) => v === a[i])) return t.doubled;
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
    const width = widthOfLists(values);
    if (wrong.length === 0) {
      last = values;
    } else if (width !== undefined && values.n === last.n) {
      state.set({n: width});
    } else if (values.n !== last.n) {
      state.set(resizeBlock(last, values.n));
    } else {
      for (const name of wrong)
        notice(t.misfit(name, values[name].length, values.n, lengthOf(name, values.n)));
      state.set(Object.fromEntries(wrong.map((name: ListName) => [name, []])));
    }
  });
}
