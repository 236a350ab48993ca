// What the page says of a class.
import {texts} from "../kit/texts.js";

export const t = texts({
  en: {
    choose: "Choose files",
    drop: "or drop them here, any number at once.",
    links: "Links, or a text with links in it",
    add: "Add the links",
    link: (i: number, source: string) => (source ? `link ${i + 1} in ${source}` : `link ${i + 1}`),
    pasted: "the pasted text",
    address: "this page’s address",
    none: "No link with results is in this text.",
    nothing: "Nothing has been read yet.",
    reading: (n: number) => `Reading… ${n} so far.`,
    learners: (n: number) => (n === 1 ? "One learner." : `${n} learners.`),
    replaced: (n: number) =>
      n === 1
        ? "For one there is an older file too, which does not count."
        : `${n} older files of the same learners do not count.`,
    refused: (n: number) => (n === 1 ? "One was left out." : `${n} were left out.`),
    strange: (n: number) =>
      `${n} ${n === 1 ? "record is" : "records are"} of things that this edition of the lesson does not have.`,
    why: "What was left out, and why",
    older: (name: string) => `an older file of “${name}”`,
    nameless: "without a name",
    reasons: {
      large: "too large to be results",
      damaged: "damaged: it cannot be read to its end",
      other: "no results of this lesson",
      version: (of: string) => `of another version: ${of}, where this page reads version 1`,
      impossible: (where: string) => `made up or damaged: something in it cannot be (${where})`
    },
    save: "Save as a table (CSV)",
    forget: "Remove all",
    absent: "What the lesson asks could not be loaded; perhaps the network is away.",
    curves: "What the class drew",
    curvesNote: (n: number) =>
      n === 1
        ? "One learner has drawn both curves: they are the thin ones."
        : `${n} learners have drawn both curves. Thin: a learner each.`,
    predictions: "Predictions",
    predictionsNote: "The bar says how many expected what was measured. Unfold a line for all answers.",
    questions: "Questions",
    questionsNote:
      "What counts is each learner’s first answer. Learners may have had other numbers than those that stand here; a slip is the same one with any numbers.",
    exercises: "Exercises",
    exercisesNote: "What counts as solved is what the learner’s own page had checked; nothing is run here.",
    who: "Who has done what",
    measured: "measured",
    slips: "Slips on the way",
    answered: (n: number, looked: number) => `${n} answered${looked ? `, ${looked} only looked` : ""}.`,
    median: (value: string, measured?: string) =>
      `In the middle: ${value}${measured === undefined ? "" : `; measured: ${measured}`}.`,
    tried: (n: number, right: number) => `${right} of ${n} right at first.`,
    done: (n: number, solved: number) => `${solved} of ${n} solved.`,
    to: "Go there",
    answer: "Answer",
    count: "Learners",
    of: (n: number, count?: number) => (count === undefined ? `${n} answered` : `${count} of ${n}`),
    head: (of: {predictions: number; answers: number; exercises: number; goals: number}) => [
      "Name or code",
      "Handed in",
      `Predictions, of ${of.predictions}`,
      `Questions, of ${of.answers}`,
      "right at first",
      `Exercises solved, of ${of.exercises}`,
      `Goals, of ${of.goals}`,
      "Cells changed"
    ],
    goals: "Goals",
    goalsNote: "How many have reached each."
  },
  zh: {
    choose: "选择文件",
    drop: "或者拖到这里，一次可以放很多个。",
    links: "链接，或者含有链接的一段文字",
    add: "加入这些链接",
    link: (i, source) => (source ? `${source} 里的第 ${i + 1} 个链接` : `第 ${i + 1} 个链接`),
    pasted: "粘贴的文字",
    address: "本页的网址",
    none: "这段文字里没有结果的链接。",
    nothing: "还没有读入任何文件。",
    reading: n => `正在读取……已读 ${n} 份。`,
    learners: n => `${n} 名学习者。`,
    replaced: n => `同一学习者较早的文件有 ${n} 份，不计入。`,
    refused: n => `${n} 份没有采用。`,
    strange: n => `${n} 条记录是本版课程没有的内容，已忽略。`,
    why: "哪些没有采用，为什么",
    older: name => `“${name}”较早的文件`,
    nameless: "没有名字",
    reasons: {
      large: "太大，不会是结果文件",
      damaged: "已损坏，读不完整",
      other: "不是本课程的结果",
      version: of => `版本不同：它是 ${of}，本页读的是第 1 版`,
      impossible: where => `是编造的，或已损坏：里面有不可能出现的内容（${where}）`
    },
    save: "保存为表格（CSV）",
    forget: "全部移除",
    absent: "没能加载课程的题目：也许网络断了。",
    curves: "全班画的曲线",
    curvesNote: n =>
      n === 1 ? "1 名学习者画了两条曲线，即图中的细线。" : `${n} 名学习者画了两条曲线。细线：每人一条。`,
    predictions: "预测",
    predictionsNote: "横条表示多少人的预测与测得的一致。展开一行，可以看到全部回答。",
    questions: "题目",
    questionsNote:
      "算数的是每人的第一次回答。各人题目里的数字可能与这里的不同；同一种错误，换了数字也算同一种。",
    exercises: "编程练习",
    exercisesNote: "是否完成，以学习者自己页面上的检查为准；这里不运行任何代码。",
    who: "谁做了什么",
    measured: "测得",
    slips: "途中的错误",
    answered: (n, looked) => `${n} 人回答${looked ? `，${looked} 人只是直接看了` : ""}。`,
    median: (value, measured) => `中位数：${value}${measured === undefined ? "" : `；测得：${measured}`}。`,
    tried: (n, right) => `${n} 人中 ${right} 人第一次就答对。`,
    done: (n, solved) => `${n} 人中 ${solved} 人完成。`,
    to: "去看看",
    answer: "回答",
    count: "人数",
    of: (n, count) => (count === undefined ? `${n} 人回答` : `${count} / ${n}`),
    head: of => [
      "姓名或代号",
      "交出时间",
      `预测（共 ${of.predictions}）`,
      `题目（共 ${of.answers}）`,
      "第一次就对",
      `完成的练习（共 ${of.exercises}）`,
      `目标（共 ${of.goals}）`,
      "改动的单元格"
    ],
    goals: "目标",
    goalsNote: "各有多少人达到。"
  }
});
