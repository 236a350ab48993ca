// Questions draw their numbers from a seed; right answers and slips follow from them.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {fits, isAnswered} from "../../lib/lesson/questions/answered.js";
import {loadChapters} from "../../lib/lesson/questions/index.js";
import {
  anotherSeed,
  asked,
  firstSeed,
  type Question,
  type QuestionRow,
  sameAnswer
} from "../../lib/lesson/questions/question.js";
import {random} from "../../lib/tensor/random.js";
import {languages, root, titleOf} from "../../scripts/site.js";

const seeds = Array.from({length: 120}, (_, seed) => seed);
const chapters = await loadChapters();
const rows = chapters.flatMap(({questions}) => questions);
const draws = new Map(rows.map(row => [row.id, seeds.map(seed => asked(row, seed))]));
const drawn = (row: QuestionRow) => draws.get(row.id)!;

/** All that a question may say, in both languages. */
const says = (q: Question) => [
  q.ask,
  q.because,
  ...(q.kind === "choice"
    ? q.choices.flatMap(({text, say}) => (say ? [text, say] : [text]))
    : q.slips.map(({say}) => say))
];

/** The numbers in a text, without those in names such as a[l+2]. */
const numbersIn = (text: string) =>
  Array.from(text.replace(/\[l\+?\d?\]/g, "").matchAll(/−?\d+(?:\.\d+)?/g), ([n]) =>
    Number(n.replace("−", "-"))
  );

/** The answers by plain arithmetic, from the numbers that the reader sees: a second witness beside the library. */
const byHand: {readonly [id: string]: (numbers: readonly number[]) => number | readonly number[]} = {
  "projection-shape": ([from, to]) => [to, from],
  "second-entry": ([, z, , a]) => Math.max(0, z + a),
  "dead-layer": n => n.at(-1)!,
  "parameters-more": () => 0,
  "zero-branch": () => 0,
  "zero-plain": () => 0,
  "lowest-product": ([m, lambda]) => 1 - lambda / m,
  "minima-merge": ([m]) => m,
  "one-pixel": ([x0, x1, x2, x3, , , w0, w1, w2, w3, b]) =>
    Math.max(0, x0 * w0 + x1 * w1 + x2 * w2 + x3 * w3 + b),
  "output-shape": ([h, w, , filters]) => [h, w, filters],
  "weights-and-biases": ([filters, , , , , channels]) => filters * channels + filters,
  "pooled-shape": ([, , , h, w, c]) => [h / 2, w / 2, c],
  "bottleneck-width": ([, neck]) => 28 * 28 * neck * (192 + 32 * 25)
};

/** The same for those whose asks have words for numbers. */
function expected(row: QuestionRow, q: Question): number | readonly number[] {
  const numbers = numbersIn(q.ask.en);
  if (row.id === "negative-entry") return Math.max(0, numbers[/first entry/.test(q.ask.en) ? 0 : 1]);
  if (row.id === "paths-left") {
    const removed = ["shortcut of one", "shortcuts of two", "shortcuts of three"].findIndex(text =>
      q.ask.en.includes(text)
    );
    return 2 ** (numbers[0] - removed - 1);
  }
  if (row.id === "projections") return /ResNet-(18|34)/.test(q.ask.en) ? 3 : 4;
  if (row.id === "group-shape") {
    const group =
      ["first", "second", "third", "fourth"].findIndex(word => q.ask.en.includes(`the ${word} group`)) + 1;
    const side = numbers.find(n => n >= 100)! / 2 ** (group + 1);
    return [side, side, 32 * 2 ** group];
  }
  return byHand[row.id](numbers);
}

describe("the chapters of questions", () => {
  it("have ids that no other question has", () => {
    expect(new Set(rows.map(({id}) => id)).size).toBe(rows.length);
  });
  it.each(chapters)("$page: is a page of that title, with the sections that are asked about", chapter => {
    const {page, title, questions} = chapter;
    for (const language of languages) {
      const source = readFileSync(join(root, language, `${page}.md`), "utf8");
      expect(titleOf(`/${language}/${page}`)).toContain(title[language]);
      expect(questions.filter(({section}) => !source.includes(`{#${section}}`))).toEqual([]);
    }
  });
});

