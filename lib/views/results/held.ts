// What one learner's results hold, piece by piece: shown to the learner before they are saved, and to who is given them.
// All that a learner has written is shown as text.
import {count, significant} from "../../lesson/numbers.js";
import type {Answer, Drawn} from "../../lesson/prediction.js";
import {asked} from "../../lesson/questions/question.js";
import type {Parts, Prediction} from "../../lesson/results/lesson.js";
import type {Given, Results, Tried} from "../../lesson/results/results.js";
import {type Child, html} from "../kit/dom.js";
import {rich} from "../kit/labels.js";
import {language, sentences, texts} from "../kit/texts.js";

const t = texts({
  en: {
    parts: {
      predictions: "Predictions",
      answers: "First answers to questions",
      goals: "Goals reached",
      exercises: "Exercises",
      cells: "Changed cells"
    },
    counts: {
      predictions: (n: number) => `${n} ${n === 1 ? "prediction" : "predictions"}`,
      answers: (n: number) => `${n} ${n === 1 ? "answer" : "answers"} to questions`,
      goals: (n: number) => `${n} ${n === 1 ? "goal" : "goals"}`,
      exercises: (n: number) => `${n} ${n === 1 ? "exercise" : "exercises"}`,
      cells: (n: number) => `changed cells of ${n} ${n === 1 ? "example" : "examples"}`
    },
    looked: "only looked",
    curve: (numbers: string) => `curve through ${numbers}`,
    right: "right",
    wrong: "wrong",
    shown: "had the answer shown",
    solved: "Solved.",
    missed: (n: number) => `${n} ${n === 1 ? "check" : "checks"} failed before it was solved.`,
    unsolved: (n: number) => `${n} ${n === 1 ? "check" : "checks"} failed; not solved.`,
    begun: "Begun.",
    code: "Code",
    cell: (i: number) => `Cell ${i}`
  },
  zh: {
    parts: {
      predictions: "预测",
      answers: "题目的第一次回答",
      goals: "达到的目标",
      exercises: "编程练习",
      cells: "改动过的单元格"
    },
    counts: {
      predictions: n => `${n} 个预测`,
      answers: n => `${n} 道题的回答`,
      goals: n => `${n} 个目标`,
      exercises: n => `${n} 道练习`,
      cells: n => `${n} 个例子里改动过的单元格`
    },
    looked: "只是直接看了",
    curve: numbers => `画的曲线经过 ${numbers}`,
    right: "对",
    wrong: "错",
    shown: "直接看了答案",
    solved: "已完成。",
    missed: n => `做出来之前有 ${n} 次检查没有通过。`,
    unsolved: n => `${n} 次检查没有通过，还没做出来。`,
    begun: "动了手。",
    code: "代码",
    cell: i => `单元格 ${i}`
  }
});

/** How many there are of each kind, in words, of those that there are. */
export const countsIn = (results: Results): readonly string[] =>
  kinds.flatMap(kind => {
    const {length} = Object.keys(results[kind]);
    return length ? [t.counts[kind](length)] : [];
  });

const kinds = ["predictions", "answers", "goals", "exercises", "cells"] as const;

/** A list for each kind of thing that the results hold. */
export function held(parts: Parts, results: Results): HTMLElement {
  const {predictions, answers, goals, exercises, cells} = results;
  const say = language();
  const items: {readonly [kind in (typeof kinds)[number]]: readonly HTMLElement[]} = {
    predictions: Object.entries(predictions).map(([id, given]) => {
      const prediction = parts.predictions.get(id)!;
      return item(prediction[say].ask, ...answerText(prediction, given));
    }),
    answers: Object.entries(answers).map(([id, given]) => {
      const question = asked(parts.questions.get(id)!, given.seed);
      const choice =
        question.kind === "choice" && typeof given.tried === "number" && question.choices[given.tried];
      return item(question.ask[say], ...givenText(given, choice ? choice.text[say] : undefined));
    }),
    goals: goals.map(id => html("li", ...rich(parts.goals.get(id)!.goal![say]))),
    exercises: Object.entries(exercises).map(([id, tried]) => {
      const {title, slips} = parts.exercises.get(id)!;
      const slipped = (tried.slips ?? []).map(slip => slips[slip].say[say]);
      return item(
        title[say],
        sentences(triedText(tried), ...slipped),
        tried.code !== undefined && code(t.code, tried.code)
      );
    }),
    cells: Object.entries(cells).map(([id, changed]) =>
      item(
        parts.examples.get(id)!.title[say],
        ...Object.entries(changed).map(([place, text]) => code(t.cell(Number(place) + 1), text))
      )
    )
  };
  return html(
    "div.held",
    // What opens a dialog on it is to be at its top.
    {tabindex: -1, autofocus: true},
    ...kinds.flatMap(kind =>
      items[kind].length ? [html("h3", t.parts[kind]), html("ul", ...items[kind])] : []
    )
  );
}

const item = (name: string, ...said: readonly Child[]) =>
  html("li", html("div.held-name", ...rich(name)), ...said);

function answerText(prediction: Prediction, given: Answer | null): readonly Child[] {
  if (given === null) return [t.looked];
  const {choices} = prediction[language()];
  if (choices) return rich(choices[given as string]);
  if (typeof given === "number") return [numberText(prediction, given)];
  return (given as Drawn).map(curve => html("div", t.curve(curve.map(value => Math.round(value)).join(" "))));
}

/** A number as the figure that asks for it writes it. */
export const numberText = (prediction: Prediction, value: number): string =>
  `${Number.isInteger(value) ? count(value) : significant(value)}${prediction[language()].unit ?? ""}`;

function givenText({first, tried}: Given, choice: string | undefined): readonly Child[] {
  const verdict = html(`span.verdict.${first}`, t[first]);
  if (tried === null) return [verdict, ` (${t.shown})`];
  return [verdict, " ", ...(choice === undefined ? [html("bdi", String(tried ?? ""))] : rich(choice))];
}

function triedText({solved, missed = 0}: Tried): string {
  if (solved) return sentences(`✓ ${t.solved}`, missed > 0 && t.missed(missed));
  return missed ? t.unsolved(missed) : t.begun;
}

const code = (name: string, text: string) =>
  html("details", html("summary", name), html("pre", {tabindex: 0}, html("code", text)));
