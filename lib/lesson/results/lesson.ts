/**
 * What a learner can have done in the lesson, for what is read of their results: the questions that figures and chapters
 * ask, goals, exercises, cells to change. Nothing here touches the page.
 */
import type {Exercise, Text} from "../exercises/exercise.js";
import type {ByLanguage} from "../languages.js";
import type {Answer, Takes} from "../prediction.js";
import type {Chapter} from "../questions/index.js";
import type {QuestionRow} from "../questions/question.js";

/**
 * What a figure asks before it shows, and what is measured with the values that its page opens with, if that is anything:
 * written down by `npm run stills`.
 */
export interface Prediction extends ByLanguage<Asked> {
  /** The name of the figure's page. */
  readonly page: string;
  readonly number?: Bounds;
  readonly curves?: Bounds & {
    readonly count: number;
    readonly length: number;
    readonly at: readonly number[];
  };
  readonly measured?: Answer;
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

interface Asked {
  readonly ask: string;
  readonly choices?: {readonly [choice: string]: string};
  readonly unit?: string;
}

/** A figure that asks something, or has a goal. */
export interface Figure {
  readonly id: string;
  readonly page: string;
  readonly title: Text;
  readonly goal?: Text;
  readonly prediction?: Prediction;
}

/** A group of cells to change. */
export interface Example {
  readonly title: Text;
  readonly cells: readonly string[];
}

export interface Lesson {
  /** In reading order, as are all others. */
  readonly figures: readonly Figure[];
  readonly chapters: readonly Chapter[];
  readonly exercises: readonly Exercise[];
  readonly examples: {readonly [id: string]: Example};
}

/** What a figure's question takes. */
export function takenBy({number, curves, en}: Prediction): Takes {
  if (number) return {number};
  return curves ? {curves} : {choices: en.choices ?? {}};
}

/** The lesson's parts by their ids. */
export function partsOf({figures, chapters, exercises, examples}: Lesson) {
  const asking = figures.flatMap(({id, prediction}) => (prediction ? [[id, prediction] as const] : []));
  const rows = chapters.flatMap(({questions}) => questions);
  return {
    chapters,
    predictions: new Map<string, Prediction>(asking),
    questions: new Map<string, QuestionRow>(rows.map(row => [row.id, row])),
    goals: new Map<string, Figure>(figures.filter(({goal}) => goal).map(figure => [figure.id, figure])),
    exercises: new Map<string, Exercise>(exercises.map(row => [row.id, row])),
    examples: new Map<string, Example>(Object.entries(examples))
  };
}

export type Parts = ReturnType<typeof partsOf>;
