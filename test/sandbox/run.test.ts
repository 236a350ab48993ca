import {describe, expect, it} from "vitest";
import {examples} from "../../lib/lesson/examples.js";
import {exercises} from "../../lib/lesson/exercises/index.js";
import {compile} from "../../lib/sandbox/compile.js";
import {type Outcome, run} from "../../lib/sandbox/run.js";
import {answer, type Reply} from "../../lib/sandbox/worker.js";

async function outcomes(...codes: string[]): Promise<Outcome[]> {
  const told: Outcome[] = [];
  await run(codes, outcome => told.push(outcome));
  return told.sort((a, b) => a.cell - b.cell);
}
const texts = ({values}: Outcome) =>
  values.map(({name, value}) => [name, value.kind === "text" ? value.text : value.kind]);

describe("a cell", () => {
  it("shows the value of an expression", async () => {
    const [cell] = await outcomes("1 + 1");
    expect(texts(cell)).toEqual([[undefined, "2"]]);
  });

  it("shows what its last statement computes", async () => {
    const [cell] = await outcomes("const a = 1;\na + 2;");
    expect(texts(cell)).toEqual([[undefined, "3"]]);
  });

  it("shows the names that it declares, if it displays nothing else", async () => {
    const [cell] = await outcomes("const {a, b: [c]} = {a: 1, b: [2]};\nfunction f(x) { return x; }");
    expect(texts(cell)).toEqual([
      ["a", "1"],
      ["c", "2"],
      ["f", "ƒ f"]
    ]);
  });

  it("takes an object for an object, and an awaited value for its value", async () => {
    const [object, awaited] = await outcomes("({a: 1})", "await Promise.resolve(7)");
    expect(object.values[0].value).toEqual({kind: "list", items: [["a", {kind: "text", text: "1"}]]});
    expect(texts(awaited)).toEqual([[undefined, "7"]]);
  });

  it("names what holds its values back, and says what is empty", async () => {
    const codes = ["(function* () {})()", "({})", "[]", "new Map()"];
    const all = (await outcomes(...codes)).map(cell => texts(cell)[0][1]);
    expect(all).toEqual(["[object Generator]", "{}", "[]", "[object Map]"]);
  });

  it("shows what a set holds", async () => {
    const [set] = await outcomes("new Set([7])");
    expect(set.values[0].value).toEqual({kind: "list", items: [["0", {kind: "text", text: "7"}]]});
  });

  it("displays as often as it is told to, a hundred times at most", async () => {
    const [few, many] = await outcomes(
      "display(1); display(2);",
      "for (let i = 0; i < 1e4; i++) display(i);"
    );
    expect(texts(few)).toEqual([
      [undefined, "1"],
      [undefined, "2"]
    ]);
    expect(many.values).toHaveLength(100);
  });

  it("runs after the cells whose names it reads, wherever they stand", async () => {
    const [sum] = await outcomes("a + b", "const a = 1;", "const b = a * 10;");
    expect(texts(sum)).toEqual([[undefined, "11"]]);
  });

  it("has the names of the library, and may declare its own in their place", async () => {
    const [first, second] = await outcomes(
      "const p = plan(conv(2, 1), {input: [1, 2, 2, 3]}); p.output",
      "relu(-1)",
      "const relu = x => Math.max(0, x);"
    );
    expect(first.values[0].value).toMatchObject({kind: "tensor", shape: [1, 2, 2, 2]});
    expect(texts(second)).toEqual([[undefined, "0"]]);
  });

  it("imports from the lesson's lib, under another name too", async () => {
    const [cell] = await outcomes(
      'import {tensor, size as count} from "../lib/index.js";\nimport {relu} from "the-shortcut";\ncount(tensor([2, 3]).shape)'
    );
    expect(texts(cell)[0]).toEqual([undefined, "6"]);
  });

  it.each([
    [
      'import x from "https://example.org/x.js"',
      'cells import from this lesson\'s lib only, not from "https://example.org/x.js"',
      1
    ],
    ['import {no} from "../lib/index.js"', "the library has no no", 1],
    [
      '\nimport * as all from "../lib/index.js"',
      'import names one by one: import {conv, plan} from "../lib/index.js"',
      2
    ],
    ["1;\nexport const a = 1;", "a cell needs no export", 2],
    ['f();\n\nconst m = await import("x");', "import() is not available in a cell: write import {…} from", 3],
    ["let a = 1;\nlet b = ;", "Unexpected token", 2]
  ])("refuses %j with its line", async (code, message, line) => {
    const [{fault}] = await outcomes(code);
    expect(fault).toEqual({message: `SyntaxError: ${message}`, line});
  });

  it("says at which line it failed, behind an import and inside a function too", async () => {
    const [direct, inside, missing] = await outcomes(
      'import {\n  relu\n} from "../lib/index.js";\nnull.x',
      "f(1)\n",
      "const f = x => {\n  return tensor([2], [1]);\n};\nnowhere"
    );
    expect(direct.fault).toMatchObject({line: 4});
    expect(inside.fault).toEqual({message: "", from: 2});
    expect(missing.fault).toEqual({message: "ReferenceError: nowhere is not defined", line: 4});
  });

  it("points at its own line where the library throws", async () => {
    const [{fault}] = await outcomes("const a = 1;\ntensor([2], [1])");
    expect(fault?.line).toBe(2);
    expect(fault?.message).toContain("incompatible sizes");
  });

  it("says so where two cells read each other, or declare one name", async () => {
    const circle = await outcomes("const a = b;", "const b = a;");
    expect(circle.some(({fault}) => fault?.message.includes("circular"))).toBe(true);
    const [, twice] = await outcomes("const a = 1;", "const a = 2;");
    expect(twice.fault?.message).toBe("SyntaxError: a is declared in cell 1 too");
  });

  it("survives what is thrown that is no error", async () => {
    const [{fault}] = await outcomes("throw 'up'");
    expect(fault?.message).toBe("thrown: up");
  });

  it("keeps the numbers of a long tensor within bounds", async () => {
    const [{values}] = await outcomes("tensor([1000, 1000])");
    expect(values[0].value).toMatchObject({kind: "tensor", shape: [1000, 1000]});
    expect((values[0].value as {values: Float32Array}).values.length).toBe(4096);
  });
});

