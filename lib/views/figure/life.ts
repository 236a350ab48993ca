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
interface Trial<S, R, T> {
  readonly run: Run<Update<T>>;
  readonly began: number;
  readonly outcome: {-readonly [key in keyof Outcome<S, R>]: Outcome<S, R>[key]} & {done: number};
  drawn: number;
  visible: boolean;
}

const blank = <S, R>(settings: S, results: R) => ({
  settings,
  results,
  stored: false,
  complete: false,
  failed: 0
});

/** The results that a figure has: only complete ones are kept, by their settings. */
function shelf<S, R, J, T>({settings, defaults, same, stored, empty, keep = 12}: LifeOptions<S, R, J, T>) {
  const kept: Outcome<S, R>[] = [];
  const fromStore = (of: S): Outcome<S, R> | undefined => {
    const results = stored(of);
    return results && {settings: of, results, stored: true, complete: true, jobs: 0, failed: 0};
  };
  const opening: Outcome<S, R> = fromStore(settings()) ??
    fromStore(defaults) ?? {...blank(settings(), empty(settings())), jobs: 0};
  // What is shown while nothing runs, and what was complete when last something was.
  let rest = opening;
  let complete = opening;
  let before: Outcome<S, R> | undefined;

  /** The complete results of these settings: the newest ones. */
  const answer = (of: S) => kept.find(outcome => same(outcome.settings, of)) ?? fromStore(of);

  function show(outcome: Outcome<S, R>): void {
    if (outcome.stored !== rest.stored || !same(outcome.settings, rest.settings)) before = undefined;
    rest = outcome;
    if (outcome.complete) complete = outcome;
  }

  /** Shows what answers the settings, if anything does; nothing incomplete outlives a change. */
  function settle(): void {
    const known = answer(settings());
    if (known) show(known);
    else if (!rest.complete) show(complete);
  }

  return {
    get rest() {
      return rest;
    },
    get complete() {
      return complete;
    },
    get before() {
      return before;
    },
    answer,
    settle,
    /** Puts aside what is not complete: a run begins. */
    clear(): void {
      if (!rest.complete) rest = complete;
    },
    /** What a run has come to. */
    add(outcome: Outcome<S, R>): void {
      const old = complete;
      show(outcome);
      before = old;
      if (!outcome.complete) return;
      kept.unshift(outcome);
      kept.length = Math.min(kept.length, keep);
      settle();
    }
  };
}

/** Where a run waits while it is paused. */
function gate() {
  let paused = false;
  let single = false;
  let wake = () => {};
  return {
    get paused() {
      return paused;
    },
    /** Shuts or opens it; through a shut one goes a single record where one is asked for. */
    set(shut: boolean, one = false): void {
      paused = shut;
      single = one;
      wake();
    },
    async pass(wanted: () => boolean): Promise<void> {
      while (paused && !single && wanted())
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      single = false;
    }
  };
}

/** Starts a run with the settings of the moment, in the place of another one; undefined where it cannot be run. */
function begin<S, R, J, T>(
  options: LifeOptions<S, R, J, T>,
  old?: Trial<S, R, T>
): Trial<S, R, T> | undefined {
  const of = options.settings();
  const jobs = options.jobs(of);
  if (!jobs) return undefined;
  old?.run.cancel();
  const run = options.run(jobs);
  const began = performance.now();
  const outcome = {...blank(of, options.empty(of)), jobs: jobs.length, done: 0};
  return {run, began, outcome, drawn: began, visible: false};
}

