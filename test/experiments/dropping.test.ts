import {expect, test} from "vitest";
import {dropping} from "../../lib/experiments/dropping.js";

const records = [...dropping()];
const end = records[records.length - 1];

test("a block whose last layer is 0 can be left out without any effect", () => {
  expect(records[0].step).toBe(0);
  expect(records[0].kept).toEqual(records[0].dropped);
  expect(records[0].branch).toBe(0);
});

test("what it learns is lost when it is left out, and nothing else", () => {
  expect(end.step).toBe(100);
  expect(end.kept.loss).toBeLessThan(records[0].kept.loss / 5);
  expect(end.branch).toBeGreaterThan(0);
  // Only the block is trained: without it, the network is the one from before to the last bit.
  for (const {dropped} of records) expect(dropped).toEqual(records[0].dropped);
});

test("the better the network already is, the less the block adds", () => {
  const late = [...dropping({before: 30})];
  expect(late[late.length - 1].branch).toBeLessThan(end.branch / 5);
});
