import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {cueAt, parseCues, preset, seconds, timeText} from "../../lib/lesson/cues.js";
import {readHash} from "../../lib/lesson/parameters.js";
import {languages, names, root, top} from "../../scripts/site.js";
import {pageParameters} from "./page-parameters.js";

const read = (lecture: string, language: string) =>
  parseCues(readFileSync(join(top, "assets", "cues", `${lecture}.${language}.vtt`), "utf8"));

const file = `WEBVTT Some lecture

NOTE
lecture: v9
title: Some lecture
length: 1:00
youtube: abc

NOTE Times by hand.

intro
00:00.000 --> 00:10.000 align:start
Beginning: the question
statements: S1 M2
page: residual-block
at: difficulty

00:10.500 --> 01:00.000
End
page: residual-block
at: code
figure: code-figure
set: step=3&seed=1
`;

test.each(languages)(
  "the cue that the guide for instructors explains is the lecture's own, in %s",
  language => {
    const [, example] = /^```text\n([^`]*-->[^`]*)```/m.exec(
      readFileSync(join(root, language, "instructors.md"), "utf8")
    )!;
    const cues = readFileSync(join(top, "assets", "cues", `v1.${language}.vtt`), "utf8");
    expect(cues.split("\n\n")).toContain(example.trim());
  }
);

describe("parseCues", () => {
  test("reads the recording, the topics and what belongs to each", () => {
    expect(parseCues(file)).toEqual({
      id: "v9",
      title: "Some lecture",
      length: 60,
      youtube: "abc",
      problems: [],
      cues: [
        {
          start: 0,
          end: 10,
          topic: "Beginning: the question",
          statements: ["S1", "M2"],
          page: "residual-block",
          at: "difficulty"
        },
        {
          start: 10.5,
          end: 60,
          topic: "End",
          statements: [],
          page: "residual-block",
          at: "code",
          figure: "code-figure",
          set: "step=3&seed=1"
        }
      ]
    });
  });

  test("reads line ends of every system, and a byte order mark", () => {
    expect(parseCues(`\uFEFF${file.replaceAll("\n", "\r\n")}`)).toEqual(parseCues(file));
  });

  test.each([
    [
      "a file of another kind",
      "WEBVTT Some lecture",
      "1\n00:00 --> x",
      {line: 1, kind: "header", text: "1"},
      2
    ],
    [
      "a time that is none",
      "00:10.500 -->",
      "00:1O.500 -->",
      {line: 18, kind: "times", text: "00:1O.500 --> 01:00.000"},
      1
    ],
    [
      "an arrow that is too short",
      "00:10.500 -->",
      "00:10.500 ->",
      {line: 18, kind: "times", text: "00:10.500 -> 01:00.000"},
      1
    ],
    [
      "an end before its start",
      "--> 01:00.000",
      "--> 00:03.000",
      {line: 18, kind: "order", text: "00:10.500 --> 00:03.000"},
      1
    ],
    [
      "a cue before the one above it",
      "00:10.500 -->",
      "00:00.000 -->",
      {line: 18, kind: "order", text: "00:00.000 --> 01:00.000"},
      1
    ],
    [
      "a name that no cue has",
      "figure: code-figure",
      "figur: code-figure",
      {line: 22, kind: "name", text: "figur: code-figure"},
      2
    ],
    [
      "a cue without a page",
      "page: residual-block\nat: code\n",
      "at: code\n",
      {line: 19, kind: "missing", text: "page"},
      1
    ],
    ["a cue without a place", "at: code\n", "", {line: 19, kind: "missing", text: "at"}, 1],
    ["a recording without a title", "title: Some lecture\n", "", {line: 1, kind: "missing", text: "title"}, 2]
  ])("reports %s with its line, and keeps the rest", (_, from, to, problem, kept) => {
    const lecture = parseCues(file.replace(from, to));
    expect(lecture.problems).toEqual([problem]);
    expect(lecture.cues).toHaveLength(kept);
  });

  test("survives an empty file", () => {
    expect(parseCues("").problems[0]).toEqual({line: 1, kind: "header", text: ""});
  });
});

test("cueAt is the last cue that has begun, also in a gap and after the end", () => {
  const {cues} = parseCues(file);
  expect([-1, 0, 10.2, 10.5, 99].map(time => cueAt(cues, time)?.topic)).toEqual([
    undefined,
    "Beginning: the question",
    "Beginning: the question",
    "End",
    "End"
  ]);
});

