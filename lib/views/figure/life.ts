// The life of a figure with a run: what is shown while experiments run, stop, fail, and settings move. No DOM.
import type {Run, Update} from "../../worker/client.js";

/** Results with the settings that they belong to. */
export interface Outcome<S, R> {
  readonly settings: S;
  readonly results: R;
  /** Whether they were computed when the page was built. */
  readonly stored: boolean;
  /** Whether all of them are there. What is not complete is drawn as such, and never kept. */
  readonly complete: boolean;
  /** How many jobs there were, and how many of them failed. */
  readonly jobs: number;
  readonly failed: number;
}

export type End = "done" | "cancelled" | "failed";

export interface LifeOptions<S, R, J, T> {
  /** The settings that are chosen now. */
  readonly settings: () => S;
  /** Those of the stored results that the figure opens with when a link asks for others. */
  readonly defaults: S;
  /** Whether results of one setting answer the other. */
  readonly same: (a: S, b: S) => boolean;
  /** The stored results of these settings, if there are any. */
  readonly stored: (settings: S) => R | undefined;
  /** The jobs of a run; undefined when it cannot be run (and the figure has said why). */
  readonly jobs: (settings: S) => readonly J[] | undefined;
  readonly run: (jobs: readonly J[]) => Run<Update<T>>;
  /** Results that a run begins with, for `take` to fill. */
  readonly empty: (settings: S) => R;
  /**
   * Adds a record to the results. Where it returns a promise, the results are drawn at once and the run waits for it;
   * otherwise they are drawn now and then.
   */
  readonly take: (results: R, record: T, job: number) => unknown;
  /** Called when a job has failed; the others go on. */
  readonly jobFailed?: (job: number, why: string, settings: S) => void;
  /** Runs by itself whenever there are no results for the settings, and puts these back when it is cancelled or fails. */
  readonly auto?: {readonly restore: (settings: S) => void};
  /**
   * Milliseconds: a run that takes no longer is not shown before it is through, nor cut short by an automatic one. 0 where
   * nothing is said.
   */
  readonly quiet?: number;
  /** How many complete results are kept, besides the stored ones. */
  readonly keep?: number;
  /** Called after each change, for buttons and lines: must be cheap. */
  readonly refresh?: () => void;
  /** Called when there is something else to draw. */
  readonly draw: () => void;
  /** Called when a run has ended, before its end is drawn: with what it came to. */
  readonly ended?: (how: End, outcome: Outcome<S, R>) => void;
}

export interface Life<S, R> {
  /** What is to be drawn. */
  readonly shown: Outcome<S, R>;
  /** The complete results that stood there before. */
  readonly before: Outcome<S, R> | undefined;
  /** Whether what is shown belongs to other settings than those chosen now. */
  readonly stale: boolean;
  readonly running: boolean;
  readonly paused: boolean;
  /** What the run under way has come to, shown or not. */
  readonly coming: (Outcome<S, R> & {readonly done: number}) | undefined;
  /** How the last run ended, and why it or a job of it failed; undefined from the next start on. */
  readonly last: {readonly how: End; readonly why?: string} | undefined;
  /** Starts a run with the settings of the moment; it takes the place of the one under way. */
  start(): void;
  cancel(): void;
  pause(on: boolean): void;
  /** Takes one record and waits; starts the run where there is none. */
  step(): void;
  /** To be called when settings have changed, and when the page has come back. */
  follow(): void;
}

/** Milliseconds between two drawings of what a run has come to so far. */
const interval = 120;

/** What is known of the run under way. */
interface Trial<S, R> {
  readonly run: Run<unknown>;
  readonly began: number;
  readonly outcome: {-readonly [key in keyof Outcome<S, R>]: Outcome<S, R>[key]} & {done: number};
  drawn: number;
  visible: boolean;
}

