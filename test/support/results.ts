// A class of made-up learners, whose results are what learners of the lesson can have done.
import outlines from "../../assets/stills/outlines.json" with {type: "json"};
import predictions from "../../assets/stills/predictions.json" with {type: "json"};
import {examples} from "../../lib/lesson/examples.js";
import {exercises} from "../../lib/lesson/exercises/index.js";
import {inEach} from "../../lib/lesson/languages.js";
import {loadChapters} from "../../lib/lesson/questions/index.js";
import {asked, type QuestionRow} from "../../lib/lesson/questions/question.js";
import {type Figure, type Parts, type Prediction, partsOf} from "../../lib/lesson/results/lesson.js";
import type {Given, Results} from "../../lib/lesson/results/results.js";
import {below, random} from "../../lib/tensor/random.js";

/** The parts of the lesson. */
export async function lessonParts(): Promise<Parts> {
  const known = predictions as unknown as {readonly [id: string]: Prediction};
  const figures = Object.entries(outlines.en).map(
    ([id, {title, ...rest}]): Figure => ({
      id,
      page: known[id]?.page ?? "index",
      title: inEach(() => title),
      ...("goal" in rest && {goal: inEach(() => rest.goal)}),
      ...(known[id] && {prediction: known[id]})
    })
  );
  return partsOf({figures, chapters: await loadChapters(), exercises, examples});
}

/** The results of somebody who has done nothing. */
export const nothing: Results = {
  name: "",
  made: 0,
  predictions: {},
  answers: {},
  goals: [],
  exercises: {},
  cells: {}
};

/** What the nth learner of a class has done: about two thirds of everything. */
export function learner(parts: Parts, n: number, {seed = 0}: {readonly seed?: number} = {}): Results {
  const next = random(1000 + n);
  const some = <T>(all: ReadonlyMap<string, T>, of: (part: T) => unknown) =>
    Object.fromEntries([...all].filter(() => next() < 0.66).map(([id, part]) => [id, of(part)]));
  return {
    name: n % 7 === 3 ? `学生 ${n}` : `Learner ${n}`,
    made: Date.UTC(2026, 10, 20) + n * 60_000,
    predictions: some(parts.predictions, prediction => predicted(prediction, next)),
    answers: some(parts.questions, row => given(row, seed, next)),
    goals: [...parts.goals.keys()].filter(() => next() < 0.3),
    exercises: some(parts.exercises, ({slips, solution}) => ({
      ...(next() < 0.6 && {solved: true}),
      missed: 1 + below(5, next),
      ...(slips.length > 0 && next() < 0.5 && {slips: [below(slips.length, next)]}),
      code: solution
    })),
    cells: {"edit-block": {"0": `const a = [${n}, 2];`}}
  } as Results;
}

function predicted(prediction: Prediction, next: () => number) {
  const {number, curves, en, measured} = prediction;
  if (next() < 0.1) return null;
  if (number) {
    const off = ((measured as number | undefined) ?? 10) * 2 ** (4 * next() - 2);
    return Math.round(Math.min(number.max, Math.max(number.min, off)));
  }
  if (curves)
    return Array.from({length: curves.count}, (_, k) => {
      const [start, slope] = [20 + 45 * next(), k ? -6 * next() : 10 * next() - 6];
      return Array.from({length: curves.length}, (_, i) =>
        Math.round(Math.min(curves.max, Math.max(curves.min, start + slope * i + 6 * next())))
      );
    });
  const choices = Object.keys(en.choices!);
  return next() < 0.4 ? (measured ?? choices[0]) : choices[below(choices.length, next)];
}

function given(row: QuestionRow, seed: number, next: () => number): Given {
  const question = asked(row, seed);
  if (question.kind === "choice") {
    const tried = below(question.choices.length, next);
    return {seed, first: question.choices[tried].right ? "right" : "wrong", tried};
  }
  const text = (answer: number | readonly number[]) =>
    typeof answer === "number" ? String(answer) : answer.join("×");
  const chance = next();
  if (chance < 0.55) return {seed, first: "right", tried: text(question.answer)};
  if (chance < 0.65) return {seed, first: "wrong", tried: null};
  if (chance < 0.75) return {seed, first: "wrong", tried: "9999"};
  return {seed, first: "wrong", tried: text(question.slips[below(question.slips.length, next)].given)};
}
