// Worksheets: for each chapter a sheet to write on, and its solutions, filled into the page's empty fences at build.

import type MarkdownIt from "markdown-it";
import type {ByLanguage} from "../../lib/lesson/languages.js";
import {count, significant} from "../../lib/lesson/numbers.js";
import type {Drawn} from "../../lib/lesson/prediction.js";
import {type Chapter, loadChapters} from "../../lib/lesson/questions/index.js";
import {anotherSeed, asked, firstSeed, type QuestionRow} from "../../lib/lesson/questions/question.js";
import type {Prediction} from "../../lib/lesson/results/lesson.js";
import {random} from "../../lib/tensor/random.js";
import {readPredictions} from "../predictions.js";
import {frame, type Language, languageOf} from "../site.js";
import {byHand} from "./by-hand.js";
import {chart} from "./chart.js";
import {escaped, lines, paragraph, rich, type Task, ticks} from "./markup.js";

const say = {
  en: {
    sheet: "Worksheet",
    name: "Name",
    date: "Date",
    hand: "By hand",
    before: "Before you look: what do you expect?",
    measured: "Measured by the figures, with the values that the page opens with.",
    questions: "Questions",
    stop: "."
  },
  zh: {
    sheet: "练习单",
    name: "姓名",
    date: "日期",
    hand: "手算",
    before: "先猜：你预期会怎样？",
    measured: "由各图测得，用的是页面打开时的数值。",
    questions: "问题",
    stop: "。"
  }
} as const satisfies ByLanguage<unknown>;

/** The seed from which questions take other numbers than the chapters'. */
const seed = 20;

interface Part {
  readonly title: string;
  /** What holds for all its solutions. */
  readonly note?: string;
  readonly tasks: readonly Task[];
}

const chapters = await loadChapters();

const known = new Map<string, Part[]>();

/** What stands on a chapter's sheet: to compute, to predict, to answer. */
export function partsOf(page: string, language: Language): Part[] {
  const key = `${page} ${language}`;
  if (!known.has(key)) known.set(key, makeParts(page, language));
  return known.get(key)!;
}

function makeParts(page: string, language: Language): Part[] {
  const chapter = chapters.find(chapter => chapter.page === page);
  if (!chapter || !byHand[page])
    throw new Error(`no chapter with a worksheet: ${page}; there are ${chapters.map(({page}) => page)}`);
  const {hand, before, measured, questions} = say[language];
  return [
    {title: hand, tasks: byHand[page](language)},
    {title: before, note: measured, tasks: expected(chapter, language)},
    {title: questions, tasks: questionsOf(chapter, language)}
  ];
}

/** What figures ask before they show, where something is measured; first what is drawn, which needs most room. */
const expected = ({page}: Chapter, language: Language): Task[] =>
  Object.values(readPredictions())
    .filter(prediction => prediction.page === page && prediction.measured !== undefined)
    .sort((a, b) => Number(Boolean(b.curves)) - Number(Boolean(a.curves)))
    .map(prediction => expectation(prediction, language));

function expectation(prediction: Prediction, language: Language): Task {
  const {ask, choices, unit = ""} = prediction[language];
  const {curves, measured} = prediction;
  if (curves)
    return {
      ask: paragraph(ask) + chart(curves, language),
      solution: chart(curves, language, measured as Drawn)
    };
  if (choices)
    return {
      ask: paragraph(ask) + ticks(Object.values(choices)),
      solution: paragraph(choices[measured as string])
    };
  return {ask: paragraph(ask) + lines(1, unit), solution: paragraph(written(measured as number) + unit)};
}

/** The chapter's questions that have other numbers, with others. */
const questionsOf = ({questions}: Chapter, language: Language): Task[] =>
  questions.filter(({varies}) => varies).map(row => questionOf(row, language));

function questionOf(row: QuestionRow, language: Language): Task {
  const question = asked(row, anotherSeed(row, firstSeed, random(seed)));
  const ask = paragraph(question.ask[language]);
  const because = question.because[language];
  if (question.kind === "choice") {
    const choices = question.choices.map(({text}) => text[language]);
    const right = question.choices.find(({right}) => right)!.text[language];
    return {ask: ask + ticks(choices), solution: answered(right, because, language)};
  }
  const answer = question.kind === "shape" ? question.answer.join("×") : written(question.answer);
  return {ask: ask + lines(2), solution: answered(answer, because, language)};
}

const answered = (answer: string, because: string, language: Language) =>
  `<p><strong>${rich(answer)}</strong>${say[language].stop}${language === "en" ? " " : ""}${rich(because)}</p>`;

/** A number as the chapters' questions write it. */
const written = (value: number) =>
  Number.isInteger(value) ? count(value) : significant(value).replace(/(\.\d*?)0+$/, "$1");

/** A chapter's sheet, or its solutions, under the same numbers. */
export function sheet(page: string, language: Language, what: "ask" | "solution"): string {
  const {sheet, name, date} = say[language];
  let number = 1;
  const parts = partsOf(page, language).map(({title, note, tasks}) => {
    const items = tasks.map(task => `<li class="task">${task[what]}</li>`).join("\n");
    const said = what === "solution" && note ? `<p class="sheet-note">${escaped(note)}</p>` : "";
    const list = `<h3>${title}</h3>\n${said}<ol start="${number}">\n${items}\n</ol>`;
    number += tasks.length;
    return list;
  });
  const head =
    what === "ask"
      ? `<p class="sheet-head" aria-hidden="true"><span>${frame[language].site} · ${sheet}</span><span>${name}</span><span>${date}</span></p>\n`
      : "";
  return `<section class="sheet${what === "solution" ? " solutions" : ""}">\n${head}${parts.join("\n")}\n</section>\n`;
}

/** Fills the empty fences `worksheet residual-block` and `solutions residual-block`. */
export function worksheets(md: MarkdownIt): MarkdownIt {
  md.core.ruler.push("worksheets", ({tokens, env}) => {
    for (const token of tokens) {
      const [, what, page] = /^(worksheet|solutions) ([\w-]+)$/.exec(token.info.trim()) ?? [];
      if (token.type !== "fence" || !what) continue;
      token.type = "html_block";
      token.content = sheet(page, languageOf(env.path) ?? "en", what === "worksheet" ? "ask" : "solution");
    }
  });
  return md;
}
