// What is kept of a reader's recall, a record a question: chapters write it, the review reads it.
import type {Kept} from "../../lesson/kept.js";
import {afterAnswer, dayOf, isRecall, type Recall} from "../../lesson/review.js";
import {keep} from "../kit/keep.js";
import {memo} from "../kit/memo.js";

/** The name that a question's record is kept under. */
export const recallName = (id: string) => `recall ${id}`;

/** What is kept of a question. Where nothing can be kept, all on this page still share it. */
export const recallOf: (id: string) => Kept<Recall> = memo(id => keep(recallName(id), isRecall));

export const today = () => dayOf(new Date());

/** Notes an answer: the first that a reader gives to a question with these numbers. */
export function noteAnswer(id: string, correct: boolean): void {
  const kept = recallOf(id);
  const before = kept.read();
  const after = afterAnswer(before, correct, today());
  if (after !== before) kept.write(after);
}
