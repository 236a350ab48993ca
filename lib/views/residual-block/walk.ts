import {elements, type Plan} from "../../index.js";
import type {Declarations} from "../../lesson/parameters.js";
import {extent} from "../colour.js";
import {html} from "../dom.js";
import type {State} from "../state.js";
import {stepping} from "../stepping.js";
import {texts} from "../texts.js";
import {type Account, arithmetic} from "./arithmetic.js";
import {type Chosen, diagram} from "./diagram.js";
import {arrays, type Flow, flow} from "./flow.js";
import {animate} from "./motion.js";
import {entry, narrate, paragraph, plainText, sayArray, short} from "./words.js";

const t = texts({
  en: {
    at: (name: string, index: string, value: string) => `${name}, entry ${index}: ${value}`,
    later: (name: string, step: number) => `{${name}} is computed in step ${step}.`,
    laterAt: (name: string, step: number) => `${name}: computed in step ${step}`,
    steps: "Steps of the block"
  },
  zh: {
    at: (name, index, value) => `${name}，第 ${index} 个：${value}`,
    later: (name, step) => `{${name}} 在第 ${step} 步才算出。`,
    laterAt: (name, step) => `${name}：在第 ${step} 步才算出`,
    steps: "块的各个步骤"
  }
});

export interface WalkOptions<D extends Declarations> {
  readonly state: State<D>;
  /** The parameter that holds the step. */
  readonly step: keyof D & string;
  /** What the drawing is, for a screen reader. */
  readonly label: string;
  /** The number that is looked at before the reader points at one. */
  readonly first?: Chosen;
  readonly edit?: {holds(key: string): boolean; change(chosen: Chosen, value: number): void};
  /** Called after each change, with the number that is looked at. */
  readonly after?: (p: Plan, step: number, chosen: Chosen) => void;
}

export interface Walk {
  readonly narration: HTMLElement;
  readonly diagram: HTMLElement;
  readonly controls: HTMLElement;
  readonly arithmetic: HTMLElement;
  /** Shows a plan, computed, at the step of the moment. The next plan may be another one. */
  show(p: Plan): void;
  /** The step of the moment in words, with the numbers that it makes. */
  describe(): string;
  listen(root: HTMLElement): void;
}

/** The parts of a figure that walks through a plan: the diagram, the step in words, the controls, the arithmetic. */
export function walk<D extends Declarations>(options: WalkOptions<D>): Walk {
  const {state, step: name, label, first, edit, after} = options;
  const controls = stepping(state, name);
  const narration = html("div", {class: "narration"});
  const sums = html("div", {class: "arithmetic-box"});
  let plan: Plan | undefined;
  let shape: Flow;
  let shown = -1;
  let chosen: Chosen | undefined = first;
  let stop = () => {};
  const picture = diagram({
    label,
    edit,
    say: ({key, index}) => {
      const at = madeAt(key);
      if (at > shown) return t.laterAt(key, at);
      return t.at(key, entry(key, index), short(plan!.value(key).get(...index)));
    },
    choose(next) {
      chosen = next;
      look();
    },
    go: step => state.set({[name]: step} as never)
  });

  /** The step that makes an array; 0 for what is given. */
  const madeAt = (key: string) => plan!.steps.findIndex(({output}) => output === key) + 1;
  const output = (step: number) => (step ? plan!.steps[step - 1].output : plan!.steps[0].inputs[0]);
  const scaleOf = (kind: "values" | "weights") =>
    extent(arrays(shape).flatMap(a => (a.kind === kind ? [...elements(plan!.value(a.key))] : [])));

  function look() {
    const p = plan!;
    const {key, index} = chosen!;
    const made = madeAt(key);
    const scales = {values: scaleOf("values"), weights: scaleOf("weights")};
    const explanation = made > 0 && made <= shown ? p.explain(key, [...index]) : undefined;
    const places = explanation
      ? [...explanation.terms.flatMap(term => [term.from, term.weightFrom]), explanation.bias?.from]
      : [];
    const source = new Map(p.steps.filter(s => s.operation === "relu").map(s => [s.output, s.inputs[0]]));
    picture.show({
      tensor: key => (madeAt(key) <= shown ? p.value(key) : undefined),
      scale: key => (/^(W|b|gamma|beta)/.test(key) ? scales.weights : scales.values),
      step: shown,
      chosen,
      terms: places.flatMap(place => (place ? [{key: place.name, index: place.index}] : [])),
      cut: (key, index) => source.has(key) && p.value(source.get(key)!).get(...index) < 0
    });
    const account: Account | undefined = explanation
      ? {kind: "computed", explanation, scale: scales.values}
      : made === 0
        ? {
            kind: "given",
            name: key,
            index,
            value: p.value(key).get(...index),
            scale: scales.values,
            editable: edit?.holds(key) ?? false
          }
        : undefined;
    sums.replaceChildren(account ? arithmetic(account) : paragraph(t.later(key, made), "hint"));
    after?.(p, shown, chosen!);
  }

  return {
    narration,
    diagram: picture.element,
    controls: controls.element,
    arithmetic: sums,
    show(p) {
      const at = Math.min(state.values[name] as number, p.steps.length);
      const forward = p === plan && at === shown + 1;
      const moved = at !== shown || p !== plan;
      stop();
      if (p !== plan) {
        plan = p;
        shape = flow(p);
        picture.draw(shape);
      }
      const key = output(at);
      // The number looked at moves on with the walk, to the same unit of what the step makes.
      if ((moved && shown >= 0) || !chosen) chosen = {key, index: sameUnit(p, key, chosen?.index)};
      shown = at;
      narration.replaceChildren(paragraph(narrate(p, at), "step-text"));
      controls.show(at, p.steps.length, plainText(narrate(p, at)));
      look();
      if (forward && picture.drawn) {
        const {operation, inputs} = p.steps[at - 1];
        const around = operation === "add" ? inputs[1] : undefined;
        stop = animate(
          picture.drawn,
          {key, explain: index => p.explain(key, [...index]), around},
          Math.min(1600, controls.interval * 0.8)
        );
      }
    },
    describe() {
      const key = output(shown);
      return `${plainText(narrate(plan!, shown))} ${sayArray(key, plan!.value(key))}.`;
    },
    listen: controls.listen
  };
}

function sameUnit(p: Plan, key: string, index: readonly number[] = []): number[] {
  const {shape} = p.value(key);
  const unit = Math.min(shape.at(-1)! - 1, index.at(-1) ?? 0);
  if (shape.length === 2) return [0, unit];
  const [, height, width] = shape;
  const [row, column] = index.length === 4 ? index.slice(1, 3) : [height >> 1, width >> 1];
  return [0, Math.min(row, height - 1), Math.min(column, width - 1), unit];
}
