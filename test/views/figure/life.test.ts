import {expect, test, vi} from "vitest";
import {type LifeOptions, life} from "../../../lib/views/figure/life.js";
import type {Run, Update} from "../../../lib/worker/client.js";

/** A run whose updates the test sends, and which ends as one in workers does. */
function script() {
  const updates: Update<number>[] = [];
  let over = false;
  let cancelled = false;
  let wake = () => {};
  async function* taken() {
    for (;;) {
      const next = updates.shift();
      if (cancelled) return;
      if (next) yield next;
      else if (over) return;
      else
        await new Promise<void>(resolve => {
          wake = resolve;
        });
    }
  }
  const records = taken();
  const run: Run<Update<number>> = {
    [Symbol.asyncIterator]: () => records,
    cancel() {
      if (over) return;
      cancelled = true;
      wake();
    },
    get cancelled() {
      return cancelled;
    }
  };
  const settled = () => new Promise(resolve => setTimeout(resolve, 0));
  const send = async (...more: Update<number>[]) => {
    updates.push(...more);
    wake();
    await settled();
  };
  return {
    run,
    record: (record: number, job = 0) => send({job, type: "record", record}),
    done: (job = 0) => send({job, type: "done"}),
    error: (message: string, job = 0) => send({job, type: "error", message}),
    /** All that was sent is taken, and there is no more. */
    async over() {
      over = true;
      await send();
    },
    /** The reader left the page. */
    async left() {
      run.cancel();
      await settled();
    }
  };
}

type Settings = {n: number};

/** The life of a figure whose stored results are [0] for n = 0; a record is a number; there are two jobs a run. */
function figure(
  options: Partial<LifeOptions<Settings, number[], string, number>> = {},
  settings: Settings = {n: 0}
) {
  const runs: ReturnType<typeof script>[] = [];
  const drawn: {results: number[]; complete: boolean}[] = [];
  const model = life<Settings, number[], string, number>({
    settings: () => ({...settings}),
    defaults: {n: 0},
    same: (a, b) => a.n === b.n,
    stored: ({n}) => (n === 0 ? [0] : undefined),
    jobs: ({n}) => (n < 0 ? undefined : ["a", "b"]),
    run() {
      runs.push(script());
      return runs.at(-1)!.run;
    },
    empty: () => [],
    // Drawn at once.
    take(results, record) {
      results.push(record);
      return Promise.resolve();
    },
    draw: () => drawn.push({results: [...model.shown.results], complete: model.shown.complete}),
    ...options
  });
  const set = (n: number) => {
    settings.n = n;
    model.follow();
  };
  return {
    model,
    runs,
    drawn,
    set,
    get n() {
      return settings.n;
    },
    /** A whole run with the settings of the moment. */
    async complete(...records: number[]) {
      model.start();
      const run = runs.at(-1)!;
      for (const record of records) await run.record(record);
      await run.done(0);
      await run.done(1);
      await run.over();
    }
  };
}

const stored = {results: [0], stored: true, complete: true, settings: {n: 0}};

test("a figure opens with the stored results of its settings, or marks those of the defaults as stale", () => {
  expect(figure().model).toMatchObject({shown: stored, stale: false, running: false});
  expect(figure({}, {n: 3}).model).toMatchObject({shown: stored, stale: true, running: false});
});

test("what was shown stays until the first record; then partial results are marked as such until all jobs are done", async () => {
  const {model, runs} = figure();
  model.start();
  expect(model).toMatchObject({shown: stored, running: true, coming: {results: [], jobs: 2}});
  await runs[0].record(7);
  expect(model).toMatchObject({shown: {results: [7], complete: false, stored: false}, before: stored});
  await runs[0].done(0);
  await runs[0].done(1);
  expect(model.shown.complete).toBe(false);
  await runs[0].over();
  expect(model).toMatchObject({
    shown: {results: [7], complete: true, stored: false},
    before: stored,
    running: false,
    last: {how: "done"}
  });
});

test("after a cancel the last complete results stand there again, whether or not anything had come", async () => {
  for (const records of [[], [1, 2]]) {
    const {model, runs, drawn} = figure();
    model.start();
    for (const record of records) await runs[0].record(record);
    model.cancel();
    expect(runs[0].run.cancelled).toBe(true);
    expect(model).toMatchObject({shown: stored, stale: false, running: false, last: {how: "cancelled"}});
    expect(drawn.at(-1)).toEqual({results: [0], complete: true});
    await runs[0].record(3);
    expect(model.shown).toMatchObject(stored);
  }
});

test("a second Run takes the place of the first, of which nothing is left", async () => {
  const {model, runs} = figure();
  model.start();
  await runs[0].record(1);
  model.start();
  expect([runs[0].run.cancelled, model.running]).toEqual([true, true]);
  expect(model.shown).toMatchObject(stored);
  await runs[0].record(2);
  await runs[1].record(8);
  expect(model).toMatchObject({shown: {results: [8], complete: false}, before: stored});
  await runs[1].done(0);
  await runs[1].done(1);
  await runs[1].over();
  expect(model).toMatchObject({shown: {results: [8], complete: true}, before: stored});
});

