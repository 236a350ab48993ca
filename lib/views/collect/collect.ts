// What a class has done, from the files and links that its learners handed in. All of it stays in this page, and goes when
// the page is left; what learners wrote is shown as text, and nothing of it is run.
import {csv} from "../../lesson/csv.js";
import {fixed} from "../../lesson/numbers.js";
import {firstSeed} from "../../lesson/questions/question.js";
import {
  classRows,
  doneBy,
  type Handed,
  newest,
  outcomeOf,
  progressOn,
  questionWith,
  slipIn,
  type Tally,
  type Votes,
  votesOn
} from "../../lesson/results/class.js";
import type {Parts, Prediction} from "../../lesson/results/lesson.js";
import type {Refusal, Results} from "../../lesson/results/results.js";
import {followAddress} from "../kit/address.js";
import {button} from "../kit/controls.js";
import {dialog} from "../kit/dialog.js";
import {type Child, html, write} from "../kit/dom.js";
import {nextFrame} from "../kit/frames.js";
import {rich} from "../kit/labels.js";
import {notice} from "../kit/notice.js";
import {saveFile} from "../kit/save.js";
import {table} from "../kit/table.js";
import {language, sentences, texts} from "../kit/texts.js";
import {acts, field, panel} from "../results/handing.js";
import {held, numberText} from "../results/held.js";
import {type FigureFile, partsHere} from "../results/here.js";
import {classCurves} from "./class-curves.js";
import {linksIn, type Refused, readGiven, type Source} from "./given.js";

const t = texts({
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

/** The page's whole: where results are given, and what becomes of them. */
export function collect({figures}: {readonly figures: FigureFile}): HTMLElement {
  let parts: Parts | undefined;
  let handed: Handed[] = [];
  let refused: Refused[] = [];
  const status = html("p.collect-status", {role: "status"}, t.nothing);
  const left = html("details.collect-left", {hidden: true});
  const report = html("div.collect-report");
  const ends = acts(
    button(t.save, () => saveFile(`\ufeff${csv(classRows(parts!, newest(handed).learners))}`, "class.csv")),
    button(
      t.forget,
      () => {
        [handed, refused] = [[], []];
        void show();
      },
      {class: "quiet"}
    )
  );
  ends.hidden = true;

  /** What is given while something is read waits for its turn. */
  let reading: Promise<void> = Promise.resolve();
  const take = (sources: readonly Source[]) => {
    reading = reading
      .then(() => read(sources))
      .catch(error => {
        console.warn(error);
        notice(t.absent);
      });
    return reading;
  };
  async function read(sources: readonly Source[]) {
    write(status, t.reading(0));
    try {
      parts ??= await partsHere(figures);
      const pause = breather();
      let count = 0;
      for await (const one of readGiven(sources, parts, t.link)) {
        if ("refusal" in one) refused.push(one);
        else handed.push(one);
        count++;
        if (await pause()) write(status, t.reading(count));
      }
    } finally {
      await show();
    }
  }

  let turn = 0;
  async function show() {
    const mine = ++turn;
    const {learners, replaced} = newest(handed);
    const strange = handed.reduce((sum, {left}) => sum + left, 0);
    const some = handed.length + refused.length > 0;
    ends.hidden = learners.length === 0;
    left.hidden = refused.length + replaced.length === 0;
    left.replaceChildren(
      html("summary", t.why),
      html("ul", ...refused.map(refusedItem), ...replaced.map(replacedItem))
    );
    write(
      status,
      some
        ? sentences(
            t.learners(learners.length),
            replaced.length > 0 && t.replaced(replaced.length),
            refused.length > 0 && t.refused(refused.length),
            strange > 0 && t.strange(strange)
          )
        : t.nothing
    );
    // What takes long is looked at piece by piece; the report of a moment before stays meanwhile.
    const pause = breather();
    const results = learners.map(({results}) => results);
    for (const [id, row] of parts?.questions ?? []) {
      questionWith(row, firstSeed);
      for (const {answers} of results) {
        if (answers[id]?.first === "wrong") slipIn(row, answers[id]);
        if ((await pause()) && mine !== turn) return;
      }
    }
    const sections: HTMLElement[] = [];
    for (const section of parts && learners.length ? reportOn(parts, learners) : []) {
      if (section) sections.push(section);
      if ((await pause()) && mine !== turn) return;
    }
    report.replaceChildren(...sections);
  }

  followAddress(({settings}) => {
    const link = settings.map(setting => `#${setting}`).find(setting => linksIn(setting).length);
    if (link) void take([pastedText(t.address, link)]);
  });
  const intake = intakeOf(take);
  return html("section.collect", {id: "collected", "data-results": ""}, intake, status, left, ends, report);
}

/** Says when it is time to let the page go on: true after a pause. */
function breather() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < 12) return false;
    await nextFrame();
    since = performance.now();
    return true;
  };
}

