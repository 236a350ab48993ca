/** What a class has done, from the results of its learners. Nothing here touches the page. */

import {median} from "d3-array";
import type {Row} from "../csv.js";
import type {Text} from "../exercises/exercise.js";
import {inEach} from "../languages.js";
import {type Drawn, distance} from "../prediction.js";
import {judgeTyped} from "../questions/judge.js";
import {
  asked,
  drawsOf,
  firstSeed,
  type Question,
  type QuestionRow,
  type Slip
} from "../questions/question.js";
import type {Parts, Prediction} from "./lesson.js";
import type {Given, Results, Tried} from "./results.js";

/** A file or link that was read. */
export interface Handed {
  /** Where it came from: the file's name. */
  readonly source: string;
  readonly results: Results;
  /** Records of things that this edition of the lesson does not have. */
  readonly left: number;
}

/**
 * One of each learner's: the newest, or of two that were made at the same moment the one that came first. Names are
 * compared without their case; who has no name is told apart by the moment at which their results were made.
 */
export function newest(handed: readonly Handed[]): {
  readonly learners: readonly Handed[];
  readonly replaced: readonly Handed[];
} {
  const byName = new Map<string, Handed>();
  const replaced: Handed[] = [];
  for (const one of handed) {
    const {name, made} = one.results;
    const key = name ? `n ${name.toLowerCase()}` : `t ${made}`;
    const other = byName.get(key);
    const older = other && (other.results.made >= made ? one : other);
    if (older) replaced.push(older);
    if (older !== one) byName.set(key, one);
  }
  const order = new Intl.Collator("en", {numeric: true});
  const learners = [...byName.values()].sort((a, b) => order.compare(a.results.name, b.results.name));
  return {learners, replaced};
}

/** How often something was answered. */
export interface Tally {
  /** A text of the lesson's, or what the class wrote: it is to be shown as text. */
  readonly label: Text;
  readonly count: number;
  /** What is right, or was measured. */
  readonly right?: boolean;
}

/** What a class expected of a figure. */
export interface Votes {
  /** How many answered. */
  readonly answered: number;
  /** How many only asked to see. */
  readonly looked: number;
  /** By choice; or, of numbers, by how far they are from what was measured, where something was. */
  readonly tallies: readonly Tally[];
  /** Of numbers. */
  readonly median?: number;
  /** Of drawn curves. */
  readonly drawn: readonly Drawn[];
}

const near: {readonly [how: string]: Text} = {
  small: {en: "too small", zh: "偏小"},
  close: {en: "within a tenth of it", zh: "相差不到十分之一"},
  large: {en: "too large", zh: "偏大"}
};

export function votesOn(id: string, prediction: Prediction, results: readonly Results[]): Votes {
  const all = results.flatMap(({predictions}) => (Object.hasOwn(predictions, id) ? [predictions[id]] : []));
  const given = all.filter(answer => answer !== null);
  const drawn = given.filter(answer => Array.isArray(answer)) as readonly Drawn[];
  const common = {answered: given.length, looked: all.length - given.length, drawn};
  const {measured} = prediction;
  const counted = (fits: (answer: unknown) => boolean) => given.filter(fits).length;
  if (prediction.curves) return {...common, tallies: []};
  if (prediction.number) {
    const sizes = given as readonly number[];
    const how = (answer: unknown) => {
      const found = distance(answer as number, measured as number);
      if (found.how === "same") return "close";
      return found.how === "apart"
        ? (answer as number) < (measured as number)
          ? "small"
          : "large"
        : found.how;
    };
    return {
      ...common,
      median: median(sizes),
      tallies:
        measured === undefined
          ? []
          : Object.keys(near).map(name => ({
              label: near[name],
              count: counted(answer => how(answer) === name),
              right: name === "close"
            }))
    };
  }
  const choices = Object.keys(prediction.en.choices ?? {});
  return {
    ...common,
    tallies: choices.map(choice => ({
      label: inEach(language => prediction[language].choices![choice]),
      count: counted(answer => answer === choice),
      right: choice === measured
    }))
  };
}

/** What a class answered to a question at first, or how it did an exercise. */
export interface Outcome {
  readonly tried: number;
  readonly right: number;
  /** What else was done, the most frequent first. */
  readonly wrong: readonly Tally[];
}

const other: Text = {en: "another wrong answer", zh: "其他错误回答"};
const shown: Text = {en: "had the answer shown", zh: "直接看了答案"};
const unknown: Text = {en: "wrong; what was answered is not kept", zh: "答错，没有保存答了什么"};

/** The first answers to a question. A slip is the same slip whatever the numbers of the question were. */
export function outcomeOf(row: QuestionRow, results: readonly Results[]): Outcome {
  const all = results.flatMap(({answers}) => (Object.hasOwn(answers, row.id) ? [answers[row.id]] : []));
  const wrong = all.filter(({first}) => first === "wrong");
  // The chapter's own numbers stand for all, where they lead to the slip.
  const known = new Map(slipsOf(questionWith(row, firstSeed)).map(slip => [slip.key, slip]));
  const slips = wrong.map(given => {
    const slip = slipIn(row, given);
    return known.get(slip.key) ?? slip;
  });
  return {tried: all.length, right: all.length - wrong.length, wrong: byFrequency(slips)};
}

/** A wrong answer, and what tells it from others. */
interface Slipped {
  readonly key: string;
  readonly label: Text;
}

