import {type Explanation, elements} from "../../../index.js";
import type {Row} from "../../../lesson/csv.js";
import {short} from "../../../lesson/numbers.js";
import {arrayRows, type Named} from "../../figure/rows.js";
import {become, html} from "../../kit/dom.js";
import {paragraph, spoken} from "../../kit/labels.js";
import {texts} from "../../kit/texts.js";
import {account} from "./account.js";
import {type Chosen, type DiagramOptions, diagram} from "./diagram.js";
import {arrays} from "./model/flow.js";
import type {Script} from "./script.js";
import {entry} from "./words.js";

const t = texts({
  en: {
    at: (name: string, index: string, value: string) => `${name}, entry ${index}: ${value}`,
    later: (name: string, step: number) => `{${name}} comes in step ${step}.`,
    laterAt: (name: string, step: number) => `${name}: comes in step ${step}`,
    cut: "made 0 by a ReLU",
    yours: "This number is yours to find.",
    yoursAt: (name: string) => `${name}: yours to find`
  },
  zh: {
    at: (name, index, value) => `${name}，第 ${index} 个：${value}`,
    later: (name, step) => `{${name}} 在第 ${step} 步才出现。`,
    laterAt: (name, step) => `${name}：在第 ${step} 步才出现`,
    cut: "被 ReLU 变成了 0",
    yours: "这个数由你来算。",
    yoursAt: name => `${name}：由你来算`
  }
});

export interface SceneOptions extends Pick<DiagramOptions, "label" | "hue" | "edit" | "go"> {
  /** The number that is looked at before the reader points at one. */
  readonly first?: Chosen;
  /** Where the number that is looked at is explained; several scenes may share it. */
  readonly account?: HTMLElement;
  /** Called after each change, with the number that is looked at. */
  readonly after?: (script: Script, step: number, chosen: Chosen) => void;
}

type Differs = (key: string, index: readonly number[]) => boolean;

/** A diagram whose numbers explain themselves when pointed at. */
export function scene({first, account: box = html("div"), after, ...options}: SceneOptions) {
  let script: Script;
  let reached = -1;
  let chosen = first;
  let differs: Differs | undefined;
  let hidden = Number.POSITIVE_INFINITY;
  const picture = diagram({
    ...options,
    say: ({key, index}) =>
      script.stepOf(key) >= hidden
        ? t.yoursAt(spoken(key))
        : comesIn(key) > reached
          ? t.laterAt(spoken(key), comesIn(key))
          : t.at(spoken(key), entry(key, index), short(script.tensor(key).get(...index))),
    choose(next) {
      chosen = next;
      look();
    }
  });
  /** The step in which an array comes to stand there: weights come with the step that needs them. */
  const comesIn = (key: string) =>
    arrays(script.flow).find(item => item.key === key || (item.kind === "weights" && item.bias === key))
      ?.step ?? 0;
  // Told where a walk will cut something, from its first step on: nothing moves when it does.
  const legend = html("p.cut-legend", html("span", {"aria-hidden": "true"}), t.cut);
  picture.element.append(legend);
  const cuts = () =>
    arrays(script.flow).some(
      ({key, kind}) =>
        kind === "values" && indicesOf(script.tensor(key).shape).some(index => script.cut(key, index))
    );
  const isParameter = (key: string) => /^(W|b|gamma|beta)/.test(key);
  // Scales that end at the largest number: no legend has to read well.
  const scaleOf = (parameters: boolean) =>
    arrays(script.flow)
      .filter(({key}) => isParameter(key) === parameters)
      .flatMap(({key}) => [...elements(script.tensor(key))])
      .reduce((most, v) => Math.max(most, Math.abs(v)), 1e-9);

  function look() {
    const {key, index} = chosen!;
    const scales = {values: scaleOf(false), weights: scaleOf(true)};
    const step = script.stepOf(key);
    const reason = step > 0 && step <= reached && step < hidden ? script.explain(key, index) : undefined;
    become(box, explained(reason, scales.values));
    const places = reason
      ? [...reason.terms.flatMap(term => [term.from, term.weightFrom]), reason.bias?.from]
      : [];
    picture.show({
      tensor: key =>
        comesIn(key) <= reached && script.stepOf(key) < hidden ? script.tensor(key) : undefined,
      scale: key => (isParameter(key) ? scales.weights : scales.values),
      step: reached,
      chosen,
      terms: places.flatMap(place => (place ? [{key: place.name, index: place.index}] : [])),
      cut: script.cut,
      differs
    });
    after?.(script, reached, chosen!);
  }

  function explained(explanation: Explanation | undefined, scale: number): Node {
    const {key, index} = chosen!;
    if (script.stepOf(key) >= hidden) return paragraph(t.yours, "hint");
    if (comesIn(key) > reached) return paragraph(t.later(key, comesIn(key)), "hint");
    if (explanation) return account({kind: "computed", explanation, scale});
    const value = script.tensor(key).get(...index);
    const editable = options.edit?.holds(key) ?? false;
    return account({kind: "given", name: key, index, value, scale, editable});
  }

  return {
    element: picture.element,
    account: box,
    /** Where its values' colours end: what stands beside it wears the same. */
    scale: () => scaleOf(false),
    /** The numbers that it shows. */
    rows: () => scriptRows(script, reached),
    get drawn() {
      return picture.drawn;
    },
    /**
     * Shows a script after a step. `unlike` frames numbers that differ from those that they are compared with; what the
     * step `hidden` and those after it make stays empty.
     */
    show(next: Script, step: number, more: {readonly unlike?: Differs; readonly hidden?: number} = {}) {
      const moved = reached >= 0 && (step !== reached || next.flow !== script.flow);
      script = next;
      reached = step;
      differs = more.unlike;
      hidden = more.hidden ?? Number.POSITIVE_INFINITY;
      picture.draw(next.flow);
      legend.hidden = !cuts();
      // The number looked at moves on with the walk, to the same unit of what the step makes.
      const key = next.output(step);
      if (moved || !chosen) chosen = {key, index: sameUnit(next.tensor(key).shape, chosen?.index)};
      else if (chosen.index.some((i, d) => i >= next.tensor(chosen!.key).shape[d]))
        chosen = {key, index: sameUnit(next.tensor(key).shape)};
      look();
    }
  };
}

/** All places of an array of this shape. */
function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (places, size) => places.flatMap(place => Array.from({length: size}, (_, i) => [...place, i])),
    [[]]
  );
}

function sameUnit(shape: readonly number[], index: readonly number[] = []): number[] {
  const unit = Math.min(shape.at(-1)! - 1, index.at(-1) ?? 0);
  if (shape.length === 2) return [0, unit];
  const [, height, width] = shape;
  const [row, column] = index.length === 4 ? index.slice(1, 3) : [height >> 1, width >> 1];
  return [0, Math.min(row, height - 1), Math.min(column, width - 1), unit];
}

const axes = {
  values: {2: ["unit"], 4: ["row", "column", "channel"]},
  weights: {2: ["input", "unit"], 4: ["kernel row", "kernel column", "input", "channel"]}
};

/** The numbers that a script has come to after a step, and those that were given. */
function scriptRows(script: Script, step: number): Row[] {
  const named = arrays(script.flow).flatMap((item): Named[] => {
    const values = script.tensor(item.key);
    const names = axes[item.kind][values.shape.length as 2 | 4];
    const all: Named[] = [[item.key, values, names]];
    if (item.kind === "weights" && item.bias)
      all.push([item.bias, script.tensor(item.bias), names.slice(-1)]);
    return all;
  });
  return arrayRows(named.filter(([key]) => script.stepOf(key) <= step));
}