const pastedText = (name: string, text: string): Source => ({
  name,
  size: text.length,
  text: async () => text
});

/** Where files are chosen or dropped, and links pasted. */
function intakeOf(take: (sources: readonly Source[]) => Promise<void>): HTMLElement {
  const sourcesOf = (list: FileList | undefined) =>
    Array.from(list ?? [], (file): Source => ({name: file.name, size: file.size, text: () => file.text()}));
  const files = html("input", {
    type: "file",
    multiple: true,
    hidden: true,
    accept: ".json,.txt,application/json,text/plain"
  });
  files.addEventListener("change", async () => {
    const sources = sourcesOf(files.files ?? undefined);
    if (sources.length) await take(sources);
    // The same files can be chosen again.
    files.value = "";
  });
  const links = html("textarea", {rows: 3, spellcheck: "false", autocomplete: "off"});
  const add = button(t.add, () => {
    const text = links.value;
    if (!linksIn(text).length) return notice(t.none);
    links.value = "";
    void take([pastedText(t.pasted, text)]);
  });
  const element = panel(
    html(
      "p",
      button(t.choose, () => files.click(), {class: "primary"}),
      files,
      " ",
      t.drop
    ),
    field(t.links, links),
    add
  );
  // What is dropped beside the panel would take the page's place.
  for (const act of ["dragover", "dragleave", "drop"] as const)
    addEventListener(act, event => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      element.classList.toggle("over", act === "dragover");
      if (act === "drop") void take(sourcesOf(event.dataTransfer.files));
    });
  return element;
}

function refusedItem({source, refusal}: Refused): HTMLElement {
  return html("li", html("bdi", source.slice(0, 120)), `: ${reason(refusal)}`);
}

function reason(refusal: Refusal): string {
  if (refusal.why === "version") return t.reasons.version(refusal.of);
  if (refusal.why === "impossible") return t.reasons.impossible(refusal.where);
  return t.reasons[refusal.why];
}

const replacedItem = ({source, results}: Handed) =>
  html("li", html("bdi", source.slice(0, 120)), `: ${t.older(results.name || t.nameless)}`);

/** What is said of the class, section by section, where there is something to say. */
function* reportOn(
  parts: Parts,
  learners: readonly Handed[]
): Generator<HTMLElement | undefined, undefined, undefined> {
  const results = learners.map(({results}) => results);
  const predicted = [...parts.predictions].map(([id, prediction]) => ({
    id,
    prediction,
    votes: votesOn(id, prediction, results)
  }));
  for (const {prediction, votes} of predicted)
    if (votes.drawn.length)
      yield section(
        "class-curves",
        t.curves,
        t.curvesNote(votes.drawn.length),
        classCurves(prediction, votes.drawn)
      );
  yield items("class-predictions", t.predictions, t.predictionsNote, predictionItems(predicted));
  yield items("class-questions", t.questions, t.questionsNote, questionItems(parts, results));
  yield items("class-exercises", t.exercises, t.exercisesNote, exerciseItems(parts, results));
  yield goalSection(parts, results);
  yield section("class-learners", t.who, "", learnerTable(parts, learners));
}

function section(id: string, title: string, note: string, ...content: readonly Child[]): HTMLElement {
  return html(
    "section",
    {"aria-labelledby": id},
    html("h2", {id}, title),
    note && html("p", note),
    ...content
  );
}

const items = (id: string, title: string, note: string, all: readonly HTMLElement[]) =>
  all.length ? section(id, title, note, html("div.class-items", ...all)) : undefined;

interface Asked {
  readonly id: string;
  readonly prediction: Prediction;
  readonly votes: Votes;
}

function predictionItems(predicted: readonly Asked[]): HTMLElement[] {
  return predicted.flatMap(({id, prediction, votes}) => {
    const {answered, looked, tallies, median} = votes;
    if (!answered || prediction.curves) return [];
    const {measured} = prediction;
    const said = (value: number) => numberText(prediction, value);
    const middle =
      median !== undefined &&
      t.median(said(median), typeof measured === "number" ? said(measured) : undefined);
    return [
      item(
        {text: prediction[language()].ask, href: `./${prediction.page}.html#${id}`},
        {of: answered, count: measured === undefined ? undefined : tallies.find(({right}) => right)!.count},
        sentences(t.answered(answered, looked), middle),
        tallies.length > 0 && bars(tallies, answered, t.answer, t.measured)
      )
    ];
  });
}

