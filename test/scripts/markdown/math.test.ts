import {readFileSync} from "node:fs";
import {describe, expect, it, test} from "vitest";
import {formulasModule, target} from "../../../scripts/formulas.js";
import {typeset, typesetToCopy} from "../../../scripts/markdown/math.js";

describe("typeset(tex)", () => {
  it("is MathML", () => {
    expect(typeset("a+1")).toBe("<math><mi>a</mi><mo>+</mo><mn>1</mn></math>");
  });

  it("is a block for display math", () => {
    expect(typeset("a", {display: true})).toBe('<math display="block"><mi>a</mi></math>');
  });

  it("writes bold and double-struck letters as characters, since browsers read no mathvariant", () => {
    expect(typeset("\\mathbf{W}")).toContain("<mi>𝐖</mi>");
    expect(typeset("\\mathbb{R}")).toContain("<mi>ℝ</mi>");
    expect(typeset("\\mathbf{W}x")).not.toContain("mathvariant");
  });

  it("keeps upright names upright", () => {
    expect(typeset("\\mathrm{x}")).toContain('mathvariant="normal"');
    expect(typeset("\\operatorname{ReLU}(x)")).toContain("<mi>ReLU</mi>");
  });

  it("puts \\class on what it marks, for the colours of the style sheet", () => {
    expect(typeset("\\class{main}{W}x")).toContain('class="main"');
  });

  it("makes \\slot{name} a number that can be filled in", () => {
    expect(typeset("z=\\slot{sum}")).toContain('<mn data-slot="sum">?</mn>');
  });

  it("escapes what HTML would read as a tag", () => {
    expect(typeset("a<b")).toContain("<mo>&lt;</mo>");
  });

  it.each([
    ["\\frac{1}", "Missing argument"],
    ["\\nonsense", "Undefined control sequence"],
    ["a}", "brace"]
  ])("throws with the formula and what is wrong: %s", (tex, message) => {
    expect(() => typeset(tex)).toThrow(`formula $${tex}$`);
    expect(() => typeset(tex)).toThrow(message);
  });

  it("throws for a letter that an alphabet lacks, rather than show it plain", () => {
    expect(() => typeset("\\mathfrak{g}")).toThrow("fraktur");
  });
});

describe("the live formulas", () => {
  it("stand in the module as they are typeset now: run `npm run build` after a change", () => {
    expect(readFileSync(target, "utf8")).toBe(formulasModule());
  });
});

test("typesetToCopy(tex) carries the TeX that others understand, and leaves the slots to be filled", () => {
  expect(typesetToCopy(String.raw`\part{z w}{\class{main}{z^{[l]}}}`)).toContain(
    '<math data-tex="{{z^{[l]}}}">'
  );
  expect(typesetToCopy("x <  \\slot{sum}", {display: true})).toMatch(
    /^<math data-tex="x &lt; \\slot\{sum\}" display="block">/
  );
});