describe("compile", () => {
  it("keeps every line in its place", () => {
    const {body} = compile(
      "import {\n relu\n} from 'the-shortcut';\n\nrelu(\n1\n);\n// end",
      new Set(["relu"])
    );
    expect(body.split("\n").findIndex(line => line.includes("relu("))).toBe(4);
    expect(body.split("\n").findIndex(line => line.includes("// end"))).toBeGreaterThanOrEqual(7);
  });

  it("does not take a property for a name", () => {
    expect(compile("a.relu + {conv: 1}.conv + b[plan]", new Set()).reads).toEqual(["a", "b", "plan"]);
  });
});

describe.each(Object.entries(examples))("the cells of %s", (_, {cells}) => {
  it("run without a fault", async () => {
    const all = await outcomes(...cells);
    expect(all.filter(({fault}) => fault)).toEqual([]);
    expect(all.at(-1)!.values.length).toBeGreaterThan(0);
  });
});

describe("answer", () => {
  async function replies(exercise: string, code: string): Promise<Reply[]> {
    const all: Reply[] = [];
    await answer({type: "grade", exercise, code, seed: 1}, reply => all.push(reply));
    return all;
  }

  it.each(exercises.map(({id, solution}) => ({id, solution})))(
    "passes the solution of $id",
    async ({id, solution}) => {
      const [{type, report}] = (await replies(id, solution)) as [Reply & {type: "report"}];
      expect(type).toBe("report");
      expect(report.cases).toBeGreaterThan(20);
      expect(report.failure).toBeUndefined();
    }
  );

  it("says what was expected and given, in the language of code", async () => {
    const [reply] = await replies(
      "weight-decay",
      "const step = (w, g, rate) => w.map((v, i) => v - rate * g[i]);"
    );
    expect(reply).toMatchObject({
      type: "report",
      report: {
        failure: {
          args: [
            ["w", "[1]"],
            ["gradient", "[0]"],
            ["rate", "0.1"],
            ["lambda", "0.01"]
          ],
          expected: "[0.999]",
          given: "[1]",
          kind: "value"
        }
      }
    });
  });

  it("says at which line the reader's function failed", async () => {
    const [reply] = await replies("bottleneck", "function bottleneckParameters() {\n  return no.thing;\n}");
    expect(reply).toMatchObject({
      report: {failure: {kind: "threw", fault: {message: "ReferenceError: no is not defined", line: 2}}}
    });
  });

  it.each([
    ["const other = 1;", "SyntaxError: there is no function bottleneckParameters"],
    ["const bottleneckParameters = 1;", "SyntaxError: bottleneckParameters is not a function"],
    ["function (", "SyntaxError: Unexpected token"]
  ])("says what is missing in %j", async (code, message) => {
    const [reply] = await replies("bottleneck", code);
    expect(reply).toMatchObject({type: "fault", fault: {message}});
  });
});
