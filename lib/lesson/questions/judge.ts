/** What comes of a typed answer. Nothing here touches the page: questions say it, and so does who collects answers. */
import {typedNumber, typedShape} from "../typed.js";
import {type Question, type Slip, sameAnswer} from "./question.js";

export type TypedQuestion = Question & {readonly kind: "number" | "shape"};

export type Judged =
  | {
      readonly right: boolean;
      /** The typical slip that it is. */
      readonly slip?: Slip<number | readonly number[]>;
      /** The whole number that was meant, where a point was to part its thousands. */
      readonly thousands?: number;
    }
  /** What the text can mean: two numbers, or none. */
  | {readonly meanings: readonly number[]};

/** Judges a text as the answer to a question that takes a number, or a shape. */
export function judgeTyped(question: TypedQuestion, text: string): Judged {
  if (question.kind === "shape") {
    const given = typedShape(text);
    if (!given) return {meanings: []};
    const slip = question.slips.find(slip => sameAnswer(given, slip.given));
    return {right: sameAnswer(given, question.answer), ...(slip && {slip})};
  }
  const {answer, tolerance, slips} = question;
  const {value: given, meanings} = typedAnswer(text, answer);
  if (given === undefined) return {meanings};
  const right = sameAnswer(given, answer, tolerance);
  const thousands = !right && /^\d{1,3}\.\d{3}$/.test(text) && Math.round(given * 1000) === answer;
  if (thousands) return {right, thousands: answer};
  const slip = slips.find(slip => sameAnswer(given, slip.given, tolerance));
  return {right, ...(slip && {slip})};
}

/** What was typed; where a count is asked for, `131,584` can only be one. */
function typedAnswer(text: string, answer: number) {
  const any = typedNumber(text);
  const whole = typedNumber(text, n => (Number.isInteger(n) ? n : undefined));
  return any.meanings.length === 2 && Number.isInteger(answer) ? whole : any;
}

/** A shape, as one with as many numbers is to be written. */
export const exampleShape = (length: number): string => (length === 2 ? "3×5" : "6×6×32");
