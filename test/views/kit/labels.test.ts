import {beforeAll, describe, expect, it, vi} from "vitest";

// Texts are chosen by the page's language.
vi.stubGlobal("document", {documentElement: {lang: "en"}});
let labels: typeof import("../../../lib/views/kit/labels.js");
beforeAll(async () => {
  labels = await import("../../../lib/views/kit/labels.js");
});

describe("piecesOf(name)", () => {
  const slanted = (name: string) =>
    labels
      .piecesOf(name)
      .map(({text, slanted}) => (slanted ? `/${text}/` : text))
      .join("");
  it("slants letters that stand for values, and nothing else", () => {
    expect(slanted("a[l+2]")).toBe("/a/[/l/+2]");
    expect(slanted("z[l+2]+a[l]")).toBe("/z/[/l/+2] + /a/[/l/]");
    expect(slanted("g(z[l+2]) + a[l]")).toBe("/g/(/z/[/l/+2]) + /a/[/l/]");
    expect(slanted("da[l]")).toBe("/da/[/l/]");
    expect(slanted("gamma")).toBe("/γ/");
    expect(slanted("W = I")).toBe("/W/ = /I/");
  });
  it("leaves words upright", () => {
    expect(slanted("da[l] main")).toBe("/da/[/l/] by the main path");
    expect(slanted("BN")).toBe("BN");
  });
  it("raises the layer, and lowers what a W_s is told by", () => {
    const at = (name: string) => labels.piecesOf(name).map(({text, at}) => `${text} ${at}`);
    expect(at("b[l]")).toEqual(["b line", "[ raised", "l raised", "] raised"]);
    expect(at("Ws")).toEqual(["W line", "s lowered"]);
    expect(at("W_s")).toEqual(["W line", "s lowered"]);
  });
});

describe("partsOf(text)", () => {
  const names = (text: string) => labels.partsOf(text).flatMap(({text, marked}) => (marked ? [text] : []));
  it("finds names of values in a text", () => {
    expect(names("From a[l] to a[l+2], one step at a time")).toEqual(["a[l]", "a[l+2]"]);
    expect(names("B: Wₛ where needed")).toEqual(["Wₛ"]);
    expect(names("lowest where w₁w₂ = 1")).toEqual(["w₁", "w₂"]);
    expect(names("‖W[l+1]‖ and ‖W‖ at λ = 0.01")).toEqual(["W[l+1]", "W", "λ"]);
    expect(names("a[l+2] = g(z[l+2]) + a[l]")).toEqual(["a[l+2]", "g(z[l+2]) + a[l]"]);
    expect(names("layer l+1: z[l+1], dW[l+1]")).toEqual(["l", "z[l+1]"]);
    expect(names("plain, W = I")).toEqual(["W = I"]);
    expect(names("捷径带着 a[l]、{W} 和 {b}")).toEqual(["a[l]", "{W}", "{b}"]);
  });
  it("finds none in words, or in code", () => {
    expect(names("A network with a bias; seeing is believing (once)")).toEqual([]);
    expect(names("incompatible shapes: 1,5 and 1,3")).toEqual([]);
  });
});
