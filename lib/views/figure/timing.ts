import {median} from "d3-array";

export interface TimingOptions {
  /** How often each is measured; what comes back is the median. */
  readonly rounds?: number;
  /** The shortest time, in ms, that the clock can tell: shorter runs are repeated. */
  readonly least?: number;
  /** The clock, in ms, and what lets the page go on between two measurements. */
  readonly now?: () => number;
  readonly pause?: () => Promise<unknown>;
  /** Asked between two measurements: true ends it. */
  readonly cancelled?: () => boolean;
}

// One measurement at a time: two figures at once would time each other.
let queue: Promise<unknown> = Promise.resolve();

/**
 * How long runs take, in ms: the median of several measurements, taken in turns, so that whatever else the machine does
 * meets them all alike. The page goes on between two measurements: none holds it up for longer than a run, or than the
 * clock needs. Undefined when cancelled.
 */
export function timeInTurns(
  runs: readonly (() => void)[],
  options: TimingOptions = {}
): Promise<readonly number[] | undefined> {
  const times = queue.then(() => measure(runs, options));
  queue = times.catch(() => {});
  return times;
}

async function measure(
  runs: readonly (() => void)[],
  {
    rounds = 15,
    least = 2,
    now = () => performance.now(),
    pause = idle,
    cancelled = () => false
  }: TimingOptions
): Promise<readonly number[] | undefined> {
  const repeats = runs.map(() => 1);
  const times: number[][] = runs.map(() => []);
  // Compilers warm up, and the number of repeats is found, before anything counts.
  for (let round = -3; round < rounds; round++)
    for (const [i, run] of runs.entries()) {
      await pause();
      if (cancelled()) return;
      const start = now();
      for (let n = 0; n < repeats[i]; n++) run();
      const time = now() - start;
      if (round >= 0) times[i].push(time / repeats[i]);
      else if (time < least)
        repeats[i] = Math.min(repeats[i] * 50, Math.ceil((repeats[i] * least) / Math.max(time, least / 50)));
    }
  return times.map(all => median(all)!);
}

const idle = () =>
  new Promise<unknown>(resolve =>
    typeof requestIdleCallback === "function"
      ? requestIdleCallback(resolve, {timeout: 500})
      : setTimeout(resolve, 4)
  );
