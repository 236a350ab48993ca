// What the page that a course's system opens says, in both languages: that of the page in its frame may change.
import type {Standing} from "../../lesson/course/standing.js";

export interface Said {
  /** Where no system was found. */
  readonly alone: string;
  /** Where the system does not want to begin. */
  readonly refused: string;
  readonly looking: string;
  /** Where the browser keeps nothing. */
  readonly unkept: string;
  readonly absent: string;
  readonly untaken: string;
  standing(now: Standing): string;
}

export const texts: {readonly [language in "en" | "zh"]: Said} = {
  en: {
    alone: "No course system was found here. The lesson works; nothing is reported.",
    refused:
      "The course system did not answer, so nothing is reported. Open the lesson anew from your course.",
    looking: "Opened to look at, or after the end: nothing is reported.",
    unkept: "This browser keeps nothing here, so nothing can be reported to the course.",
    absent: "What the course counts could not be loaded, so nothing is reported. Open the lesson anew.",
    untaken: "The course system did not keep the last report. It will be told again with your next answer.",
    standing({questions, exercises, done, score}) {
      const answered = `${questions.answered} of ${questions.of} questions answered, ${questions.right} right at first`;
      const solved = exercises ? `; ${exercises.solved} of ${exercises.of} exercises solved` : "";
      return `Reported to your course, with your work: ${done ? "completed; " : ""}${answered}${solved}. Score: ${score} of 100.`;
    }
  },
  zh: {
    alone: "这里没有找到课程系统。课程照常可用，但不会上报结果。",
    refused: "课程系统没有回应，因此不会上报结果。请从你的课程里重新打开。",
    looking: "以浏览或回顾方式打开：不会上报结果。",
    unkept: "这个浏览器在这里什么都不保存，因此无法向课程上报结果。",
    absent: "没能加载课程要统计的内容，因此不会上报结果。请重新打开。",
    untaken: "课程系统没有保存最近一次上报。下次作答时会再报一次。",
    standing({questions, exercises, done, score}) {
      const answered = `${questions.of} 题已答 ${questions.answered} 题，首次答对 ${questions.right} 题`;
      const solved = exercises ? `；${exercises.of} 个编程练习完成 ${exercises.solved} 个` : "";
      return `已连同你的作答和代码上报课程：${done ? "已完成；" : ""}${answered}${solved}。得分 ${score}（满分 100）。`;
    }
  }
};
