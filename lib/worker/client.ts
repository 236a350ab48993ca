// The page's end: runs experiments in workers and hands out their records as they come.
import type {Experiments, OptionsOf, RecordOf} from "../experiments/index.js";
import type {Reply, Request} from "./worker.js";

/** What becomes of a job: its records one by one, then that it is done, or why it failed. */
export type Update<R> = {job: number} & (
  | {type: "record"; record: R}
  | {type: "done"}
  | {type: "error"; message: string}
);

/** A run under way. Leaving the loop over it cancels it; a loop that waits pauses it: nothing more is asked for. */
export type Run<T> = AsyncIterable<T> & {cancel(): void};

type Name = keyof Experiments;

/** A number of workers that do one thing at a time. */
export type Workers = {
  /** Runs one experiment; the loop over its records throws if it fails. Replaces what these workers do now. */
  run<N extends Name>(name: N, options: OptionsOf<N>): Run<RecordOf<N>>;
  /**
   * Runs an experiment once for each set of options, as many at a time as there are workers, in order of the list.
   * A job that fails, or whose worker dies, is reported and the others go on. Replaces what these workers do now.
   */
  runAll<N extends Name>(name: N, jobs: readonly OptionsOf<N>[]): Run<Update<RecordOf<N>>>;
  /** Ends the run and the workers; the next run starts new ones. */
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

/** One worker's place. The worker is started when it is first needed, and again after it died. */
type Seat = {
  host?: Host;
  busy?: {run: number; job: number};
  /** Set while the worker was told to stop and has not answered. */
  overdue?: ReturnType<typeof setTimeout>;
  /** What to do once it has. */
  next?: () => void;
};

const startWorker = (): Host => new Worker(import.meta.resolve("./worker.js"), {type: "module"});

/** Workers for one figure: `size` is how many, as many as the machine has cores unless said otherwise. */
export function workers({size = navigator.hardwareConcurrency || 1, start = startWorker} = {}): Workers {
  const seats: Seat[] = Array.from({length: size}, () => ({}));
  let runs = 0;
  let cancel = () => {};

  const post = (seat: Seat, request: Request) => seat.host?.postMessage(request);

  function kill(seat: Seat): void {
    seat.host?.terminate();
    seat.host = seat.busy = undefined;
    stopped(seat);
  }

  function stop(seat: Seat): void {
    seat.next = undefined;
    if (!seat.busy) return;
    post(seat, {type: "stop", run: seat.busy.run});
    seat.busy = undefined;
    seat.overdue = setTimeout(() => kill(seat), patience);
  }

  function stopped(seat: Seat): void {
    const {overdue, next} = seat;
    clearTimeout(overdue);
    seat.overdue = seat.next = undefined;
    next?.();
  }

  function runAll<N extends Name>(name: N, jobs: readonly OptionsOf<N>[]): Run<Update<RecordOf<N>>> {
    cancel();
    const run = ++runs;
    const waiting = [...jobs.keys()];
    const updates: {batch: Update<RecordOf<N>>[]; ask: () => void}[] = [];
    let open = jobs.length;
    let halted = false;
    let wake = () => {};

    const deliver = (batch: Update<RecordOf<N>>[], ask = () => {}) => {
      updates.push({batch, ask});
      wake();
    };

    function assign(seat: Seat): void {
      seat.busy = undefined;
      const job = waiting.shift();
      if (job === undefined) return;
      seat.busy = {run, job};
      try {
        seat.host ??= start();
      } catch (error) {
        finish(seat, {job, type: "error", message: String(error)});
        return;
      }
      listen(seat);
      post(seat, {type: "run", run, name, options: jobs[job]});
      for (let i = 0; i < ahead; i++) post(seat, {type: "next", run});
    }

    function finish(seat: Seat, ...batch: Update<RecordOf<N>>[]): void {
      open--;
      deliver(batch);
      assign(seat);
    }

    function listen(seat: Seat): void {
      const host = seat.host!;
      host.onmessage = ({data}: MessageEvent<Reply>) => {
        if (data.type === "stopped") return stopped(seat);
        const job = seat.busy?.job;
        if (data.run !== run || job === undefined) return;
        const batch = data.records.map(record => ({job, type: "record", record}) as Update<RecordOf<N>>);
        if (data.type === "error") finish(seat, ...batch, {job, type: "error", message: data.message});
        else if (data.type === "done") finish(seat, ...batch, {job, type: "done"});
        else
          deliver(batch, () => {
            if (seat.busy?.run === run && seat.busy.job === job) post(seat, {type: "next", run});
          });
      };
      host.onerror = event => {
        const job = seat.busy?.job;
        kill(seat);
        if (job === undefined) return;
        event.preventDefault();
        finish(seat, {
          job,
          type: "error",
          message: `the worker ended: ${event.message ?? "no reason given"}`
        });
      };
    }

    /** Records one by one: a cancel counts from the next record on, though more of them have arrived. */
    async function* taken() {
      try {
        for (;;) {
          const next = updates.shift();
          if (next) {
            for (const update of next.batch) {
              if (halted) return;
              yield update;
            }
            next.ask();
          } else if (open === 0) return;
          else await woken();
        }
      } finally {
        halt();
      }
    }

    const woken = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });

    function halt(): void {
      halted = true;
      if (run !== runs) return;
      open = updates.length = waiting.length = 0;
      seats.forEach(stop);
      wake();
    }

    cancel = halt;
    for (const seat of seats)
      if (seat.overdue) seat.next = () => assign(seat);
      else assign(seat);
    const records = taken();
    return {[Symbol.asyncIterator]: () => records, cancel: halt};
  }

  function end(): void {
    cancel();
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
          else if (update.type === "error") throw new Error(update.message);
        }
      }
      const single = records();
      return {...updates, [Symbol.asyncIterator]: () => single};
    },
    end
  };
}