function questionItems(parts: Parts, results: readonly Results[]): HTMLElement[] {
  return parts.chapters.flatMap(({page, questions}) =>
    questions.flatMap(row => {
      const {tried, right, wrong} = outcomeOf(row, results);
      if (!tried) return [];
      return [
        item(
          {text: questionWith(row, firstSeed).ask[language()], href: `./${page}.html#${row.section}`},
          {of: tried, count: right},
          t.tried(tried, right),
          bars([{label: bothRight, count: right, right: true}, ...wrong], tried, t.answer)
        )
      ];
    })
  );
}

const bothRight = {en: "right", zh: "正确"};
const bothSolved = {en: "solved", zh: "已完成"};

function exerciseItems(parts: Parts, results: readonly Results[]): HTMLElement[] {
  return [...parts.exercises].flatMap(([id, {title, slips}]) => {
    const {tried, right, wrong, slipped} = progressOn(id, slips, results);
    if (!tried) return [];
    return [
      item(
        {text: title[language()], href: `./exercises.html#${id}`},
        {of: tried, count: right},
        t.done(tried, right),
        bars([{label: bothSolved, count: right, right: true}, ...wrong], tried, t.answer),
        slipped.length > 0 && bars(slipped, tried, t.slips)
      )
    ];
  });
}

function goalSection(parts: Parts, results: readonly Results[]): HTMLElement | undefined {
  const tallies = [...parts.goals].flatMap(([id, {goal}]) => {
    const count = results.filter(({goals}) => goals.includes(id)).length;
    return count ? [{label: goal!, count}] : [];
  });
  if (!tallies.length) return;
  return section("class-goals", t.goals, t.goalsNote, bars(tallies, results.length, t.goals));
}

/** One question, exercise or figure: how many were right, and unfolded, what the others said. */
function item(
  asked: {readonly text: string; readonly href: string},
  {of, count}: {readonly of: number; readonly count: number | undefined},
  said: string,
  ...content: readonly Child[]
): HTMLElement {
  return html(
    "details.class-item",
    html("summary", html("span.class-asked", ...rich(asked.text)), share(count, of)),
    html("p", said, " ", html("a", {href: asked.href}, t.to)),
    ...content
  );
}

/** A bar and its number, of how many. */
function share(
  count: number | undefined,
  of: number,
  {right = true, words = t.of(of, count)}: {readonly right?: boolean; readonly words?: string} = {}
): HTMLElement {
  const width = `width: ${fixed((100 * (count ?? 0)) / of, 1)}%`;
  return html(
    "span.class-share",
    count !== undefined && html("span.track", html(right ? "span.bar.right" : "span.bar", {style: width})),
    html("span", words)
  );
}

/** How many of how many, as bars. */
function bars(tallies: readonly Tally[], of: number, name: string, mark = ""): HTMLElement {
  return table(
    [name, t.count],
    tallies.map(({label, count, right = false}) => [
      [...rich(label[language()]), right && mark && html("span.class-mark", ` ✓ ${mark}`)],
      share(count, of, {right, words: String(count)})
    ]),
    {class: "class-bars"}
  );
}

/** A row a learner; the name opens what was handed in. */
function learnerTable(parts: Parts, learners: readonly Handed[]): HTMLElement {
  const date = new Intl.DateTimeFormat(language() === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short"
  });
  const rows = learners.map(({results}) => {
    const {predictions, answers, right, exercises, goals, cells} = doneBy(results);
    const name = html("bdi", results.name || t.nameless);
    const open = html("button.quiet", {type: "button", click: () => showOne(parts, results)}, name);
    const numbers = [predictions, answers, right, exercises, goals, cells];
    return [open, date.format(results.made), ...numbers.map(number => number)];
  });
  const head = t.head({
    predictions: parts.predictions.size,
    answers: parts.questions.size,
    exercises: parts.exercises.size,
    goals: parts.goals.size
  });
  return html("div.class-learners", {tabindex: 0, role: "group", "aria-label": t.who}, table(head, rows));
}

/** All that one learner has handed in, from its top. */
function showOne(parts: Parts, results: Results): void {
  dialog(results.name || t.nameless, held(parts, results)).scrollTop = 0;
}
