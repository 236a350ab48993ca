/** Results of one learner that were made at two places. */
import type {Given, Results, Tried} from "./results.js";

/** The better of each: what was right, solved, reached, answered; else the newer. */
export function better(older: Results, newer: Results): Results {
  return {
    ...newer,
    predictions: merged(older.predictions, newer.predictions, (a, b) => b ?? a),
    answers: merged(older.answers, newer.answers, (a: Given, b: Given) =>
      a.first === "right" && b.first === "wrong" ? a : b
    ),
    goals: [...new Set([...older.goals, ...newer.goals])],
    exercises: merged(older.exercises, newer.exercises, (a: Tried, b: Tried) =>
      a.solved && !b.solved ? {...b, ...a} : {...a, ...b}
    ),
    cells: {...older.cells, ...newer.cells}
  };
}

type Records<T> = {readonly [id: string]: T};

const merged = <T>(a: Records<T>, b: Records<T>, of: (a: T, b: T) => T): Records<T> => ({
  ...a,
  ...Object.fromEntries(
    Object.entries(b).map(([id, record]) => [id, Object.hasOwn(a, id) ? of(a[id], record) : record])
  )
});
