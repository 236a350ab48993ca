// "Your turn": blanks of the block that the figure shows, for the reader to fill. Fetched when it is asked for.
import {short} from "../../../lesson/numbers.js";
import {typedNumber} from "../../../lesson/typed.js";
import {button} from "../../kit/controls.js";
import {become, html} from "../../kit/dom.js";
import {keep as keptUnder} from "../../kit/keep.js";
import {htmlName, rich, spoken} from "../../kit/labels.js";
import {labelled, listed, sentences, texts} from "../../kit/texts.js";
import {unclear} from "../../kit/unclear.js";
import {agree, type Solutions, slipOf, type Turn} from "./model/turns.js";

const t = texts({
  en: {
    level: (at: number, all: number) => `${at} of ${all}`,
    decimals: "Two decimals are enough.",
    unit: (name: string, unit: number) => `${name}, unit ${unit}`,
    check: "Check",
    show: "Show the answer",
    next: "Next",
    again: "Once more",
    right: "Right.",
    notYet: (name?: string) => (name ? `Not yet: ${name}.` : "Not yet."),
    empty: (name: string) => `Fill in ${name}.`,
    notNumber: (text: string) => `“${text}” is not a number.`,
    answer: (numbers: string) => `The answer: ${numbers}.`,
    done: "That was the whole block."
  },
  zh: {
    level: (at, all) => `第 ${at} 题，共 ${all} 题`,
    decimals: "保留两位小数就够了。",
    unit: (name, unit) => `${name}，单元 ${unit}`,
    check: "检查",
    show: "显示答案",
    next: "下一题",
    again: "再来一遍",
    right: "正确。",
    notYet: name => (name ? `还不对：${name}。` : "还不对。"),
    empty: name => `请填写 ${name}。`,
    notNumber: text => `“${text}”不是数字。`,
    answer: numbers => `答案：${numbers}。`,
    done: "整个块都算完了。"
  }
});

/** What is kept of a turn: what was typed, in which round, and for which numbers. */
interface Answers {
  readonly version: 1;
  readonly of: string;
  readonly level: number;
  readonly typed: readonly string[];
}

/** Whether what was kept can have been typed here. */
const isAnswers = (value: unknown): value is Answers => {
  if (typeof value !== "object" || value === null) return false;
  const {version, of, level, typed} = value as {[name: string]: unknown};
  return (
    version === 1 &&
    typeof of === "string" &&
    [0, 1, 2].includes(level as number) &&
    Array.isArray(typed) &&
    typed.every(text => typeof text === "string")
  );
};

/** What a figure asks of its numbers, one round after another. */
export interface Tasks<N> {
  readonly turns: (numbers: N) => readonly Turn[];
  /** What a round says. */
  readonly ask: (level: number, numbers: N) => string;
  readonly solutions: (numbers: N, turn: Turn) => Solutions<string>;
  readonly slips: {readonly [slip: string]: string};
}

/** The rounds as they stand in a figure. */
export interface Rounds<N> {
  readonly element: HTMLElement;
  /** Asks about these numbers: anew, unless they are those of before. */
  about(numbers: N, opening?: boolean): void;
  /** Forgets what was typed. */
  forget(): void;
}

/**
 * The blanks, one turn after another. `hide` is told from which step on nothing may stand in the drawing. What was typed
 * belongs to the numbers it was typed for, and is kept under the figure's id: with others it begins anew.
 */
export function turn<N extends {readonly n: number}>(
  id: string,
  tasks: Tasks<N>,
  hide: (from: number) => void
): Rounds<N> {
  const element = html("div.turn");
  const kept = keptUnder(`turn ${id}`, isAnswers);
  let shown = "";
  let level = 0;
  let numbers: N;

  const keep = (typed: readonly string[]) => kept.write({version: 1, of: shown, level, typed});
  const open = (at: number, typed: readonly string[] = []) => {
    level = at;
    element.replaceChildren(round(tasks.turns(numbers), typed));
  };

  function round(all: readonly Turn[], typed: readonly string[]): HTMLElement {
    const asked = all[level];
    const solved = tasks.solutions(numbers, asked);
    const nameOf = (name: string, unit: number) => (numbers.n > 1 ? t.unit(name, unit + 1) : name);
    const names = asked.blanks.map(({key, unit}) => nameOf(`{${key}}`, unit));
    const boxes = asked.blanks.map(({key, unit}) => {
      const label = nameOf(spoken(key), unit);
      return html("input.number", {type: "text", size: 7, "aria-label": label, autocomplete: "off"});
    });
    boxes.forEach((box, i) => {
      box.value = typed[i] ?? "";
      box.addEventListener("input", () => keep(boxes.map(({value}) => value)));
    });
    const feedback = html("p.feedback", {role: "status"});
    const onwards = html("span");
    const say = (right: boolean | undefined, ...what: string[]) => {
      feedback.className = `feedback ${right ? "right" : right === false ? "wrong" : ""}`;
      become(feedback, ...rich(sentences(...what)));
    };
    const last = level === all.length - 1;
    const over = () => {
      hide(asked.after);
      onwards.replaceChildren(
        button(last ? t.again : t.next, () => {
          open(last ? 0 : level + 1);
          keep([]);
          element.querySelector("input")?.focus();
        })
      );
    };
    const check = (event: Event) => {
      event.preventDefault();
      const readings = boxes.map(({value}) => typedNumber(value.trim()));
      const bad = readings.findIndex(({value}) => value === undefined);
      if (bad >= 0) {
        const text = boxes[bad].value.trim();
        const {meanings} = readings[bad];
        boxes[bad].focus();
        return say(
          undefined,
          text === "" ? t.empty(names[bad]) : meanings.length ? unclear(text, meanings) : t.notNumber(text)
        );
      }
      const given = readings.map(({value}) => value!);
      const wrong = given.findIndex((value, i) => !agree(value, solved.right[i]));
      boxes.forEach((box, i) => {
        box.setAttribute("aria-invalid", String(!agree(given[i], solved.right[i])));
      });
      if (wrong < 0) {
        say(true, t.right, ...(last ? [t.done] : []));
        return over();
      }
      const slip = slipOf(given[wrong], wrong, solved);
      if (slip) say(false, t.notYet(), labelled(names[wrong], tasks.slips[slip]));
      // Which of several it is; one alone needs no name.
      else say(false, t.notYet(names.length > 1 ? names[wrong] : undefined));
    };
    const reveal = () => {
      say(undefined, t.answer(listed(solved.right.map((v, i) => `${names[i]} = ${short(v)}`))));
      over();
    };
    hide(asked.hidden);
    return html(
      "form",
      {submit: check, novalidate: true},
      html(
        "p.turn-ask",
        html("small", t.level(level + 1, all.length)),
        " ",
        ...rich(sentences(tasks.ask(level, numbers), t.decimals))
      ),
      html(
        "div.turn-blanks",
        ...asked.blanks.map(({key, unit}, i) =>
          html("label", htmlName(key, numbers.n > 1 ? String(unit + 1) : ""), " = ", boxes[i])
        )
      ),
      html(
        "div.answers",
        html("button", {type: "submit"}, t.check),
        button(t.show, reveal, {class: "quiet reveal"}),
        onwards
      ),
      feedback
    );
  }

  return {
    element,
    about(next, opening = false) {
      const of = JSON.stringify(next);
      if (of === shown && !opening) return;
      [numbers, shown] = [next, of];
      const before = kept.read();
      if (before?.of === of) open(before.level, before.typed);
      else open(0);
    },
    forget: () => kept.write(undefined)
  };
}
