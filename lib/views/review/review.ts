// Eight questions from all chapters: those missed first, then those that are due again, with other numbers each time. What
// is remembered of them stays on this device; it can be saved as a file, read back, and forgotten.

import type {Kept} from "../../lesson/kept.js";
import {languages} from "../../lesson/languages.js";
import type {Chapter} from "../../lesson/questions/index.js";
import {isSeed, newSeed, type QuestionRow} from "../../lesson/questions/question.js";
import {
  byTurns,
  dueOn,
  isRound,
  later,
  longestFile,
  queue,
  type Reason,
  type Round,
  readFile,
  reasons,
  reviewSize,
  writeFile
} from "../../lesson/review.js";
import {question} from "../figure/quiz.js";
import {recallName, recallOf, today} from "../figure/recall.js";
import {button} from "../kit/controls.js";
import {html, write} from "../kit/dom.js";
import {keep, keptElsewhere} from "../kit/keep.js";
import {notice} from "../kit/notice.js";
import {saveFile} from "../kit/save.js";
import {settings} from "../kit/settings.js";
import {language, listed, sentences, texts} from "../kit/texts.js";

const t = texts({
  en: {
    begin: (n: number) => `Ask me ${n === 8 ? "eight" : n} questions`,
    more: (n: number) => `Ask ${n === 8 ? "eight" : n} more`,
    next: (parts: string) => `Next: ${parts}.`,
    counts: {
      missed: (n: number) => `${n} that you missed`,
      due: (n: number) => `${n} due again`,
      new: (n: number) => `${n} new`,
      early: (n: number) => `${n} not due yet`
    } satisfies {[reason in Reason]: (n: number) => string},
    dueNow: (n: number) => (n === 1 ? "One question is due now." : `${n} questions are due now.`),
    dueOn: (day: string) => `Nothing is due now; the next question is due ${day}.`,
    tomorrow: (date: string) => `tomorrow, ${date}`,
    on: (date: string) => `on ${date}`,
    questions: "Questions",
    progress: (done: number, all: number, right: number) =>
      done < all
        ? `${done} of ${all} answered.`
        : `All ${all} answered, ${right} of them right at the first try.`,
    save: "Save the record",
    read: "Read a saved record",
    forget: "Forget all",
    nothing: "The record is empty so far.",
    kept: (n: number, all: number) => `In your record: ${n} of ${all} questions.`,
    forgotten: "Your answers and the record of them are forgotten.",
    undo: "Undo",
    taken: (n: number) => `Read: the record of ${n} ${n === 1 ? "question" : "questions"}.`,
    left: (n: number) => `${n} that do not fit this edition of the lesson were left out.`,
    refused: (name: string) =>
      `“${name}” is damaged, or it is no record of this review. Nothing has been changed.`
  },
  zh: {
    begin: n => `问我${n === 8 ? "八" : ` ${n} `}道题`,
    more: n => `再问${n === 8 ? "八" : ` ${n} `}道`,
    next: parts => `接下来：${parts}。`,
    counts: {
      missed: n => `${n} 道答错过`,
      due: n => `${n} 道该复习了`,
      new: n => `${n} 道新题`,
      early: n => `${n} 道还没到时间`
    },
    dueNow: n => `现在有 ${n} 道题到期。`,
    dueOn: day => `现在没有到期的题；下一道${day}到期。`,
    tomorrow: date => `明天（${date}）`,
    on: date => `在${date}`,
    questions: "题目",
    progress: (done, all, right) =>
      done < all ? `已答 ${done} 道，共 ${all} 道。` : `${all} 道全部答完，其中 ${right} 道一次答对。`,
    save: "保存记录",
    read: "读入保存的记录",
    forget: "全部清除",
    nothing: "记录还是空的。",
    kept: (n, all) => `你的记录：${all} 道题中的 ${n} 道。`,
    forgotten: "你的回答和记录已清除。",
    undo: "撤销",
    taken: n => `已读入 ${n} 道题的记录。`,
    left: n => `另有 ${n} 条与本版课程不符，已忽略。`,
    refused: name => `“${name}”已损坏，或者不是本页的复习记录。什么都没有改动。`
  }
});

interface Known {
  readonly row: QuestionRow;
  readonly about: {readonly href: string; readonly text: string};
}

const answerName = (id: string) => `review ${id}`;

/** What stands under a name, whatever it is: to forget it, and to put it back. */
const anything = (name: string): Kept<unknown> => keep(name, (_): _ is unknown => true);

/** The questions of these chapters, and what is kept of them. */
function bankOf(chapters: readonly Chapter[]) {
  const known: ReadonlyMap<string, Known> = new Map(
    chapters.flatMap(({page, title, questions}) =>
      questions.map(row => [
        row.id,
        {row, about: {href: `./${page}.html#${row.section}`, text: title[language()]}}
      ])
    )
  );
  // New questions come from all chapters in turn.
  const ids = byTurns(chapters.map(({questions}) => questions.map(({id}) => id)));
  const size = Math.min(reviewSize, ids.length);
  const round = keep("review", (value): value is Round => isRound(value, id => known.has(id), isSeed));
  const recalls = () =>
    new Map(
      ids.flatMap(id => {
        const recall = recallOf(id).read();
        return recall ? [[id, recall] as const] : [];
      })
    );
  return {
    known,
    ids,
    size,
    round,
    recalls,
    /** All that is kept of the reader's answers: of the review, of each question's recall, and of chapters' questions. */
    everything: (): readonly Kept<unknown>[] => [
      round,
      ...ids.map(recallOf),
      ...ids.flatMap(id => [anything(answerName(id)), anything(`question ${id}`)])
    ],
    /** Draws eight questions, with new numbers or those of a class, and keeps them. */
    draw(): Round {
      const kept = recalls();
      const asks = queue(ids, id => kept.get(id), today()).slice(0, size);
      for (const {id} of asks) anything(answerName(id)).write(undefined);
      const next: Round = {
        version: 1,
        questions: asks.map(({id}) => ({id, seed: settings.questions || newSeed(Math.random)}))
      };
      round.write(next);
      return next;
    }
  };
}

