import {elements, type Layer, type Plan} from "../../../../index.js";
import {short} from "../../../../lesson/numbers.js";
import {merge, namesOf} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {only} from "../../../figure/networks.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {options} from "../../../kit/controls.js";
import {become, html} from "../../../kit/dom.js";
import {paragraph, plainText} from "../../../kit/labels.js";
import type {State} from "../../../kit/state.js";
import {listed, sentences} from "../../../kit/texts.js";
import {blockNumbers, blockParameters, compute, plansOf} from "../model/numbers.js";
import {otherBlocks, whatIfParameters} from "../parameters.js";
import {scene} from "../scene.js";
import {forwards} from "../script.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

type Variant = keyof typeof t.variants;

const declarations = merge(blockParameters, whatIfParameters);
const parameters = namesOf(declarations);

/** The course's block beside another with the same numbers. The models come from the page's own cell. */
export function whatIf(
  state: State<typeof declarations>,
  models: {readonly block: (n: number) => Layer} & {readonly [K in Variant]: (n: number) => Layer}
): HTMLElement {
  const course = plansOf(models.block);
  const others = Object.fromEntries(otherBlocks.map(name => [name, plansOf(models[name])]));
  const account = html("div");
  const first = {key: "z[l+2]", index: [0, 3]};
  const upper = scene({label: plainText(t.course), account, first});
  const lower = scene({label: t.title, account, first});
  const other = () => {
    const {n, variant} = state.values;
    return compute(others[variant](n), blockNumbers(state.values));
  };
  const heading = html("div");
  const verdict = html("div");
  let changeText = "";
  followInView(
    state,
    lower.element,
    values => {
      const numbers = blockNumbers(values);
      const name = values.variant as Variant;
      const [p, other] = [course(values.n), others[name](values.n)].map(p => compute(p, numbers));
      const changes = differences(p, other);
      changeText = changes.length
        ? sentences(
            t.changed(
              listed(changes.map(({entry, from, to}) => t.change(entry + 1, short(from), short(to))))
            ),
            ...reasons(name, changes)
          )
        : t.same;
      become(heading, paragraph(t.others[name], "scene-title"));
      become(verdict, paragraph(changeText, "callout"));
      lower.show(forwards(other), other.steps.length, {
        unlike: (key, [, i]) => key === other.steps.at(-1)!.output && changes.some(({entry}) => entry === i)
      });
      upper.show(forwards(p), p.steps.length);
    },
    parameters
  );
  const asked = prediction({
    id: "what-if-figure",
    parameters,
    ...t.predict,
    shows: () => state.set({variant: "after"}),
    measured() {
      const {n} = state.values;
      const numbers = blockNumbers(state.values);
      return whereNegative(...([course(n), others.after(n)].map(p => compute(p, numbers)) as [Plan, Plan]));
    }
  });
  return figure({
    id: "what-if-figure",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [options(state, "variant", t.variant, t.variants)],
    body: html(
      "div",
      paragraph(t.course, "scene-title"),
      upper.element,
      asked.cover(heading, lower.element, verdict, html("section.aside", html("h4", t.account), account))
    ),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(other())},
    describe: values =>
      sentences(plainText(t.describe(t.others[values.variant as Variant])), plainText(changeText)),
    networks: only(other),
    data: () =>
      [upper, lower].flatMap((scene, i) =>
        scene.rows().map(row => ({block: i ? state.values.variant : "course", ...row}))
      )
  });
}

/** What the two blocks do to a, where z is negative and there is something to take away: in all such entries. */
function whereNegative(before: Plan, after: Plan): Measured<keyof typeof t.predict.choices> | undefined {
  const read = (p: Plan, name: string) => [...elements(p.value(name))];
  const [z, a] = [read(before, "z[l+2]"), read(before, "a[l]")];
  const [course, other] = [before, after].map(p => [...elements(p.output)]);
  const places = z.flatMap((v, i) => (v < 0 && a[i] > 0 ? [i] : []));
  if (!places.length) return;
  const falls = (out: readonly number[]) => places.every(i => out[i] < a[i]);
  const answer = falls(course) ? (falls(other) ? "both" : "course") : falls(other) ? "other" : "neither";
  const said = places.map(i => t.where(i + 1, ...([z, a, course, other].map(v => short(v[i])) as Four)));
  return {answer, says: sentences(...said)};
}
type Four = [string, string, string, string];

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