test("Run twice, then Cancel: the results before the first run stand there again", async () => {
  const {model, runs} = figure();
  model.start();
  await runs[0].record(1);
  model.start();
  await runs[1].record(2);
  model.cancel();
  expect(model).toMatchObject({shown: stored, running: false, last: {how: "cancelled"}});
  model.start();
  model.cancel();
  expect(model.shown).toMatchObject(stored);
});

test("a job that fails is told at once and the others go on; their results are incomplete, and not kept", async () => {
  const jobFailed = vi.fn();
  const {model, runs, set} = figure({jobFailed});
  model.start();
  await runs[0].record(5, 1);
  await runs[0].error("out of memory", 0);
  expect(jobFailed).toHaveBeenCalledWith(0, "out of memory", {n: 0});
  expect(model.running).toBe(true);
  await runs[0].record(6, 1);
  await runs[0].done(1);
  await runs[0].over();
  expect(model).toMatchObject({
    shown: {results: [5, 6], complete: false, failed: 1, jobs: 2},
    running: false,
    last: {how: "done", why: "out of memory"}
  });
  set(4);
  expect(model).toMatchObject({shown: stored, stale: true});
  set(0);
  expect(model).toMatchObject({shown: stored, stale: false});
});

test("a run after an incomplete one goes back to what was complete when it is cancelled", async () => {
  const {model, runs} = figure();
  model.start();
  await runs[0].record(5, 1);
  await runs[0].error("no", 0);
  await runs[0].done(1);
  await runs[0].over();
  model.start();
  expect(model.shown).toMatchObject(stored);
  await runs[1].record(1);
  expect(model.before).toMatchObject(stored);
  model.cancel();
  expect(model.shown).toMatchObject(stored);
});

test("when all jobs fail, or the one worker dies, it is said why and the last complete results come back", async () => {
  const {model, runs} = figure();
  model.start();
  await runs[0].record(1);
  await runs[0].error("the worker ended: killed", 0);
  await runs[0].error("the worker ended: killed", 1);
  await runs[0].over();
  expect(model).toMatchObject({
    shown: stored,
    running: false,
    last: {how: "failed", why: "the worker ended: killed"}
  });
});

test("a record that the figure cannot take ends the run as failed", async () => {
  const {model, runs} = figure({
    take() {
      throw new TypeError("reading 'median'");
    }
  });
  model.start();
  await runs[0].record(1);
  expect(model).toMatchObject({
    shown: stored,
    running: false,
    last: {how: "failed", why: "reading 'median'"}
  });
});

test("a run that ends because the page was left is cancelled, not done, however many of its jobs were", async () => {
  const {model, runs} = figure();
  model.start();
  await runs[0].record(1);
  await runs[0].done(0);
  await runs[0].left();
  expect(model).toMatchObject({shown: stored, running: false, last: {how: "cancelled"}});
});

test("Reset while it runs: the stored results at once, and still when the run has ended", async () => {
  const {model, runs, set, drawn} = figure({}, {n: 2});
  model.start();
  await runs[0].record(1);
  expect(model.shown).toMatchObject({results: [1], settings: {n: 2}});
  set(0);
  expect(model).toMatchObject({shown: stored, stale: false, running: true});
  await runs[0].record(2);
  expect(drawn.at(-1)).toEqual({results: [0], complete: true});
  await runs[0].done(0);
  await runs[0].done(1);
  await runs[0].over();
  expect(model).toMatchObject({shown: stored, stale: false});
  // They belong to the settings that they were made with.
  set(2);
  expect(model).toMatchObject({shown: {results: [1, 2], complete: true}, stale: false});
});

test("settings changed while it runs: its results belong to those that it was started with", async () => {
  const {model, runs, set} = figure();
  model.start();
  set(5);
  await runs[0].record(1);
  expect(model).toMatchObject({shown: {results: [1], settings: {n: 0}, complete: false}, stale: true});
  await runs[0].done(0);
  await runs[0].done(1);
  await runs[0].over();
  expect(model).toMatchObject({shown: {results: [1], settings: {n: 0}, complete: true}, stale: true});
});

test("results come back with their settings, the newest first, and are kept only so many", async () => {
  const {model, set, complete} = figure({keep: 2});
  for (const n of [1, 2, 1]) {
    set(n);
    await complete(n, 10 * n);
  }
  set(2);
  expect(model).toMatchObject({shown: {results: [2, 20]}, stale: false, before: undefined});
  set(0);
  expect(model).toMatchObject({shown: stored, stale: false});
  await complete(9);
  expect(model).toMatchObject({shown: {results: [9]}, before: stored});
  set(2);
  expect(model).toMatchObject({shown: {results: [9]}, stale: true});
});

