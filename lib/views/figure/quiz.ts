// Questions to check oneself by: chapters and the review ask them. Their numbers come from a seed, the right answers from
// the library; what was answered is kept on this device, for both languages.

import {count, significant} from "../../lesson/numbers.js";
import {type Answered, fits, isAnswered, longestAnswer} from "../../lesson/questions/answered.js";
import {exampleShape, judgeTyped, type TypedQuestion} from "../../lesson/questions/judge.js";
import {
  anotherSeed,
  asked,
  firstSeed,
  type Question,
  type QuestionRow,
  type Text
} from "../../lesson/questions/question.js";
import {button} from "../kit/controls.js";
import {html, uid} from "../kit/dom.js";
import {keep, soon} from "../kit/keep.js";
import {rich} from "../kit/labels.js";
import {settings} from "../kit/settings.js";
import {language, sentences, texts} from "../kit/texts.js";
import {unclear} from "../kit/unclear.js";
import {noteAnswer} from "./recall.js";

const t = texts({
  en: {
    check: "Check",
    show: "Show the answer",
    another: "Another one",
    right: "Right.",
    notYet: "Not yet.",
    answer: (value: string) => `The answer: ${value}.`,
    number: "Your number",
    shape: (example: string) => `Your shape, for example ${example}`,
    notNumber: (text: string) => `“${text}” is not a number.`,
    decimals: (text: string, whole: number) =>
      `A point stands before decimals: “${text}” lies between ${Math.floor(Number(text))} and ${Math.ceil(Number(text))}. If you mean thousands, type ${whole}.`,
    notShape: (text: string, example: string) => `“${text}” is not a shape; write for example ${example}.`,
    about: (section: string) => `Read again: ${section}`
  },
  zh: {
    check: "检查",
    show: "显示答案",
    another: "换一题",
    right: "正确。",
    notYet: "还不对。",
    answer: value => `答案：${value}。`,
    number: "你的数字",
    shape: example => `你的形状，例如 ${example}`,
    notNumber: text => `“${text}”不是数字。`,
    decimals: (text, whole) =>
      `点号后面是小数：“${text}”在 ${Math.floor(Number(text))} 与 ${Math.ceil(Number(text))} 之间。如果你指的是千位，请输入 ${whole}。`,
    notShape: (text, example) => `“${text}”不是形状；请按 ${example} 的写法填写。`,
    about: section => `再读一遍：${section}`
  }
});

const say = (text: Text) => text[language()];

/** Questions of a chapter, each with a button for other numbers where there are any. A class link may fix the numbers. */
export function quiz(id: string, rows: readonly QuestionRow[]): HTMLElement {
  const seed = settings.questions || undefined;
  const items = rows.map(row => {
    const heading = document.getElementById(row.section)?.textContent;
    const name = seed === undefined ? `question ${row.id}` : `question ${row.id} ${seed}`;
    const about = heading && {href: `#${row.section}`, text: heading};
    return html("li", question(row, {name, seed, ...(about && {about})}));
  });
  return html("section.quiz", {id}, html("ol", ...items));
}

interface Place {
  /** What the answer is kept under. */
  readonly name: string;
  /** That of the numbers, where they are to stay. */
  readonly seed?: number;
  /** Where the lesson speaks of it. */
  readonly about?: {readonly href: string; readonly text: string};
  /** Told whether the first answer was right: of one that was given before, too. */
  readonly answered?: (right: boolean) => void;
}