/** Follows a run to its end: how it ended, or undefined where another has taken its place. */
async function through<S, R, J, T>(
  {run, outcome}: Trial<S, R, T>,
  {jobFailed}: LifeOptions<S, R, J, T>,
  wanted: () => boolean,
  pass: () => Promise<void>,
  take: (record: T, job: number) => Promise<void>
): Promise<Life<S, R>["last"]> {
  let why: string | undefined;
  let thrown = false;
  try {
    // The page pulls: what is not asked for is not computed, so that waiting here pauses the worker too.
    for await (const update of run) {
      await pass();
      if (!wanted()) return undefined;
      if (update.type === "done") outcome.done++;
      else if (update.type === "error") {
        outcome.failed++;
        why = update.message;
        jobFailed?.(update.job, why, outcome.settings);
      } else await take(update.record, update.job);
      if (!wanted()) return undefined;
    }
  } catch (error) {
    thrown = true;
    why = error instanceof Error ? error.message : String(error);
  }
  if (!wanted()) return undefined;
  // Whoever leaves the page ends its runs: then the loop is over, and the run is not.
  if (run.cancelled && !thrown) return {how: "cancelled", why};
  return {how: thrown || (outcome.failed > 0 && outcome.done === 0) ? "failed" : "done", why};
}

/** The state of a figure with a run. Only complete results are kept, by their settings; partial ones never outlive a run. */
export function life<S, R, J, T>(options: LifeOptions<S, R, J, T>): Life<S, R> {
  const {settings, same, auto, quiet = 0} = options;
  const results = shelf(options);
  const way = gate();
  let trial: Trial<S, R, T> | undefined;
  let last: Life<S, R>["last"];
  let drawn: {readonly outcome: Outcome<S, R>; readonly stale: boolean} | undefined;

  /** Results of a run under way are shown unless there are better ones for the settings of the moment. */
  const showsTrial = () =>
    trial?.visible === true && (same(trial.outcome.settings, settings()) || !results.answer(settings()));
  const shown = () => (showsTrial() ? trial!.outcome : results.rest);
  const stale = () => !same(shown().settings, settings());

  function draw(): void {
    drawn = {outcome: shown(), stale: stale()};
    options.draw();
  }

  async function start(asleep = false): Promise<void> {
    const mine = begin(options, trial);
    // What cannot start leaves alone what runs.
    if (!mine) return;
    trial = mine;
    results.clear();
    last = undefined;
    way.set(asleep, asleep);
    options.refresh?.();
    draw();
    const wanted = () => trial === mine;
    const end = await through(mine, options, wanted, () => way.pass(wanted), take);
    if (!end) return;
    finish(end.how, end.why);
    if (!auto || end.how === "cancelled") return;
    if (end.how === "failed" && same(mine.outcome.settings, settings())) restore();
    else pursue();
  }

  async function take(record: T, job: number): Promise<void> {
    const mine = trial!;
    const wait = options.take(mine.outcome.results, record, job);
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
    way.set(false);
    last = {how, why};
    if (how === "done") results.add({...outcome, complete: outcome.failed === 0});
    options.refresh?.();
    options.ended?.(how, outcome);
    draw();
  }

  /** What is shown by itself belongs to the settings: where a run comes to nothing, they go back. */
  const restore = () => results.complete.complete && auto?.restore(results.complete.settings);

  /** Runs what is wanted and not there. A short run is let finish first, so that a slider under way shows something. */
  function pursue(): void {
    const {rest, answer} = results;
    if (answer(settings())) return;
    if (rest.failed > 0 && same(rest.settings, settings())) return;
    if (trial && (same(trial.outcome.settings, settings()) || performance.now() - trial.began < quiet))
      return;
    void start();
  }

  return {
    get shown() {
      return shown();
    },
    get before() {
      return showsTrial() ? results.rest : results.before;
    },
    get stale() {
      return stale();
    },
    get running() {
      return trial !== undefined;
    },
    get paused() {
      return way.paused;
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
      restore();
    },
    pause(on) {
      way.set(on && trial !== undefined);
      options.refresh?.();
    },
    step() {
      if (trial) way.set(way.paused, true);
      else void start(true);
    },
    follow() {
      const {rest, settle} = results;
      if (rest.complete || !same(rest.settings, settings())) settle();
      options.refresh?.();
      if (drawn?.outcome !== shown() || drawn.stale !== stale()) draw();
      if (auto) pursue();
    }
  };
}
