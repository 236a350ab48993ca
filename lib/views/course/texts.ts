// What the page that a course's system opens says, in each language: that of the page in its frame may change.
import type {Standing} from "../../lesson/course/standing.js";
import type {ByLanguage} from "../../lesson/languages.js";

export interface Said {
  /** Where no system was found. */
  readonly alone: string;
  /** Where the system does not want to begin. */
  readonly refused: string;
  readonly looking: string;
  /** Where the browser keeps nothing. */
  readonly unkept: string;
  /** Where it has no room. */
  readonly full: string;
  /** Where it has no room to set aside what another learner has left. */
  readonly crowded: string;
  readonly absent: string;
  readonly untaken: string;
  /** @param unread whether the system keeps work that this edition of the lesson cannot read */
  standing(now: Standing, unread: boolean): string;
}

export const texts: ByLanguage<Said> = {
  en: {
    alone: "No course system was found here. The lesson works; nothing is reported.",
    refused:
      "The course system did not answer, so nothing is reported. Open the lesson anew from your course.",
    looking: "Opened to look at, or after the end: nothing is reported.",
    unkept: "This browser keeps nothing here, so nothing can be reported to the course.",
    full: "This browser has no room left to keep your work, so nothing is reported to the course. Delete data of sites that you no longer need, and open the lesson anew.",
    crowded:
      "This browser has no room left to set aside the work of the learner who was here before, so nothing is reported: what you do here would be kept with theirs. Delete data of sites that nobody needs, or use another device.",
    absent: "What the course counts could not be loaded, so nothing is reported. Open the lesson anew.",
    untaken: "The course system did not keep the last report. It will be told again with your next answer.",
    standing({questions, exercises, done, score}, unread) {
      const kept = unread
        ? " Your course keeps earlier work that this edition of the lesson cannot read, perhaps of a later one. It is left as it is, with its score; your work of this visit stays on this device."
        : "";
      const answered = `${questions.answered} of ${questions.of} questions answered, ${questions.right} right at first`;
      const solved = exercises ? `; ${exercises.solved} of ${exercises.of} exercises solved` : "";
      const reported = unread ? "Reported to your course" : "Reported to your course, with your work";
      return `${reported}: ${done ? "completed; " : ""}${answered}${solved}. Score: ${score} of 100.${kept}`;
    }
  },
  zh: {
    alone: "这里没有找到课程系统。课程照常可用，但不会上报结果。",
    refused: "课程系统没有回应，因此不会上报结果。请从你的课程里重新打开。",
    looking: "以浏览或回顾方式打开：不会上报结果。",
    unkept: "这个浏览器在这里什么都不保存，因此无法向课程上报结果。",
    full: "这个浏览器的存储空间已满，保存不了你的作答，因此不会上报结果。请删除不再需要的网站数据，再重新打开。",
    crowded:
      "这个浏览器的存储空间已满，没法把上一位学习者的内容另外存放，因此不会上报结果：你在这里做的会和他的混在一起。请删除没有人需要的网站数据，或者换一台设备。",
    absent: "没能加载课程要统计的内容，因此不会上报结果。请重新打开。",
    untaken: "课程系统没有保存最近一次上报。下次作答时会再报一次。",
    standing({questions, exercises, done, score}, unread) {
      const kept = unread
        ? "课程系统里存有你以前的作答，本版课程读不懂，也许是更新的版本写的。它会原样保留，得分也保留；你这一次的作答只留在这台设备上。"
        : "";
      const answered = `${questions.of} 题已答 ${questions.answered} 题，首次答对 ${questions.right} 题`;
      const solved = exercises ? `；${exercises.of} 个编程练习完成 ${exercises.solved} 个` : "";
      const reported = unread ? "已上报课程" : "已连同你的作答和代码上报课程";
      return `${reported}：${done ? "已完成；" : ""}${answered}${solved}。得分 ${score}（满分 100）。${kept}`;
    }
  }
};