/** What can be slipped into: choices by their places before they were put in any order, others by what is said to them. */
export function slipsOf(drawn: Question): readonly Slipped[] {
  if (drawn.kind === "choice") return drawn.choices.map(({text}, i) => ({key: `choice ${i}`, label: text}));
  const slips = drawn.slips as readonly Slip<number | readonly number[]>[];
  const said = slips.map(({say}) => say.en.replace(/[\d.,]*\d/g, "#"));
  // The same is said to two of some.
  return slips.map((slip, i) => ({
    key: `${said[i]} ${said.slice(0, i).filter(text => text === said[i]).length}`,
    label: labelOf(slip)
  }));
}

function labelOf({given, say}: Slip<number | readonly number[]>): Text {
  const text = typeof given === "number" ? String(Number(given.toPrecision(6))) : given.join("×");
  return {en: `${text}: ${say.en}`, zh: `${text}：${say.zh}`};
}

const plainly = (label: Text): Slipped => ({key: label.en, label});

/** What came of a wrong answer: it is kept, so that who has many can look at them one by one before `outcomeOf`. */
export function slipIn(row: QuestionRow, given: Given): Slipped {
  const slip = looked.get(given) ?? lookAt(row, given);
  looked.set(given, slip);
  return slip;
}

const looked = new WeakMap<Given, Slipped>();

/** The question with the numbers of a seed, drawn once: that costs the time of a plan, and a class has many the same. */
export function questionWith(row: QuestionRow, seed: number): Question {
  const known = drawn.get(row) ?? new Map<number, Question>();
  drawn.set(row, known);
  const question = known.get(seed) ?? asked(row, seed);
  known.set(seed, question);
  return question;
}

const drawn = new WeakMap<QuestionRow, Map<number, Question>>();

function lookAt(row: QuestionRow, {seed, tried}: Given): Slipped {
  if (tried === null) return plainly(shown);
  if (tried === undefined) return plainly(unknown);
  const question = questionWith(row, seed);
  if (question.kind === "choice") {
    const chosen = question.choices[tried as number].text.en;
    return slipsOf(row.draw(drawsOf(seed))).find(({label}) => label.en === chosen) ?? plainly(other);
  }
  const judged = judgeTyped(question, String(tried).trim());
  const slip = "slip" in judged && judged.slip;
  const at = (question.slips as readonly unknown[]).indexOf(slip);
  return at < 0 ? plainly(other) : slipsOf(question)[at];
}

const missed: Text = {en: "not solved yet", zh: "还没有做出来"};
const begun: Text = {en: "begun, not checked", zh: "动了手，没有检查"};

/** How an exercise went, and the slips on the way, of those too who have solved it since. */
export function progressOn(
  id: string,
  slips: readonly {readonly say: Text}[],
  results: readonly Results[]
): Outcome & {readonly slipped: readonly Tally[]} {
  const all = results.flatMap(({exercises}) => (Object.hasOwn(exercises, id) ? [exercises[id]] : []));
  const state = ({solved, missed: failed}: Tried) => (solved ? [] : [failed ? missed : begun]);
  return {
    tried: all.length,
    right: all.filter(({solved}) => solved).length,
    wrong: byFrequency(all.flatMap(state).map(plainly)),
    slipped: byFrequency(all.flatMap(tried => (tried.slips ?? []).map(slip => plainly(slips[slip].say))))
  };
}

function byFrequency(slips: readonly Slipped[]): readonly Tally[] {
  const counts = new Map<string, {label: Text; count: number}>();
  for (const {key, label} of slips) {
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, {label, count: 1});
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

/** How much one learner has done. */
export interface Done {
  readonly predictions: number;
  readonly answers: number;
  readonly right: number;
  readonly goals: number;
  readonly exercises: number;
  readonly cells: number;
}

export function doneBy({predictions, answers, goals, exercises, cells}: Results): Done {
  return {
    predictions: Object.values(predictions).filter(answer => answer !== null).length,
    answers: Object.keys(answers).length,
    right: Object.values(answers).filter(({first}) => first === "right").length,
    goals: goals.length,
    exercises: Object.values(exercises).filter(({solved}) => solved).length,
    cells: Object.keys(cells).length
  };
}

/** A row a learner: what was done, and in a column of its own each prediction, question, exercise and goal. */
export function classRows(parts: Parts, handed: readonly Handed[]): Row[] {
  return handed.map(({results}) => {
    const {name, made, predictions, answers, exercises, goals} = results;
    const {
      predictions: predicted,
      answers: answered,
      right,
      exercises: solved,
      goals: reached,
      cells
    } = doneBy(results);
    return {
      name: harmless(name),
      made: new Date(made).toISOString(),
      predictions: predicted,
      "questions answered": answered,
      "right at first": right,
      "exercises solved": solved,
      "goals reached": reached,
      "groups of cells changed": cells,
      ...columns("prediction", parts.predictions, id => {
        const given = predictions[id];
        if (given === undefined) return "";
        if (given === null) return "looked";
        return Array.isArray(given)
          ? given.map(curve => curve.join(" ")).join(" | ")
          : (given as string | number);
      }),
      ...columns("question", parts.questions, id => answers[id]?.first ?? ""),
      ...columns("exercise", parts.exercises, id => {
        const tried = exercises[id];
        if (!tried) return "";
        return tried.solved ? "solved" : tried.missed ? "missed" : "begun";
      }),
      ...columns("goal", parts.goals, id => (goals.includes(id) ? "reached" : ""))
    };
  });
}

const columns = (
  kind: string,
  parts: ReadonlyMap<string, unknown>,
  value: (id: string) => string | number
): Row => Object.fromEntries(Array.from(parts.keys(), id => [`${kind} ${id}`, value(id)]));

/** A text that a spreadsheet program takes for no formula: some read signs of full width, as Chinese is typed, as others. */
const harmless = (text: string) => (/^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text);
