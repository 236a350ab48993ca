import {typedNumber, typedShape} from "../../lesson/typed.js";
import {button} from "../kit/controls.js";
import {type Child, html, uid} from "../kit/dom.js";
import {rich} from "../kit/labels.js";
import {count, significant} from "../kit/numbers.js";
import {sentences, texts} from "../kit/texts.js";
import {unclear} from "../kit/unclear.js";

const t = texts({
  en: {
    check: "Check",
    show: "Show the answer",
    right: "Right.",
    notYet: "Not yet.",
    answer: (value: string) => `The answer: ${value}.`,
    number: "Your number",
    shape: (example: string) => `Your shape, for example ${example}`,
    notNumber: (text: string) => `“${text}” is not a number.`,
    decimals: (text: string, whole: number) =>
      `A point stands before decimals: “${text}” lies between ${Math.floor(Number(text))} and ${Math.ceil(Number(text))}. If you mean thousands, type ${whole}.`,
    notShape: (text: string, example: string) => `“${text}” is not a shape; write for example ${example}.`
  },
  zh: {
    check: "检查",
    show: "显示答案",
    right: "正确。",
    notYet: "还不对。",
    answer: value => `答案：${value}。`,
    number: "你的数字",
    shape: example => `你的形状，例如 ${example}`,
    notNumber: text => `“${text}”不是数字。`,
    decimals: (text, whole) =>
      `点号后面是小数：“${text}”在 ${Math.floor(Number(text))} 与 ${Math.ceil(Number(text))} 之间。如果你指的是千位，请输入 ${whole}。`,
    notShape: (text, example) => `“${text}”不是形状；请按 ${example} 的写法填写。`
  }
});

/** A wrong answer that many give, and what to say to it. */
interface Slip<T> {
  readonly when: (given: T) => boolean;
  readonly say: string;
}

export type Question = {
  readonly ask: Child;
  /** Why the answer is what it is: said when it was found or shown. */
  readonly because: string;
} & (
  | {
      readonly kind: "number";
      readonly answer: number;
      readonly tolerance?: number;
      readonly slips?: readonly Slip<number>[];
    }
  | {
      readonly kind: "shape";
      readonly answer: readonly number[];
      readonly slips?: readonly Slip<readonly number[]>[];
    }
  | {
      readonly kind: "choice";
      readonly choices: readonly {readonly text: string; readonly right?: boolean; readonly say?: string}[];
    }
);

/** Questions to check oneself by. The right answers come from the caller, who has them from the library. */
export function quiz(id: string, questions: readonly Question[]): HTMLElement {
  return html("section.quiz", {id}, html("ol", ...questions.map(q => html("li", question(q)))));
}

/** Says whether an answer is right, or neither, and more. What the reader typed is said as it was typed. */
type Say = (right: boolean | undefined, ...what: (string | Node)[]) => void;

function question(q: Question): HTMLElement {
  const label = uid("question");
  const feedback = html("p.feedback", {role: "status"});
  const say: Say = (right, ...what) => {
    feedback.className = `feedback ${right ? "right" : right === false ? "wrong" : ""}`;
    feedback.replaceChildren(...what);
  };
  const answerShown =
    q.kind === "choice"
      ? q.choices.find(c => c.right)!.text
      : q.kind === "shape"
        ? q.answer.join("×")
        : numberText(q.answer);
  const reveal = button(t.show, () => say(undefined, ...rich(sentences(t.answer(answerShown), q.because))), {
    class: "quiet reveal"
  });
  const judge = (right: boolean, slip?: string) =>
    say(right, ...rich(right ? sentences(t.right, q.because) : sentences(t.notYet, slip)));
  return html(
    "div.question",
    {role: "group", "aria-labelledby": label},
    html("div.ask", {id: label}, ...rich(q.ask)),
    q.kind === "choice" ? choices(q, judge, reveal) : answerBox(q, judge, say, reveal),
    feedback
  );
}

function choices(
  q: Question & {kind: "choice"},
  judge: (right: boolean, slip?: string) => void,
  reveal: Node
): HTMLElement {
  return html(
    "div.answers",
    ...q.choices.map(c => button(c.text, () => judge(c.right ?? false, c.say))),
    reveal
  );
}

function answerBox(
  q: Question & {kind: "number" | "shape"},
  judge: (right: boolean, slip?: string) => void,
  say: Say,
  reveal: Node
): HTMLElement {
  // As many numbers as the answer has.
  const example = q.kind === "shape" && q.answer.length === 2 ? "3×5" : "6×6×32";
  const box = html("input", {
    type: "text",
    "aria-label": q.kind === "shape" ? t.shape(example) : t.number,
    placeholder: q.kind === "shape" ? example : "",
    size: 12
  });
  const check = (event: Event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (q.kind === "number") {
      const {value: given, meanings} = typedAnswer(text, q.answer);
      if (given === undefined)
        return say(undefined, meanings.length ? unclear(text, meanings) : t.notNumber(text));
      const right = Math.abs(given - q.answer) <= (q.tolerance ?? 0);
      const thousands = !right && /^\d{1,3}\.\d{3}$/.test(text) && Math.round(given * 1000) === q.answer;
      judge(right, thousands ? t.decimals(text, q.answer) : q.slips?.find(s => s.when(given))?.say);
    } else {
      const given = typedShape(text);
      if (!given) return say(undefined, t.notShape(text, example));
      const right = given.length === q.answer.length && given.every((n, i) => n === q.answer[i]);
      judge(right, q.slips?.find(s => s.when(given))?.say);
    }
  };
  return html("form.answers", {submit: check}, box, html("button", {type: "submit"}, t.check), reveal);
}

/** What was typed; where a count is asked for, `131,584` can only be one. */
function typedAnswer(text: string, answer: number) {
  const any = typedNumber(text);
  const whole = typedNumber(text, n => (Number.isInteger(n) ? n : undefined));
  return any.meanings.length === 2 && Number.isInteger(answer) ? whole : any;
}

function numberText(value: number): string {
  return Number.isInteger(value) ? count(value) : significant(value).replace(/(\.\d*?)0+$/, "$1");
}