/** The state of a figure with a run. Only complete results are kept, by their settings; partial ones never outlive a run. */
export function life<S, R, J, T>(options: LifeOptions<S, R, J, T>): Life<S, R> {
  const {settings, same, auto, quiet = 0, keep = 12} = options;
  const kept: Outcome<S, R>[] = [];
  const blank = (of: S) => ({settings: of, results: options.empty(of), stored: false, complete: false});
  const opening: Outcome<S, R> = fromStore(settings()) ??
    fromStore(options.defaults) ?? {...blank(settings()), jobs: 0, failed: 0};
  // What is shown while nothing runs, and what was complete when last something was.
  let rest = opening;
  let complete = opening;
  let before: Outcome<S, R> | undefined;
  let trial: Trial<S, R> | undefined;
  let last: Life<S, R>["last"];
  let drawn: {readonly outcome: Outcome<S, R>; readonly stale: boolean} | undefined;
  let paused = false;
  let single = false;
  let wake = () => {};

  function fromStore(of: S): Outcome<S, R> | undefined {
    const results = options.stored(of);
    return results && {settings: of, results, stored: true, complete: true, jobs: 0, failed: 0};
  }

  /** The complete results of these settings: the newest ones. */
  const answer = (of: S) => kept.find(outcome => same(outcome.settings, of)) ?? fromStore(of);

  /** Results of a run under way are shown unless there are better ones for the settings of the moment. */
  const showsTrial = () =>
    trial?.visible === true && (same(trial.outcome.settings, settings()) || !answer(settings()));

  const shown = () => (showsTrial() ? trial!.outcome : rest);

  function show(outcome: Outcome<S, R>): void {
    if (outcome.stored !== rest.stored || !same(outcome.settings, rest.settings)) before = undefined;
    rest = outcome;
    if (outcome.complete) complete = outcome;
  }

  const stale = () => !same(shown().settings, settings());

  function draw(): void {
    drawn = {outcome: shown(), stale: stale()};
    options.draw();
  }

  async function start(asleep = false): Promise<void> {
    const of = settings();
    const jobs = options.jobs(of);
    // What cannot start leaves alone what runs.
    if (!jobs) return;
    trial?.run.cancel();
    const run = options.run(jobs);
    const outcome = {...blank(of), jobs: jobs.length, failed: 0, done: 0};
    const now = performance.now();
    const mine: Trial<S, R> = {run, began: now, outcome, drawn: now, visible: false};
    trial = mine;
    if (!rest.complete) rest = complete;
    last = undefined;
    paused = asleep;
    wake();
    options.refresh?.();
    draw();
    let why: string | undefined;
    let thrown = false;
    try {
      // The page pulls: what is not asked for is not computed, so that waiting here pauses the worker too.
      for await (const update of run) {
        while (paused && !single && trial === mine)
          await new Promise<void>(resolve => {
            wake = resolve;
          });
        single = false;
        if (trial !== mine) return;
        if (update.type === "done") outcome.done++;
        else if (update.type === "error") {
          outcome.failed++;
          why = update.message;
          options.jobFailed?.(update.job, why, of);
        } else await take(mine, update);
        if (trial !== mine) return;
      }
    } catch (error) {
      thrown = true;
      why = error instanceof Error ? error.message : String(error);
    }
    if (trial !== mine) return;
    // Whoever leaves the page ends its runs: then the loop is over, and the run is not.
    const left = run.cancelled && !thrown;
    const failed = thrown || (outcome.failed > 0 && outcome.done === 0);
    finish(left ? "cancelled" : failed ? "failed" : "done", why);
    if (!auto || left) return;
    if (failed && same(of, settings())) restore();
    else pursue();
  }

  async function take(mine: Trial<S, R>, {record, job}: {record: T; job: number}): Promise<void> {
    const {outcome} = mine;
    const wait = options.take(outcome.results, record, job);
    const now = performance.now();
    mine.visible ||= now - mine.began >= quiet;
    if (!(wait instanceof Promise) && now - mine.drawn < interval) return;
    mine.drawn = now;
    options.refresh?.();
    if (showsTrial()) draw();
    await wait;
  }

  function finish(how: End, why?: string): void {
    const {outcome} = trial!;
    trial = undefined;
    paused = single = false;
    last = {how, why};
    if (how === "done") {
      const ended = {...outcome, complete: outcome.failed === 0};
      const old = complete;
      show(ended);
      before = old;
      if (ended.complete) {
        kept.unshift(ended);
        kept.length = Math.min(kept.length, keep);
        settle();
      }
    }
    options.refresh?.();
    options.ended?.(how, outcome);
    draw();
  }

  /** What is shown by itself belongs to the settings: where a run comes to nothing, they go back. */
  function restore(): void {
    if (complete.complete) auto?.restore(complete.settings);
  }

  /** Shows what answers the settings, if anything does; nothing incomplete outlives a change. */
  function settle(): void {
    const known = answer(settings());
    if (known) show(known);
    else if (!rest.complete) show(complete);
  }

  function follow(): void {
    if (rest.complete || !same(rest.settings, settings())) settle();
    options.refresh?.();
    if (drawn?.outcome !== shown() || drawn.stale !== stale()) draw();
    if (auto) pursue();
  }

  /** Runs what is wanted and not there. A short run is let finish first, so that a slider under way shows something. */
  function pursue(): void {
    if (answer(settings())) return;
    if (rest.failed > 0 && same(rest.settings, settings())) return;
    if (trial && same(trial.outcome.settings, settings())) return;
    if (trial && performance.now() - trial.began < quiet) return;
    void start();
  }

  return {
    get shown() {
      return shown();
    },
    get before() {
      return showsTrial() ? rest : before;
    },
    get stale() {
      return stale();
    },
    get running() {
      return trial !== undefined;
    },
    get paused() {
      return paused;
    },
    get coming() {
      return trial?.outcome;
    },
    get last() {
      return last;
    },
    start: () => void start(),
    cancel() {
      if (!trial) return;
      const {run} = trial;
      finish("cancelled");
      run.cancel();
      wake();
      restore();
    },
    pause(on) {
      paused = on && trial !== undefined;
      single = false;
      wake();
      options.refresh?.();
    },
    step() {
      single = true;
      if (trial) wake();
      else void start(true);
    },
    follow
  };
}