describe.each(rows)("the question $id", row => {
  it("is the same for the same seed", () => {
    expect(seeds.slice(0, 5).map(seed => asked(row, seed))).toEqual(drawn(row).slice(0, 5));
  });
  it("says so if it has other numbers, and has them", () => {
    const asks = new Set(drawn(row).map(({ask}) => ask.en));
    if (row.varies) {
      expect(asks.size).toBeGreaterThan(3);
      const other = anotherSeed(row, firstSeed, random(1));
      expect(asked(row, other).ask.en).not.toBe(asked(row, firstSeed).ask.en);
    } else expect(asks.size).toBe(1);
  });
  it("has no slip that is right, and no two that are one", () => {
    for (const q of drawn(row)) {
      if (q.kind === "choice") {
        expect(q.choices.filter(({right}) => right)).toHaveLength(1);
        expect(q.choices.filter(({right, say}) => !right && !say)).toEqual([]);
        for (const language of languages)
          expect(new Set(q.choices.map(({text}) => text[language])).size).toBe(q.choices.length);
        continue;
      }
      // Two whose tolerances meet would be one to whoever types a number between them.
      const tolerance = q.kind === "number" ? 2 * (q.tolerance ?? 0) : 0;
      const answers = [q.answer, ...q.slips.map(({given}) => given)];
      answers.forEach((a, i) => {
        const same = answers
          .slice(i + 1)
          .filter(b => sameAnswer<number | readonly number[]>(a, b, tolerance));
        expect(same, `${q.ask.en} ${a}`).toEqual([]);
      });
    }
  });
  it("says only what it knows, in both languages", () => {
    for (const text of drawn(row).flatMap(says))
      for (const language of languages) {
        expect(text[language]).toMatch(/\S/);
        expect(text[language]).not.toMatch(/undefined|NaN|null|\[object/);
      }
  });
  it("has the answer that plain arithmetic finds in its numbers", () => {
    for (const q of drawn(row)) {
      if (q.kind === "choice") continue;
      const due = expected(row, q);
      expect(
        sameAnswer<number | readonly number[]>(q.answer, due, 1e-6),
        `${q.ask.en} ${q.answer}, ${due}`
      ).toBe(true);
    }
  });
});

describe("isAnswered(value), fits(question, answered)", () => {
  const number = asked(rows.find(({id}) => id === "second-entry")!, firstSeed);
  const choice = asked(rows.find(({id}) => id === "where-it-enters")!, firstSeed);
  it("take what was typed or chosen", () => {
    const typed = {version: 1, seed: 7, typed: "1,25", did: "check", first: "wrong"} as const;
    expect(isAnswered(typed) && fits(number, typed)).toBe(true);
    const chosen = {version: 1, seed: 0, chosen: 2, did: "show", first: "wrong"} as const;
    expect(isAnswered(chosen) && fits(choice, chosen)).toBe(true);
  });
  it.each([
    null,
    "1.25",
    {version: 2, seed: 7},
    {version: 1},
    {version: 1, seed: -1},
    {version: 1, seed: 1e9},
    {version: 1, seed: 7, typed: 5},
    {version: 1, seed: 7, typed: "9".repeat(101)},
    {version: 1, seed: 7, chosen: "0"},
    {version: 1, seed: 7, did: "cheat"},
    {version: 1, seed: 7, first: true}
  ])("refuses %j", value => expect(isAnswered(value)).toBe(false));
  it("refuse a choice that there is not, and the answer to another kind of question", () => {
    expect(fits(choice, {version: 1, seed: 0, chosen: 3})).toBe(false);
    expect(fits(choice, {version: 1, seed: 0, typed: "1"})).toBe(false);
    expect(fits(number, {version: 1, seed: 0, chosen: 0})).toBe(false);
  });
});
