import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {arrive, decode, joinHash, splitHash} from "../../lib/lesson/hash.js";

describe("splitHash(hash) and joinHash(parts)", () => {
  it("part a place, values and code", () => {
    expect(splitHash("#kinds&n=5&code=abc&f=2")).toEqual({
      places: ["kinds"],
      settings: ["n=5", "f=2"],
      code: "abc"
    });
    expect(joinHash(splitHash("#kinds&n=5&f=2&code=abc"))).toBe("#kinds&n=5&f=2&code=abc");
    expect(joinHash(splitHash("#"))).toBe("");
  });
  it("lose nothing of any hash", () => {
    const part = fc.stringMatching(/^[^#&]{1,8}$/);
    fc.assert(
      fc.property(fc.array(part), parts => {
        const once = joinHash(splitHash(`#${parts.join("&")}`));
        expect(joinHash(splitHash(once))).toBe(once);
        const codes = parts.filter(p => p.startsWith("code=")).length;
        expect(once.split("&").filter(p => p !== "")).toHaveLength(parts.length - Math.max(0, codes - 1));
      })
    );
  });
});

describe("arrive(from, to, seen)", () => {
  const go = (from: string, to: string, seen = false) =>
    joinHash(arrive(splitHash(from), splitHash(to), seen));

  it("keeps values and code when the hash only names a place", () => {
    expect(go("#n=5", "#kinds")).toBe("#kinds&n=5");
    expect(go("#edit-block&n=5&code=abc", "#kinds")).toBe("#kinds&n=5&code=abc");
  });
  it("keeps values when the hash brings code", () => {
    expect(go("#n=5&code=old", "#edit-block&code=new")).toBe("#edit-block&n=5&code=new");
  });
  it("takes a hash with values as the whole of them, and an empty one as the start", () => {
    expect(go("#n=5&f=2", "#kinds&n=3")).toBe("#kinds&n=3");
    expect(go("#n=5", "#")).toBe("");
  });
  it("takes an entry of the history as it was left", () => {
    expect(go("#n=5", "#kinds", true)).toBe("#kinds");
  });
});

it("decode(text) leaves a malformed escape as it is", () => {
  expect(decode("%E4%BD%A0")).toBe("你");
  expect(decode("%E4%")).toBe("%E4%");
});