type Bank = ReturnType<typeof bankOf>;

/** The page's review: the questions under way, what comes next and when, and what is kept. */
export function reviewOf(chapters: readonly Chapter[]): HTMLElement {
  const bank = bankOf(chapters);
  const {known, ids, size, round} = bank;
  const heading = html("h2.visually-hidden", {id: "review-heading"}, t.questions);
  const list = html("ol");
  const progress = html("p.review-progress");
  const standing = html("p.review-standing");
  const begin = button(t.begin(size), () => {
    show(bank.draw());
    list.querySelector<HTMLElement>(".question")?.focus();
  });
  const record = recordLine(bank, {taken: () => refresh(), forgotten: () => show(round.read())});
  /** Whether the first answers to the questions under way were right. */
  const results = new Map<string, boolean>();
  let shown = "";

  function show(now: Round | undefined) {
    shown = JSON.stringify(now);
    results.clear();
    list.replaceChildren(
      ...(now?.questions ?? []).map(({id, seed}) => {
        const {row, about} = known.get(id)!;
        const answered = (right: boolean) => {
          results.set(id, right);
          refresh();
        };
        return html("li", question(row, {name: answerName(id), seed, about, answered}));
      })
    );
    refresh();
  }

  function refresh() {
    const asked = list.children.length;
    const done = results.size;
    const right = [...results.values()].filter(Boolean).length;
    list.hidden = asked === 0;
    write(progress, asked ? t.progress(done, asked, right) : "");
    write(begin, asked ? t.more(size) : t.begin(size));
    // The next step stands out once there is nothing else to do.
    begin.className = done === asked ? "primary" : "";
    write(standing, whatIsNext(bank));
    record.refresh();
  }

  keptElsewhere(["review", ...ids.map(recallName)], () => {
    const now = round.read();
    if (JSON.stringify(now) === shown) refresh();
    else show(now);
  });
  show(round.read());
  return html(
    "section.review.quiz",
    {id: "review-questions", "aria-labelledby": heading.id},
    heading,
    list,
    progress,
    html("div.review-next", standing, begin),
    record.element
  );
}

/** How many questions of which kind come next, and when the next is due. */
function whatIsNext({ids, size, recalls}: Bank): string {
  const [kept, now] = [recalls(), today()];
  const asks = queue(ids, id => kept.get(id), now);
  const next = asks.slice(0, size);
  const counts = reasons.flatMap(reason => {
    const n = next.filter(ask => ask.reason === reason).length;
    return n ? [t.counts[reason](n)] : [];
  });
  const due = [...kept.values()].map(recall => dueOn(recall, now));
  const dueNow = due.filter(day => day <= now).length;
  const when = due.length === 0 ? "" : dueNow ? t.dueNow(dueNow) : t.dueOn(spokenDay(Math.min(...due), now));
  return sentences(when, t.next(listed(counts)));
}

function spokenDay(day: number, now: number): string {
  const format = new Intl.DateTimeFormat(languages[language()].locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC"
  });
  const date = format.format(new Date(day * 86_400_000));
  return day === now + 1 ? t.tomorrow(date) : t.on(date);
}

/** How much is kept, and what can be done with it. */
function recordLine(
  {ids, recalls, everything}: Bank,
  {taken, forgotten}: {readonly taken: () => void; readonly forgotten: () => void}
) {
  const text = html("span");
  const file = html("input", {type: "file", accept: ".json,application/json", hidden: true});
  file.addEventListener("change", async () => {
    const [given] = file.files ?? [];
    if (!given) return;
    const read = given.size <= longestFile ? readFile(await given.text(), ids) : undefined;
    // The same file can be chosen again.
    file.value = "";
    if (!read) return notice(t.refused(given.name));
    for (const [id, recall] of read.recalls) recallOf(id).write(later(recallOf(id).read(), recall));
    taken();
    notice(sentences(t.taken(read.recalls.size), read.left > 0 && t.left(read.left)));
  });
  const save = button(t.save, () => saveFile(writeFile(recalls()), "review.json"), {class: "quiet"});
  const forget = button(
    t.forget,
    () => {
      const all = everything().map(kept => ({kept, value: kept.read()}));
      const put = (back: boolean) => {
        for (const {kept, value} of all) kept.write(back ? value : undefined);
        forgotten();
      };
      put(false);
      notice(t.forgotten, {act: button(t.undo, () => put(true))});
    },
    {class: "quiet"}
  );
  return {
    element: html(
      "div.review-record",
      text,
      save,
      button(t.read, () => file.click(), {class: "quiet"}),
      forget,
      file
    ),
    refresh() {
      const kept = recalls().size;
      write(text, kept ? t.kept(kept, ids.length) : t.nothing);
      save.disabled = forget.disabled = kept === 0;
    }
  };
}
