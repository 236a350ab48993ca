import {describe, expect, it} from "vitest";
import {
  averagePool,
  batchNorm,
  block,
  conv,
  dense,
  halfSquaredError,
  plan,
  relu,
  residualWith,
  scale,
  sequential,
  softmaxCrossEntropy
} from "../../../lib/index.js";
import {type MathTree, mathTree} from "../../../lib/views/editor/math-tree.js";

const text = ([name, ...children]: MathTree): string =>
  name === "mspace" ? " " : children.map(child => (typeof child === "string" ? child : text(child))).join("");

const names = ([name, ...children]: MathTree): string[] => [
  name,
  ...children.flatMap(child => (typeof child === "string" ? [] : names(child)))
];

const l1: MathTree = ["mrow", ["mo", "["], ["mi", "l"], ["mo", "+"], ["mn", "1"], ["mo", "]"]];

describe("mathTree(tex)", () => {
  it("raises and lowers what stands behind a name", () => {
    expect(mathTree("z^{[l+1]}")).toEqual(["msup", ["mi", "z"], l1]);
    expect(mathTree("W_s^{[l+1]}")).toEqual(["msubsup", ["mi", "W"], ["mi", "s"], l1]);
    expect(mathTree("{a}'")).toEqual(["msup", ["mi", "a"], ["mo", "′"]]);
  });

  it("knows fractions, roots, functions and Greek letters", () => {
    expect(mathTree("\\frac1N")).toEqual(["mfrac", ["mn", "1"], ["mi", "N"]]);
    expect(mathTree("\\tfrac12")).toEqual(["mfrac", ["mn", "1"], ["mn", "2"]]);
    expect(mathTree("\\sqrt{\\sigma^2 + \\varepsilon}")[0]).toBe("msqrt");
    expect(mathTree("\\operatorname{max pool}_{2\\times 2}(x)")[1]).toEqual([
      "msub",
      ["mi", "maxpool"],
      ["mrow", ["mn", "2"], ["mo", "×"], ["mn", "2"]]
    ]);
  });

  it("leaves no TeX in any formula that an operation writes", () => {
    const blocks = sequential(
      conv(4, 3, {padding: 1}),
      batchNorm(),
      relu,
      residualWith({shortcut: "A"}, conv(8, 3, {padding: 1}), scale(0.5)),
      residualWith({shortcut: "C"}, conv(8, 1)),
      averagePool(2)
    );
    const plans = [
      plan(blocks, {input: [1, 4, 4, 3]}),
      plan(block("l", dense(4)), {input: [2, 4], loss: halfSquaredError}),
      plan(dense(3), {input: [2, 4], loss: softmaxCrossEntropy})
    ];
    const formulas = plans.flatMap(p => p.steps.map(({tex}) => tex));
    expect(new Set(plans.flatMap(p => p.steps.map(({operation}) => operation))).size).toBeGreaterThan(8);
    for (const tex of formulas) {
      expect(text(mathTree(tex)), tex).not.toMatch(/[\\{}^_]/);
      expect(names(mathTree(tex)), tex).not.toContain("mtext");
    }
  });

  it("shows as text what it does not know, and comes to an end with any input", () => {
    expect(text(mathTree("\\evil{x}"))).toBe("\\evilx");
    for (const tex of ["", "}", "{", "a^", "\\frac", "\\operatorname", "}}a{{", "^_^", "{".repeat(900)])
      expect(mathTree(tex)).toBeDefined();
    expect(mathTree("x".repeat(5000))[0]).toBe("mtext");
  });
});
