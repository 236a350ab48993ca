import {createRequire} from "node:module";
import type MarkdownIt from "markdown-it";
import {describe, expect, test} from "vitest";
import {parseCues} from "../../../lib/lesson/cues.js";
import {markdown} from "../../../scripts/markdown/markdown.js";
import {timeMarks} from "../../../scripts/markdown/marks.js";

const lecture = (id: string, page: string, youtube = "") =>
  parseCues(`WEBVTT

NOTE
lecture: ${id}
title: Lecture ${id}
${youtube && `youtube: ${youtube}`}

00:05.000 --> 01:26.000
A < B
statements: S1
page: ${page}
at: there

01:26.000 --> 02:00.000
Again
statements: S1 S2
page: ${page}
at: there
`);

const {createMarkdownIt} = createRequire(import.meta.url)("@observablehq/framework/dist/markdown.js");
const md = createMarkdownIt({
  markdownIt: (md: MarkdownIt) =>
    timeMarks(markdown(md), path =>
      path.startsWith("/en/") ? [lecture("v1", "here", "abc"), lecture("v2", "elsewhere")] : []
    )
});
const marks = (text: string, path = "/en/here") =>
  [...(md.render(text, {path, code: []}) as string).matchAll(/<(a|span) class="mark".*?<\/\1>/g)].map(
    ([mark]) => mark
  );

describe("a passage", () => {
  test("has a mark for each time that a lecture makes its statement, with a link where there is a video", () => {
    expect(marks('Some text. {data-s="S2"}')).toEqual([
      `<a class="mark" data-lecture="v1" data-time="86" data-topic="Again" title="1:26, Lecture v1: Again" aria-label="1:26, Lecture v1: Again" href="https://www.youtube.com/watch?v=abc&t=86s">1:26</a>`,
      `<span class="mark" data-lecture="v2" data-time="86" data-topic="Again" title="② 1:26, Lecture v2: Again">② 1:26</span>`
    ]);
    expect(marks('Some text. {data-s="S1"}')).toHaveLength(4);
  });

  test("has one mark a time even if it makes two of the cue's statements", () => {
    expect(marks('Some text. {data-s="S1 S2"}')).toHaveLength(4);
  });

  test("has no mark without a statement, nor for one that no lecture makes, nor where there are no lectures", () => {
    expect(marks("Some text.")).toEqual([]);
    expect(marks('Some text. {data-s="S9"}')).toEqual([]);
    expect(marks('Some text. {data-s="S1"}', "/other")).toEqual([]);
  });
});

test("a topic is text, not markup", () => {
  expect(marks('Some text. {data-s="S1"}')[0]).toContain('data-topic="A &lt; B"');
});
