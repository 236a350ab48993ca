import type {QuestionRow} from "../../lesson/questions/question.js";

/** What fetches a chapter's questions, and what asks them: the reader comes to them last. */
export function quizOf(id: string, load: () => Promise<{readonly questions: readonly QuestionRow[]}>) {
  return async () => {
    const [{quiz}, {questions}] = await Promise.all([import("./quiz.js"), load()]);
    return {check: () => quiz(id, questions)};
  };
}