test("a run that cannot start leaves alone the one under way", async () => {
  const {model, runs, set} = figure();
  model.start();
  set(-1);
  model.start();
  expect([runs.length, runs[0].run.cancelled, model.running]).toEqual([1, false, true]);
});

test("a paused run takes nothing, or one record at a time, and can be cancelled and replaced", async () => {
  const {model, runs} = figure();
  model.step();
  await runs[0].record(1);
  await runs[0].record(2);
  expect(model).toMatchObject({paused: true, shown: {results: [1]}});
  model.step();
  await runs[0].record(3);
  expect(model.shown.results).toEqual([1, 2]);
  model.pause(false);
  await runs[0].record(4);
  expect(model.shown.results).toEqual([1, 2, 3, 4]);
  model.pause(true);
  await runs[0].record(5);
  model.start();
  expect(model.paused).toBe(false);
  await runs[1].record(9);
  expect(model.shown.results).toEqual([9]);
  model.pause(true);
  model.cancel();
  expect(model).toMatchObject({shown: stored, paused: false, running: false});
  model.pause(true);
  expect(model.paused).toBe(false);
});

test("a run that is to be quiet is drawn when it is through", async () => {
  const {model, runs, drawn} = figure({quiet: Number.POSITIVE_INFINITY});
  model.start();
  await runs[0].record(1);
  expect(model).toMatchObject({shown: stored, coming: {results: [1]}});
  await runs[0].done(0);
  await runs[0].done(1);
  await runs[0].over();
  expect(drawn.map(d => d.results)).toEqual([[0], [1]]);
});

/** A figure that runs by itself. */
function automatic(options: Parameters<typeof figure>[0] = {}) {
  const restore = vi.fn(({n}: Settings) => made.set(n));
  const made = figure({auto: {restore}, ...options});
  return Object.assign(made, {restore});
}

test("an automatic figure runs what it has no results for, and the newest settings win", async () => {
  const {model, runs, set} = automatic();
  model.follow();
  expect(runs).toHaveLength(0);
  set(1);
  set(2);
  expect(runs.map(({run}) => run.cancelled)).toEqual([true, false]);
  model.follow();
  expect(runs).toHaveLength(2);
  await runs[1].record(4);
  set(0);
  expect(model).toMatchObject({shown: stored, stale: false});
});

test("a quiet automatic run is let finish; then what is wanted by then is run", async () => {
  const {model, runs, set} = automatic({quiet: Number.POSITIVE_INFINITY});
  for (const n of [1, 2, 3]) set(n);
  expect(runs).toHaveLength(1);
  await runs[0].record(1);
  await runs[0].done(0);
  await runs[0].done(1);
  await runs[0].over();
  expect(model).toMatchObject({shown: {results: [1], settings: {n: 1}}, stale: true, running: true});
  expect(model.coming!.settings).toEqual({n: 3});
});

test("settings go back to the results when an automatic run is cancelled or fails, and it does not try for ever", async () => {
  const cancelled = automatic();
  cancelled.set(1);
  await cancelled.runs[0].record(3);
  cancelled.model.cancel();
  expect(cancelled.model).toMatchObject({shown: stored, stale: false, running: false});
  expect(cancelled.n).toBe(0);

  const failing = automatic();
  failing.set(1);
  await failing.runs[0].error("no", 0);
  await failing.runs[0].error("no", 1);
  await failing.runs[0].over();
  expect(failing.model).toMatchObject({shown: stored, stale: false, running: false});
  expect([failing.runs.length, failing.n]).toEqual([1, 0]);

  const half = automatic();
  half.set(1);
  await half.runs[0].record(3, 1);
  await half.runs[0].error("no", 0);
  await half.runs[0].done(1);
  await half.runs[0].over();
  half.model.follow();
  expect(half.model).toMatchObject({shown: {results: [3], complete: false, failed: 1}, running: false});
  expect(half.runs).toHaveLength(1);
});

test("an automatic figure whose page was left keeps its settings and runs them when it is back", async () => {
  const {model, runs, set, restore} = automatic();
  set(1);
  await runs[0].record(3);
  await runs[0].left();
  expect(model).toMatchObject({shown: stored, stale: true, running: false});
  expect(restore).not.toHaveBeenCalled();
  model.follow();
  expect(model.coming!.settings).toEqual({n: 1});
});

test("without stored results a figure opens empty and incomplete", async () => {
  const {model, complete} = figure({stored: () => undefined});
  expect(model.shown).toMatchObject({results: [], complete: false, stored: false});
  model.start();
  model.cancel();
  expect(model.shown).toMatchObject({results: [], complete: false});
  await complete(1);
  expect(model.shown).toMatchObject({results: [1], complete: true});
});