/** One question, with the numbers and the answer that are kept. */
export function question(row: QuestionRow, {name, seed, about, answered = () => {}}: Place): HTMLElement {
  const kept = keep(
    name,
    (value): value is Answered => isAnswered(value) && fits(asked(row, value.seed), value)
  );
  const before = kept.read();
  let state: Answered =
    before && (seed === undefined || before.seed === seed) ? before : {version: 1, seed: seed ?? firstSeed};
  const writing = soon(() => kept.write(state));
  const change = (next: Partial<Answered>) => {
    state = {...state, ...next};
    writing.stop();
    kept.write(state);
  };

  const label = uid("question");
  const ask = html("div.ask", {id: label});
  const feedback = html("p.feedback", {role: "status"});
  const place = html("div");
  const element = html(
    "div.question",
    {role: "group", "aria-labelledby": label, tabindex: -1},
    ask,
    place,
    feedback,
    about && html("p.about", html("a", {href: about.href}, t.about(about.text)))
  );

  function show() {
    const shown = asked(row, state.seed);
    ask.replaceChildren(...rich(say(shown.ask)));
    feedback.replaceChildren();
    const acts: Acts = {
      attempt,
      typed(typed) {
        state = {...state, typed, did: undefined};
        writing.start();
      },
      chosen: chosen => change({chosen})
    };
    const field = shown.kind === "choice" ? choices(shown, acts) : answerBox(shown, acts);
    const tell = (right: boolean | undefined, ...what: readonly (string | Node)[]) => {
      feedback.className = `feedback ${right ? "right" : right === false ? "wrong" : ""}`;
      feedback.replaceChildren(...what);
      reveal.hidden = right === true;
    };
    const tellVerdict = (verdict: Verdict) => {
      // What the reader typed is said as it was typed.
      if ("unread" in verdict) tell(undefined, verdict.unread);
      else if (verdict.right) tell(true, ...rich(sentences(t.right, say(shown.because))));
      else tell(false, ...rich(sentences(t.notYet, verdict.slip)));
    };
    const tellAnswer = () =>
      tell(undefined, ...rich(sentences(t.answer(rightAnswer(shown)), say(shown.because))));
    /** The first answer to these numbers tells what the reader remembers. */
    const settle = (did: "check" | "show", right: boolean) => {
      const counts = state.first === undefined;
      const tried = did === "show" ? null : (state.typed ?? state.chosen);
      change({did, ...(counts && {first: right ? "right" : "wrong", tried})});
      if (!counts) return;
      noteAnswer(row.id, right);
      answered(right);
    };
    function attempt() {
      const verdict = field.verdict();
      tellVerdict(verdict);
      if ("right" in verdict) settle("check", verdict.right);
    }
    const reveal = button(
      t.show,
      () => {
        tellAnswer();
        settle("show", false);
      },
      {class: "quiet reveal"}
    );
    field.element.append(reveal);
    if (seed === undefined && row.varies)
      field.element.append(button(t.another, another, {class: "quiet another"}));
    place.replaceChildren(field.element);
    // What was answered before stands there again.
    field.restore(state);
    if (state.did === "check") tellVerdict(field.verdict());
    else if (state.did === "show") tellAnswer();
  }

  function another() {
    state = {version: 1, seed: anotherSeed(row, state.seed, Math.random)};
    change({});
    show();
    element.focus({preventScroll: true});
  }

  show();
  if (state.first) answered(state.first === "right");
  return element;
}

function rightAnswer(q: Question): string {
  if (q.kind === "choice") return say(q.choices.find(({right}) => right)!.text);
  return q.kind === "shape" ? q.answer.join("×") : numberText(q.answer);
}

/** What is to be said to an answer: whether it is right, or why nothing can be made of it. */
type Verdict = {readonly right: boolean; readonly slip?: string} | {readonly unread: string};

/** Where a question is answered. */
interface Field {
  readonly element: HTMLElement;
  verdict(): Verdict;
  /** Puts back what was answered before. */
  restore(state: Answered): void;
}

/** Told of what the reader does in a field. */
interface Acts {
  readonly attempt: () => void;
  readonly typed: (text: string) => void;
  readonly chosen: (choice: number) => void;
}

function choices({choices}: Question & {kind: "choice"}, {attempt, chosen}: Acts): Field {
  let pressed: number | undefined;
  const press = (choice: number | undefined) => {
    pressed = choice;
    buttons.forEach((b, i) => {
      b.setAttribute("aria-pressed", String(i === choice));
    });
  };
  const buttons = choices.map(({text, right}, i) =>
    button(
      say(text),
      () => {
        press(i);
        chosen(i);
        attempt();
      },
      {class: right ? "choice right" : "choice wrong"}
    )
  );
  press(undefined);
  return {
    element: html("div.answers", ...buttons),
    verdict() {
      const {right = false, say: slip} = choices[pressed!];
      return {right, slip: slip && say(slip)};
    },
    restore: state => press(state.chosen)
  };
}

function answerBox(q: TypedQuestion, {attempt, typed}: Acts): Field {
  const example = exampleShape(q.kind === "shape" ? q.answer.length : 0);
  const box = html("input", {
    type: "text",
    "aria-label": q.kind === "shape" ? t.shape(example) : t.number,
    placeholder: q.kind === "shape" ? example : "",
    maxlength: longestAnswer,
    size: 12,
    input: () => typed(box.value)
  });
  const submit = (event: Event) => {
    event.preventDefault();
    attempt();
  };
  return {
    element: html("form.answers", {submit}, box, html("button", {type: "submit"}, t.check)),
    verdict: () => verdictOn(q, box.value.trim(), example),
    restore({typed = ""}) {
      box.value = typed;
    }
  };
}

/** What is to be said to a typed answer. */
function verdictOn(q: TypedQuestion, text: string, example: string): Verdict {
  const judged = judgeTyped(q, text);
  if ("meanings" in judged) {
    if (judged.meanings.length) return {unread: unclear(text, judged.meanings)};
    return {unread: q.kind === "shape" ? t.notShape(text, example) : t.notNumber(text)};
  }
  const {right, slip, thousands} = judged;
  return {right, slip: thousands === undefined ? slip && say(slip.say) : t.decimals(text, thousands)};
}

function numberText(value: number): string {
  return Number.isInteger(value) ? count(value) : significant(value).replace(/(\.\d*?)0+$/, "$1");
}
