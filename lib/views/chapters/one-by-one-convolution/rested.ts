import type {Plan} from "../../../graph/index.js";
import {timeInTurns} from "../../figure/timing.js";
import {whenSeen} from "../../kit/resize.js";

interface RestedOptions {
  readonly wait: number;
  readonly compute: () => void;
  /** What is timed: none as long as nothing is computed. */
  readonly plans: () => readonly Plan[];
  /** Called when the clock starts, and with the milliseconds of each plan. */
  readonly waiting: () => void;
  readonly timed: (times: readonly number[]) => void;
}

/**
 * What follows a slider late: large sums when it has rested for `wait` milliseconds, times once the figure has been seen.
 */
export function rested({wait, compute, plans, waiting, timed}: RestedOptions) {
  let changes = 0;
  let seen = false;
  async function begin(change: number) {
    const all = plans();
    if (!all.length) return;
    waiting();
    const times = await timeInTurns(
      all.map(p => () => p.forward()),
      {cancelled: () => change !== changes}
    );
    if (times) timed(times);
  }
  return {
    /** To be told of each change. */
    changed() {
      const change = ++changes;
      setTimeout(() => {
        if (change !== changes) return;
        compute();
        if (seen) begin(change);
      }, wait);
    },
    /** Measures once more. */
    again: () => begin(++changes),
    watch: (figure: Element) =>
      whenSeen(figure, () => {
        if (seen) return;
        seen = true;
        begin(changes);
      })
  };
}
