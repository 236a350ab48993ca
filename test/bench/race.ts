/** One way to do a workload. `run` does it once; `result` gives what `run` computes, to be checked. */
export type Contestant = {
  name: string;
  run(): unknown;
  result?(): ArrayLike<number> | Promise<ArrayLike<number>>;
  /** Whether `run` returns a promise to wait for. */
  waits?: boolean;
};

/** Median time of one run in milliseconds, and that time relative to the first contestant's (median over rounds). */
export type Row = {name: string; time: number; ratio: number; error?: string};

/** `read`, after `run`. */
export const after =
  <T>(run: () => unknown, read: () => T) =>
  (): T => {
    run();
    return read();
  };

const now = () => performance.now();

export const median = (x: number[]): number => x.toSorted((a, b) => a - b)[x.length >> 1];

/** Largest difference, relative to the largest number. Infinity if the lengths differ. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  let apart = 0;
  for (let i = 0; i < b.length; i++) {
    most = Math.max(most, Math.abs(b[i]));
    apart = Math.max(apart, Math.abs(a[i] - b[i]));
  }
  return apart / (most || 1);
}

/** Mean time of `count` runs. A browser's clock ticks every 0.1 ms, so a sample is many runs. */
async function sample({run, waits}: Contestant, count: number): Promise<number> {
  const start = now();
  if (waits) for (let i = 0; i < count; i++) await run();
  else for (let i = 0; i < count; i++) run();
  return (now() - start) / count;
}

/**
 * Lets contestants run in turns, in one process, after checking that each computes what the first one does: what
 * slows the machine slows them alike. Slow ones get fewer rounds, at least three.
 */
export async function race(
  contestants: Contestant[],
  {rounds = 21, sampleTime = 6, warmUp = 300, budget = 1200, tolerance = 1e-4} = {}
): Promise<Row[]> {
  const lanes = contestants.map(contestant => ({
    contestant,
    count: 1,
    spent: 0,
    times: [] as number[],
    error: undefined as string | undefined
  }));
  const truth = await contestants[0].result?.();
  const expected = truth && Float32Array.from(truth);
  for (const lane of lanes) {
    const {contestant} = lane;
    try {
      const result = await contestant.result?.();
      if (result && expected) {
        const apart = difference(result, expected);
        if (!(apart < tolerance)) throw new Error(`result differs by ${apart.toExponential(1)}`);
      }
      const start = now();
      do
        lane.count = Math.max(
          1,
          Math.round(sampleTime / Math.max(1e-5, await sample(contestant, lane.count)))
        );
      while (now() - start < warmUp);
    } catch (error) {
      lane.error = String(error instanceof Error ? error.message : error).slice(0, 200);
    }
  }
  for (let round = 0; round < rounds; round++)
    for (let i = 0; i < lanes.length; i++) {
      // Whoever goes first changes, so that none always follows the same other.
      const lane = lanes[(i + round) % lanes.length];
      if (lane.error || (lane.spent > budget && lane.times.length >= 3)) continue;
      const start = now();
      lane.times[round] = await sample(lane.contestant, lane.count);
      lane.spent += now() - start;
    }
  const [first] = lanes;
  return lanes.map(({contestant: {name}, times, error}) => ({
    name,
    error,
    time: median(times.filter(t => t !== undefined)),
    ratio: median(times.map((t, i) => t / first.times[i]).filter(Number.isFinite))
  }));
}
