import {describe, expect, it} from "vitest";
import {readingLoad, readingMinutes} from "../../lib/lesson/reading-time.js";

const nothing = {words: 0, characters: 0, formulas: 0, figures: 0};

describe("readingLoad(markdown)", () => {
  it("counts words, each formula in a sentence as one, and no markup", () => {
    const text =
      'A *1×1* filter: $a^{[l]}$ and its [weights](./glossary#weight), don’t you see? {data-s="S1"}';
    expect(readingLoad(text)).toEqual({...nothing, words: 10});
  });

  it("counts Chinese by its characters, beside what stands in letters", () => {
    expect(readingLoad("残差网络（ResNet），$z$ 和 1×1 卷积。")).toEqual({
      ...nothing,
      words: 3,
      characters: 7
    });
  });

  it("counts displayed formulas and figures by themselves", () => {
    const text =
      '$$a =\nb$$\n\n```js\nshow(state)\n```\n\n<noscript><img src="/a.png" alt="Many words."></noscript>\n\nOne.';
    expect(readingLoad(text)).toEqual({...nothing, words: 1, formulas: 1, figures: 1});
  });

  it("leaves out front matter and code", () => {
    expect(readingLoad("---\ntitle: A page\n---\n\n```js echo\nconst two = 1 + 1;\n```\n")).toEqual(nothing);
  });
});

describe("readingMinutes(load)", () => {
  it("reads 184 words or 255 Chinese characters a minute", () => {
    expect(readingMinutes({...nothing, words: 1840})).toBe(10);
    expect(readingMinutes({...nothing, characters: 2550})).toBe(10);
  });

  it("gives a figure three minutes, a formula half a minute", () => {
    expect(readingMinutes({...nothing, figures: 5})).toBe(15);
    expect(readingMinutes({...nothing, formulas: 20})).toBe(10);
  });

  it("is said to the next five minutes, and is never none", () => {
    expect(readingMinutes({...nothing, words: 184 * 12.4})).toBe(10);
    expect(readingMinutes({...nothing, words: 184 * 12.6})).toBe(15);
    expect(readingMinutes(nothing)).toBe(5);
  });
});
