import {describe, expect, it} from "vitest";
import {timeInTurns} from "../../../lib/views/figure/timing.js";

/** A clock that runs only while something is measured. */
function machine() {
  let time = 0;
  const spend = (ms: number) => () => {
    time += ms;
  };
  return {spend, now: () => time, pause: async () => {}};
}

describe("timeInTurns(runs)", () => {
  it("is the time of one run, however often it was repeated to be measured", async () => {
    const {spend, ...clock} = machine();
    const [short, long] = (await timeInTurns([spend(0.01), spend(7)], clock))!;
    expect(short).toBeCloseTo(0.01, 9);
    expect(long).toBeCloseTo(7, 9);
  });

  it("measures in turns", async () => {
    const {spend, ...clock} = machine();
    const order: string[] = [];
    const note = (name: string) => () => {
      order.push(name);
      spend(5)();
    };
    await timeInTurns([note("a"), note("b")], {...clock, rounds: 3});
    expect(order.join("")).toBe("ab".repeat(6));
  });

  it("is the median: one disturbance does not count", async () => {
    const {spend, ...clock} = machine();
    let runs = 0;
    const disturbed = () => spend(++runs === 6 ? 900 : 4)();
    expect(await timeInTurns([disturbed], {...clock, rounds: 5})).toEqual([4]);
  });

  it("lets the page go on before each measurement, and ends when cancelled", async () => {
    const {spend, ...clock} = machine();
    let pauses = 0;
    let runs = 0;
    const pause = async () => void pauses++;
    const run = () => {
      runs++;
      spend(5)();
    };
    const times = await timeInTurns([run], {...clock, pause, cancelled: () => pauses > 4});
    expect(times).toBeUndefined();
    expect(runs).toBe(4);
  });
});
