import {expect, it} from "vitest";
import {csv} from "../../lib/lesson/csv.js";

it("writes the columns' names, then a line for each row", () => {
  expect(
    csv([
      {depth: 2, error: 0.4},
      {depth: 4, error: 0.024}
    ])
  ).toBe("depth,error\r\n2,0.4\r\n4,0.024");
});
it("quotes what holds a comma, a quote or a line break", () => {
  expect(csv([{label: 'a "b", c', text: "x\ny"}])).toBe('label,text\r\n"a ""b"", c","x\ny"');
});
it("leaves a cell empty where a row has no such column", () => {
  expect(csv([{a: 1, b: 2}, {a: 3}] as never)).toBe("a,b\r\n1,2\r\n3,");
});
it("writes a number of single precision without the digits that double precision gives it, and loses nothing", () => {
  const values = [Math.fround(0.1), Math.fround(1 / 3), Math.fround(16777217), 0.1, 1 / 3, -2, Number.NaN];
  const lines = csv(values.map(value => ({value}))).split("\r\n");
  expect(lines.slice(1)).toEqual(["0.1", "0.33333334", "16777216", "0.1", String(1 / 3), "-2", "NaN"]);
});
it("is empty without rows", () => expect(csv([])).toBe(""));
