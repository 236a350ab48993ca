import {expect, it} from "vitest";
import {newest} from "../../../lib/views/kit/newest.js";

it("asks one question at a time, then the newest of those that waited, and tells the last answer", async () => {
  let question = 0;
  const asked: number[] = [];
  const told: number[] = [];
  const answers: (() => void)[] = [];
  const ask = newest(
    () => {
      const mine = question;
      asked.push(mine);
      return new Promise<number>(resolve => answers.push(() => resolve(mine)));
    },
    answer => told.push(answer)
  );
  const first = ask();
  for (question of [1, 2, 3]) void ask();
  expect(asked).toEqual([0]);
  answers[0]();
  await expect.poll(() => asked).toEqual([0, 3]);
  answers[1]();
  await first;
  expect(told).toEqual([3]);
});

it("asks again after a question that failed", async () => {
  let fails = true;
  const told: string[] = [];
  const ask = newest(
    async () => {
      if (fails) throw new Error("no answer");
      return "answer";
    },
    answer => told.push(answer)
  );
  await expect(ask()).rejects.toThrow("no answer");
  fails = false;
  await ask();
  expect(told).toEqual(["answer"]);
});
