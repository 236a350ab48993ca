// The page's end: runs experiments in workers and hands out their records as they come.
import type {Experiments, OptionsOf, RecordOf} from "../experiments/index.js";
import {moduleWorker} from "./start.js";
import type {Reply, Request} from "./worker.js";

/** What becomes of a job: its records one by one, then that it is done, or why it failed. */
export type Update<R> = {job: number} & (
  | {type: "record"; record: R}
  | {type: "done"}
  | {type: "error"; message: string; cause?: unknown}
);

/** A run under way. Leaving the loop over it cancels it; a loop that waits pauses it: nothing more is asked for. */
export type Run<T> = AsyncIterable<T> & {
  cancel(): void;
  /** Whether it was ended before it was through: cancelled, or ended because the reader left the page. */
  readonly cancelled: boolean;
};

type Name = keyof Experiments;

/** Workers that any number of runs share, side by side. */
export type Workers = {
  /** Runs one experiment; the loop over its records throws if it fails. */
  run<N extends Name>(name: N, options: OptionsOf<N>): Run<RecordOf<N>>;
  /**
   * Runs an experiment once for each set of options, as many at a time as there are workers, in order of the list.
   * A job that fails, or whose worker dies, is reported and the others go on.
   */
  runAll<N extends Name>(name: N, jobs: readonly OptionsOf<N>[]): Run<Update<RecordOf<N>>>;
  /** Cancels all runs and ends the workers; the next run starts new ones. */
  end(): void;
};

/** What this file needs of a Worker. */
export type Host = {
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: Request): void;
  terminate(): void;
};

/** Slices asked for ahead of those taken, so that a worker need not wait for a busy page. */
const ahead = 2;

/** Milliseconds after which a worker that should stop and does not is ended. */
const patience = 50;

/**
 * A worker that owes an answer and gives none for so long is taken for lost: it may be ended without a word, and its
 * script may never come. Counted in ticks, since a machine that wakes has slept through many and tells of one.
 */
const silence = {ticks: 10, every: 3000};

/** No page is given more workers than this: each takes memory. */
const most = 8;

type Answer = Exclude<Reply, {type: "stopped"}>;

/** A job in a worker: what was asked for, and what to do with the answers. */
type Task = {
  readonly request: Request & {type: "run"};
  readonly answer: (answer: Answer & {lost?: boolean}) => void;
  /** Slices that were asked for and have not come. */
  owed: number;
};

/** One worker's place. The worker is started when it is first needed, and again after it died. */
type Seat = {
  host?: Host;
  /** Counts how long it owes something and is silent. */
  watch?: ReturnType<typeof setInterval>;
  silent: number;
  /** What it works on, by the number of the request: a slice of each in turn. */
  readonly tasks: Map<number, Task>;
  /** Set while it was told to stop and has not answered; `since` is the last request before that. */
  overdue?: {stops: number; since: number; timer?: ReturnType<typeof setTimeout>};
};

const startWorker = (): Host => moduleWorker(import.meta.resolve("./worker.js"));

