import {afterEach, describe, expect, it, vi} from "vitest";
import {listed, sentences} from "../../../lib/views/kit/texts.js";

const on = (lang: string) => vi.stubGlobal("document", {documentElement: {lang}});
afterEach(() => vi.unstubAllGlobals());

describe("sentences(…)", () => {
  it("sets a space between two sentences in English, and nothing in Chinese", () => {
    on("en");
    expect(sentences("One.", "Two.")).toBe("One. Two.");
    on("zh-Hans");
    expect(sentences("一。", "二。")).toBe("一。二。");
  });

  it("leaves out what there is not", () => {
    on("en");
    expect(sentences("", "One.", undefined, false, "Two.")).toBe("One. Two.");
  });
});

describe("listed(parts)", () => {
  it("uses the language's commas", () => {
    on("en");
    expect(listed(["a", "b"])).toBe("a, b");
    on("zh-Hans");
    expect(listed(["甲", "乙"])).toBe("甲，乙");
  });
});
