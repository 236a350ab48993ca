import {describe, expect, it} from "vitest";
import {
  assign,
  block,
  conv,
  dense,
  nested,
  plain,
  plan,
  relu,
  repeat,
  residual,
  residualWith,
  sequential,
  twoLayers
} from "../../lib/index.js";
import {examples} from "../../lib/lesson/examples.js";
import {type Outcome, run} from "../../lib/sandbox/run.js";
import type {Walk} from "../../lib/sandbox/shown.js";
import {toShow} from "../../lib/sandbox/values.js";

const walk = (value: unknown) => toShow(value) as Walk;
const numbers = ({values}: Walk["input"]) => (values.kind === "tensor" ? [...values.values] : values);

describe("toShow(plan)", () => {
  it("is its steps in their order, with formulas, weights and the numbers of the moment", () => {
    const p = plan(block("l", residual(dense(2), relu, dense(2))), {input: [1, 2]});
    p.feed([1, 2]);
    assign(
      p.value("W[l+1]"),
      nested([
        [1, -1],
        [0.5, 1]
      ])
    );
    p.forward();
    const {kind, input, steps, more} = walk(p);
    expect([kind, input.name, numbers(input), more]).toEqual(["walk", "a[l]", [1, 2], 0]);
    expect(steps.map(({operation, output}) => `${operation} ${output.name}`)).toEqual([
      "dense z[l+1]",
      "relu a[l+1]",
      "dense z[l+2]",
      "add z[l+2]+a[l]",
      "relu a[l+2]"
    ]);
    expect(steps[0].tex).toBe(p.steps[0].tex);
    expect(steps[0].weights.map(({name}) => name)).toEqual(["W[l+1]", "b[l+1]"]);
    expect(numbers(steps[0].weights[0])).toEqual([1, -1, 0.5, 1]);
    expect(numbers(steps[0].output)).toEqual([2, 1]);
  });

  it("says from which row the shortcut comes", () => {
    const p = plan(sequential(dense(2), residual(dense(2)), residual(dense(2))), {input: [1, 2]});
    const joins = walk(p).steps.flatMap(({operation, from}, i) =>
      operation === "add" ? [[from, i + 1]] : []
    );
    // Row 1 is the first dense layer's output; row 4 the first block's.
    expect(joins).toEqual([
      [1, 3],
      [4, 6]
    ]);
    expect(walk(plan(plain(dense(2), relu, dense(2)), {input: [1, 2]})).steps.some(s => "from" in s)).toBe(
      false
    );
  });

  it("puts what lies on a shortcut beside the main path", () => {
    const p = plan(residualWith({shortcut: "B"}, dense(3), relu, dense(3)), {input: [1, 2]});
    const {steps} = walk(p);
    expect(steps.filter(({way}) => way === "shortcut").map(({output}) => output.name)).toEqual(["zs2"]);
    expect(steps.find(({operation}) => operation === "add")?.from).toBe(0);
  });

  it("shows 1×1 filters as a matrix, and of larger ones the shape", () => {
    const p = plan(sequential(conv(2, 1), conv(4, 3)), {input: [1, 5, 5, 3]});
    const [one, three] = walk(p).steps.map(({weights: [w]}) => w.values);
    expect(one).toMatchObject({kind: "tensor", shape: [3, 2]});
    expect(three).toEqual({kind: "text", text: "3×3×2×4"});
  });

  it("says which values a plan for speed does not keep, and leaves out what would be too many", () => {
    const p = plan(sequential(dense(2), relu), {input: [1, 2], keep: "parameters"});
    expect(walk(p).steps[0].output.values).toMatchObject({
      kind: "text",
      text: expect.stringContaining("is not kept")
    });
    const deep = sequential(...repeat(30, () => twoLayers({kind: "plain", layer: () => dense(2)})));
    const {steps, more} = walk(plan(deep, {input: [1, 2]}));
    expect([steps.length, more]).toEqual([24, 96]);
  });

  it("holds nothing but numbers and text, which a message can carry", () => {
    const value = toShow(plan(residual(dense(2)), {input: [1, 2]}));
    expect(structuredClone(value)).toEqual(value);
  });
});

describe("the block's cells", () => {
  const {cells} = examples["edit-block"];
  async function drawn(edit: (code: string) => string) {
    const told: Outcome[] = [];
    await run(cells.map(edit), outcome => told.push(outcome));
    expect(told.flatMap(({fault}) => fault ?? [])).toEqual([]);
    return told.find(({cell}) => cell === 2)!.values[0].value as Walk;
  }

  it("draw another walk when the shortcut is taken away", async () => {
    const [course, edited] = [await drawn(c => c), await drawn(c => c.replace("residual(", "plain("))];
    expect(course.steps.map(s => s.operation)).toContain("add");
    expect(edited.steps.map(s => s.operation)).not.toContain("add");
    expect(numbers(course.steps.at(-1)!.output)).toEqual([0.5, 2]);
    expect(numbers(edited.steps.at(-1)!.output)).toEqual([0, 0]);
  });

  it("draw other numbers when a weight is changed", async () => {
    const edited = await drawn(c => c.replace("[-0.5, 0.5]", "[4, 0.5]"));
    expect(numbers(edited.steps.at(-1)!.output)).toEqual([9.5, 2]);
  });
});