test.each([
  ["1:26", 86],
  ["01:26.500", 86.5],
  ["1:02:03", 3723],
  ["86", 86],
  [" 0:05 ", 5],
  ["1：26", 86],
  ["1:75", undefined],
  ["soon", undefined],
  ["", undefined],
  ["-1:00", undefined]
])("seconds(%j) is %s", (text, value) => expect(seconds(text)).toBe(value));

test("preset leads to the figure with its values, to the figure, or to the section", () => {
  const cue = {start: 0, end: 1, topic: "", statements: [], page: "a-page", at: "a-section"};
  expect(preset({...cue, figure: "a-figure", set: "n=2&step=5"})).toBe("./a-page.html#a-figure&n=2&step=5");
  expect(preset({...cue, figure: "a-figure"})).toBe("./a-page.html#a-figure");
  expect(preset(cue)).toBe("./a-page.html#a-section");
});

test("timeText shows whole seconds that have passed", () => {
  expect([0, 5.9, 86, 3723, -3].map(timeText)).toEqual(["0:00", "0:05", "1:26", "62:03", "0:00"]);
});

/** What no figure shows: who thought of it, an opinion about training, the way on to the next lecture, a paper's name and fame. */
const withoutFigure: {readonly [lecture: string]: readonly string[]} = {
  v1: ["3:51"],
  v2: ["0:00", "8:56"],
  v3: ["3:35", "3:53"]
};

const statements = (markdown: string) =>
  new Set([...markdown.matchAll(/data-s="([^"]*)"/g)].flatMap(([, list]) => list.split(/\s+/)));

describe.each(["v1", "v2", "v3"])("the cues of lecture %s", lecture => {
  describe.each(languages)("in language %s", language => {
    const {id, title, length, cues, problems} = read(lecture, language);
    const page = (name: string) => readFileSync(join(root, language, `${name}.md`), "utf8");

    test("are read without a problem", () => {
      expect(problems).toEqual([]);
      expect(id).toBe(lecture);
      expect(title).not.toBe("");
      expect(cues.length).toBeGreaterThan(15);
    });

    test("follow one another without a gap, from 0 to the recording's end", () => {
      expect(cues[0].start).toBe(0);
      expect(cues.map(cue => cue.end)).toEqual([...cues.slice(1).map(cue => cue.start), length]);
    });

    test.each(cues.map(cue => [timeText(cue.start), cue] as const))(
      "%s leads to a place that exists",
      (_, cue) => {
        expect(names).toContain(cue.page);
        expect(page(cue.page)).toContain(`{#${cue.at}}`);
      }
    );

    test("lead to a figure of their page, but for the few that none shows", () => {
      expect(cues.filter(({figure}) => !figure).map(({start}) => timeText(start))).toEqual(
        withoutFigure[lecture]
      );
      // A still of each figure stands below its cell.
      for (const cue of cues)
        if (cue.figure) expect(page(cue.page)).toContain(`/stills/${language}/${cue.figure}.png`);
    });

    test("name statements that passages of their pages carry", () => {
      for (const cue of cues) {
        const carried = statements(page(cue.page));
        for (const s of cue.statements) expect(carried, `${timeText(cue.start)} ${s}`).toContain(s);
      }
    });
  });

  const {cues} = read(lecture, "en");
  test.each([...new Set(cues.map(({page}) => page))])("set parameters that %s takes", async name => {
    const declarations = await pageParameters(name);
    for (const {page, figure, set, start} of cues) {
      if (page !== name || set === undefined) continue;
      expect(figure, timeText(start)).toBeDefined();
      const {anchor, problems} = readHash(declarations, set);
      expect([anchor, problems], timeText(start)).toEqual(["", []]);
    }
  });

  test("say all of a figure's state that another cue sets: jumping to a topic is as good as coming from the one before", () => {
    const names = ({set = ""}: (typeof cues)[number]) => [...new URLSearchParams(set).keys()];
    for (const cue of cues) {
      const others = cues.filter(({page, figure}) => figure && page === cue.page && figure === cue.figure);
      expect(names(cue).sort(), timeText(cue.start)).toEqual([...new Set(others.flatMap(names))].sort());
    }
  });

  test("differ between languages only in words", () => {
    const [a, b] = languages.map(language => {
      const {cues, title, ...links} = read(lecture, language);
      return {...links, cues: cues.map(cue => ({...cue, topic: ""}))};
    });
    expect(a).toEqual(b);
  });
});
