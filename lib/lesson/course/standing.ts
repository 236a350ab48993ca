/** How far a learner is, for a course: by their answers to questions, and the exercises that they have solved. */
import type {Parts} from "../results/lesson.js";
import type {Results} from "../results/results.js";

/** What a course asks for: answers to all questions, or these and all exercises solved. */
export const demands = ["questions", "all"] as const;
export type Demand = (typeof demands)[number];

export interface Standing {
  readonly questions: {readonly answered: number; readonly right: number; readonly of: number};
  /** None, where the course does not ask for them. */
  readonly exercises?: {readonly solved: number; readonly of: number};
  /** Whether all that is asked for was done. */
  readonly done: boolean;
  /** From 0 to 100: a point for each question whose first answer was right, and for each exercise solved. */
  readonly score: number;
}

export function standing(parts: Parts, {answers, exercises}: Results, demand: Demand): Standing {
  const given = Object.values(answers);
  const [right, of] = [given.filter(({first}) => first === "right").length, parts.questions.size];
  const questions = {answered: given.length, right, of};
  if (demand === "questions")
    return {questions, done: given.length === of, score: Math.round((100 * right) / of)};
  const solved = Object.values(exercises).filter(tried => tried.solved).length;
  const all = parts.exercises.size;
  return {
    questions,
    exercises: {solved, of: all},
    done: given.length === of && solved === all,
    score: Math.round((100 * (right + solved)) / (of + all))
  };
}