/** `size` workers: as many as the machine has cores, and at most eight, unless said otherwise. */
export function workers({
  size = Math.min(most, navigator.hardwareConcurrency || 1),
  start = startWorker
} = {}): Workers {
  const seats: Seat[] = Array.from({length: size}, () => ({tasks: new Map(), silent: 0}));
  const cancels = new Set<() => void>();
  let requests = 0;

  /** Gives a task to the seat that has least to do. */
  function assign(task: Omit<Task["request"], "type" | "run">, answer: Task["answer"]) {
    const seat = seats.reduce((least, other) => (other.tasks.size < least.tasks.size ? other : least));
    const run = ++requests;
    seat.tasks.set(run, {request: {type: "run", run, ...task}, answer, owed: 0});
    send(seat, run);
    return {
      next() {
        const task = seat.tasks.get(run);
        if (!task) return;
        task.owed++;
        seat.host?.postMessage({type: "next", run});
      },
      stop: () => seat.tasks.delete(run) && stop(seat, run)
    };
  }

  function send(seat: Seat, run: number): void {
    const task = seat.tasks.get(run)!;
    const {request, answer} = task;
    try {
      seat.host ??= open(seat);
    } catch (error) {
      seat.tasks.delete(run);
      answer({type: "error", run, records: [], message: String(error)});
      return;
    }
    task.owed = ahead;
    seat.host.postMessage(request);
    for (let i = 0; i < ahead; i++) seat.host.postMessage({type: "next", run});
  }

  function open(seat: Seat): Host {
    const host = start();
    seat.silent = 0;
    seat.watch = setInterval(() => listen(seat), silence.every);
    host.onmessage = ({data}: MessageEvent<Reply>) => {
      seat.silent = 0;
      if (data.type === "stopped") return stopped(seat);
      const task = seat.tasks.get(data.run);
      if (data.type !== "records") seat.tasks.delete(data.run);
      if (task) task.owed--;
      task?.answer(data);
    };
    host.onerror = event => {
      if (seat.tasks.size) event.preventDefault();
      lose(seat, `the worker ended: ${event.message ?? "no reason given"}`);
    };
    return host;
  }

  /** Ends a worker, and says of its tasks why. */
  function lose(seat: Seat, message: string, lost = false): void {
    const tasks = [...seat.tasks];
    seat.tasks.clear();
    kill(seat);
    for (const [run, {answer}] of tasks) answer({type: "error", run, records: [], message, lost});
  }

  function listen(seat: Seat): void {
    if (![...seat.tasks.values()].some(({owed}) => owed > 0)) seat.silent = 0;
    else if (++seat.silent === silence.ticks)
      lose(seat, `no answer from the worker for ${(silence.ticks * silence.every) / 1000} seconds`, true);
  }

  function kill(seat: Seat): void {
    clearInterval(seat.watch);
    clearTimeout(seat.overdue?.timer);
    seat.host?.terminate();
    seat.host = seat.overdue = undefined;
  }

  function stop(seat: Seat, run: number): void {
    seat.host?.postMessage({type: "stop", run});
    seat.overdue ??= {stops: 0, since: requests};
    seat.overdue.stops++;
    seat.overdue.timer ??= setTimeout(() => giveUp(seat), patience);
  }

  function stopped(seat: Seat): void {
    if (!seat.overdue) return;
    const stops = seat.overdue.stops - 1;
    clearTimeout(seat.overdue.timer);
    seat.overdue = stops
      ? {stops, since: requests, timer: setTimeout(() => giveUp(seat), patience)}
      : undefined;
  }

  /** Ends a worker that does not stop, unless it may have begun something else: what waits behind the stop moves on. */
  function giveUp(seat: Seat): void {
    const overdue = seat.overdue!;
    overdue.timer = undefined;
    const waiting = [...seat.tasks.keys()];
    if (waiting.some(run => run <= overdue.since)) return;
    kill(seat);
    for (const run of waiting) send(seat, run);
  }

  function runAll<N extends Name>(name: N, jobs: readonly OptionsOf<N>[]): Run<Update<RecordOf<N>>> {
    const waiting = [...jobs.keys()];
    const placed = new Map<number, ReturnType<typeof assign>>();
    const updates: {batch: Update<RecordOf<N>>[]; ask: () => void}[] = [];
    let open = jobs.length;
    let through = false;
    let cancelled = false;
    let wake = () => {};

    function take(job: number, {records, ...answer}: Parameters<Task["answer"]>[0]): void {
      const batch = records.map(record => ({job, type: "record", record}) as Update<RecordOf<N>>);
      if (answer.type === "error")
        batch.push({job, type: "error", message: answer.message, cause: answer.cause});
      if (answer.type === "done") batch.push({job, type: "done"});
      updates.push({batch, ask: () => placed.get(job)?.next()});
      wake();
      if (answer.type === "records") return;
      placed.delete(job);
      open--;
      // Each of the others would wait as long.
      if (answer.type === "error" && answer.lost)
        for (const job of waiting.splice(0))
          take(job, {type: "error", run: answer.run, records: [], message: answer.message});
      begin();
    }

    function begin(): void {
      const job = waiting.shift();
      if (job === undefined) return;
      let over = false;
      const task = assign({name, options: jobs[job]}, answer => {
        over ||= answer.type !== "records";
        take(job, answer);
      });
      // A worker that cannot be started has answered already.
      if (!over) placed.set(job, task);
    }

    /** Records one by one: a cancel counts from the next record on, though more of them have arrived. */
    async function* taken() {
      try {
        for (;;) {
          const next = updates.shift();
          if (next) {
            for (const update of next.batch) {
              if (cancelled) return;
              yield update;
            }
            next.ask();
          } else if (cancelled) return;
          else if (open === 0) {
            through = true;
            return;
          } else await woken();
        }
      } finally {
        cancel();
      }
    }

    const woken = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });

    function cancel(): void {
      cancels.delete(cancel);
      if (through || cancelled) return;
      cancelled = true;
      updates.length = waiting.length = 0;
      for (const task of placed.values()) task.stop();
      placed.clear();
      wake();
    }

    cancels.add(cancel);
    for (let i = Math.min(size, jobs.length); i > 0; i--) begin();
    const records = taken();
    return {
      [Symbol.asyncIterator]: () => records,
      cancel,
      get cancelled() {
        return cancelled;
      }
    };
  }

  function end(): void {
    for (const cancel of cancels) cancel();
    seats.forEach(kill);
  }

  // The page may come back from the browser's cache: the next run then starts new workers.
  globalThis.addEventListener?.("pagehide", end);

  return {
    runAll,
    run(name, options) {
      const updates = runAll(name, [options]);
      async function* records() {
        for await (const update of updates) {
          if (update.type === "record") yield update.record;
          else if (update.type === "error") throw new Error(update.message, {cause: update.cause});
        }
      }
      const single = records();
      return {
        [Symbol.asyncIterator]: () => single,
        cancel: updates.cancel,
        get cancelled() {
          return updates.cancelled;
        }
      };
    },
    end
  };
}

let shared: Workers | undefined;

/** The workers of this page: all its figures share them. */
export const pageWorkers = (): Workers => (shared ??= workers());
