// What is said of a class: its curves, its votes, its slips, and who has done what.
import {range} from "d3-array";
import {type ByLanguage, languages} from "../../lesson/languages.js";
import {fixed} from "../../lesson/numbers.js";
import {firstSeed} from "../../lesson/questions/question.js";
import {
  doneBy,
  type Handed,
  outcomeOf,
  progressOn,
  questionWith,
  type Tally,
  type Votes,
  votesOn
} from "../../lesson/results/class.js";
import type {Parts, Prediction} from "../../lesson/results/lesson.js";
import type {Results} from "../../lesson/results/results.js";
import {dialog} from "../kit/dialog.js";
import {type Child, html} from "../kit/dom.js";
import {rich} from "../kit/labels.js";
import {table} from "../kit/table.js";
import {language, sentences} from "../kit/texts.js";
import {held, numberText} from "../results/held.js";
import {classCurves} from "./class-curves.js";
import {t} from "./texts.js";

/** What is said of the class, section by section, where there is something to say. */
export function* reportOn(
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
  yield section("class-learners", t.who, "", ...learnerTables(parts, learners));
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

const bothRight: ByLanguage<string> = {en: "right", zh: "正确"};
const bothSolved: ByLanguage<string> = {en: "solved", zh: "已完成"};

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

/** More rows than these take the browser longer than a frame to lay out. */
const mostRows = 100;

/** The learners in one table, or as many as there are hundreds, each drawn when it is unfolded first. */
function learnerTables(parts: Parts, learners: readonly Handed[]): HTMLElement[] {
  if (learners.length <= mostRows) return [learnerTable(parts, learners)];
  return range(0, learners.length, mostRows).map(start => {
    const some = learners.slice(start, start + mostRows);
    const [first, last] = [some[0], some[some.length - 1]].map(({results}) => results.name || t.nameless);
    const names = some.length > 1 ? [html("bdi", first), " – ", html("bdi", last)] : [html("bdi", first)];
    const element = html("details.class-hundred", html("summary", ...names, ` (${some.length})`));
    element.addEventListener("toggle", () => element.append(learnerTable(parts, some)), {once: true});
    return element;
  });
}

/** A row a learner; the name opens what was handed in. */
function learnerTable(parts: Parts, learners: readonly Handed[]): HTMLElement {
  const date = new Intl.DateTimeFormat(languages[language()].locale, {
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
