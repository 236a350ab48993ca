import {expect, onTestFinished, test, vi} from "vitest";
import {type Host, type Run, workers} from "../../lib/worker/client.js";
import {serve, type Table} from "../../lib/worker/worker.js";

/** The tests' experiments. A record of `forever` takes a millisecond. */
const table: Table = {
  *count({to}: {to: number}) {
    for (let i = 0; i < to; i++) yield i;
  },
  *fail({after}: {after: number}) {
    for (let i = 0; i < after; i++) yield i;
    throw new RangeError("width must be an integer ≥ 1: 0", {cause: {width: 0}});
  },
  /** Three records that take longer than a worker is given to stop. */
  *busy() {
    for (let i = 0; i < 3; i++) {
      for (const end = performance.now() + 80; performance.now() < end; );
      yield i;
    }
  },
  *forever() {
    for (let i = 0; ; i++) {
      for (const end = performance.now() + 1; performance.now() < end; );
      yield i;
    }
  }
};

/** A worker in this thread: both ends talk through a MessageChannel, as with a real one. */
function hosts() {
  const all: (Host & {alive: boolean; sent: string[]})[] = [];
  const start = () => {
    const {port1, port2} = new MessageChannel();
    serve(port2 as never, table);
    const host = Object.assign(port1 as never as Host, {
      alive: true,
      sent: [] as string[],
      terminate() {
        host.alive = false;
        port1.close();
      }
    });
    const post = port1.postMessage.bind(port1);
    host.postMessage = message => {
      host.sent.push(message.type);
      if (host.alive) post(message);
    };
    all.push(host);
    return host;
  };
  return {all, start};
}

/** Workers over the tests' own experiments. */
const crew = (size = 1) => {
  const {all, start} = hosts();
  const made = workers({size, start});
  return {all, end: made.end, run: made.run as Any, runAll: made.runAll as Any};
};
// biome-ignore lint/suspicious/noExplicitAny: the tests' experiments are not in the library's table
type Any = (name: string, options: unknown) => Run<any>;

async function collect<T>(run: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const record of run) all.push(record);
  return all;
}

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

test("run yields an experiment's records in order", async () => {
  const {run, end} = crew();
  expect(await collect(run("count", {to: 1000}))).toEqual([...Array(1000).keys()]);
  expect(await collect(run("count", {to: 0}))).toEqual([]);
  end();
});

test("run throws an experiment's error, after the records before it, and the worker lives on", async () => {
  const {run, all, end} = crew();
  const seen: number[] = [];
  const failing = async () => {
    for await (const i of run("fail", {after: 3})) seen.push(i);
  };
  const thrown = {message: "width must be an integer ≥ 1: 0", cause: {width: 0}};
  await expect(failing()).rejects.toMatchObject(thrown);
  expect(seen).toEqual([0, 1, 2]);
  await expect(collect(run("unheard", {}))).rejects.toThrow("unknown experiment: unheard");
  await expect(collect(run("toString", {}))).rejects.toThrow("unknown experiment: toString");
  expect(await collect(run("count", {to: 2}))).toEqual([0, 1]);
  expect(all).toHaveLength(1);
  end();
});

test("typed arrays are moved, not copied", async () => {
  const {port1, port2} = new MessageChannel();
  const kept: Float32Array[] = [];
  serve(port2 as never, {
    *fill() {
      kept.push(new Float32Array(4), new Float32Array(8).subarray(2));
      yield {whole: kept[0], again: kept[0], part: kept[1]};
    }
  });
  const answer = new Promise<unknown[]>(resolve => {
    port1.onmessage = ({data}) => resolve(data.records);
  });
  port1.postMessage({type: "run", run: 1, name: "fill"});
  port1.postMessage({type: "next", run: 1});
  expect(await answer).toEqual([
    {whole: new Float32Array(4), again: new Float32Array(4), part: new Float32Array(6)}
  ]);
  expect(kept.map(array => array.length)).toEqual([0, 6]);
  port1.close();
});

test("runs go on side by side, in one worker too: a new one ends none of the others", async () => {
  const {run, all, end} = crew();
  const first = run("forever", {});
  const seen: number[] = [];
  const loop = (async () => {
    for await (const i of first) seen.push(i);
  })();
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0));
  expect(await collect(run("count", {to: 3}))).toEqual([0, 1, 2]);
  const before = seen.length;
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(before));
  expect([all.length, first.cancelled]).toEqual([1, false]);
  first.cancel();
  await loop;
  expect(seen).toEqual([...seen.keys()]);
  end();
});

test("a paused run holds up no other", async () => {
  const {run, end} = crew();
  const paused = run("forever", {});
  await paused[Symbol.asyncIterator]().next();
  expect(await collect(run("count", {to: 1000}))).toHaveLength(1000);
  end();
});

test("a run that was cancelled, left, or ended with its page says so, one that is through does not", async () => {
  const {run, runAll, end} = crew();
  const [through, cancelled, left, ended] = [
    run("count", {to: 3}),
    runAll("forever", [{}]),
    run("count", {to: 3}),
    run("forever", {})
  ];
  await collect(through);
  through.cancel();
  for await (const _ of cancelled) cancelled.cancel();
  for await (const _ of left) break;
  for await (const i of ended) if (i === 3) end();
  expect([through, cancelled, left, ended].map(run => run.cancelled)).toEqual([false, true, true, true]);
});

test("a worker that is slow to stop goes on for the runs that share it", async () => {
  const {run, all, end} = crew();
  const [kept, cancelled] = [run("busy", {}), run("busy", {})];
  const seen = collect(kept);
  for await (const i of cancelled) if (i === 0) break;
  expect(await seen).toEqual([0, 1, 2]);
  expect(all.map(host => host.alive)).toEqual([true]);
  end();
});

test("leaving the loop cancels the run: the worker stops, and serves the next", async () => {
  // However busy the machine is, the worker's time to stop does not run out.
  vi.useFakeTimers({toFake: ["setTimeout"]});
  onTestFinished(() => void vi.useRealTimers());
  const {run, all, end} = crew();
  for await (const i of run("forever", {})) if (i === 10) break;
  expect(all[0].sent.at(-1)).toBe("stop");
  const next: number[] = [];
  for await (const i of run("count", {to: 3})) next.push(i);
  expect(next).toEqual([0, 1, 2]);
  expect(all.map(host => host.alive)).toEqual([true]);
  end();
});

test("a loop that waits pauses the run: nothing more is asked for, and it goes on where it stood", async () => {
  const {run, all, end} = crew();
  const running = run("forever", {});
  const seen: number[] = [];
  let resume = () => {};
  const paused = new Promise<void>(resolve => {
    resume = resolve;
  });
  const loop = (async () => {
    for await (const i of running) {
      seen.push(i);
      if (i === 5) await paused;
    }
  })();
  await vi.waitFor(() => expect(seen.at(-1)).toBe(5));
  await pause(60);
  const sent = all[0].sent.length;
  await pause(60);
  expect([all[0].sent.length, seen.length]).toEqual([sent, 6]);
  resume();
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(20));
  running.cancel();
  await loop;
  expect(seen).toEqual([...seen.keys()]);
  end();
});

test("no record comes after a cancel, though more have arrived", async () => {
  const {run, end} = crew();
  const running = run("count", {to: 1000});
  const seen: number[] = [];
  for await (const i of running) {
    seen.push(i);
    if (i === 8) running.cancel();
  }
  expect(seen.at(-1)).toBe(8);
  end();
});

test("a run whose loop waits can be cancelled", async () => {
  const {run, end} = crew();
  const running = run("forever", {});
  let resume = () => {};
  const paused = new Promise<void>(resolve => {
    resume = resolve;
  });
  const seen: number[] = [];
  const loop = (async () => {
    for await (const i of running) {
      seen.push(i);
      await paused;
    }
  })();
  await vi.waitFor(() => expect(seen).toEqual([0]));
  running.cancel();
  resume();
  await loop;
  expect(seen).toEqual([0]);
  end();
});

test("a worker that does not stop in time is ended, and the next run has a new one", async () => {
  const {port1} = new MessageChannel();
  const {start} = hosts();
  const deaf = Object.assign(port1 as never as Host, {postMessage() {}, terminate: vi.fn()});
  const starts = [deaf, start()];
  const {run, end} = workers({size: 1, start: () => starts.shift()!});
  const deafened = run("append", {});
  const first = collect(deafened);
  await pause(10);
  deafened.cancel();
  const second = collect((run as Any)("count", {to: 2}));
  expect(await first).toEqual([]);
  expect(deaf.terminate).not.toHaveBeenCalled();
  expect(await second).toEqual([0, 1]);
  expect(deaf.terminate).toHaveBeenCalledOnce();
  end();
  port1.close();
});

test("runAll reports each job's records and end, and a failing job does not stop the others", async () => {
  const {runAll, all, end} = crew(2);
  const jobs = [{after: 1}, {after: 0}, {after: 2}];
  const updates = await collect(runAll("fail", jobs));
  expect(all).toHaveLength(2);
  for (const [job, {after}] of jobs.entries())
    expect(updates.filter(u => u.job === job).map(u => u.record ?? u.type)).toEqual([
      ...Array(after).keys(),
      "error"
    ]);
  const counted = await collect(runAll("count", [{to: 1}, {to: 2}, {to: 0}]));
  for (const [job, to] of [1, 2, 0].entries())
    expect(counted.filter(u => u.job === job).map(u => u.record ?? u.type)).toEqual([
      ...Array(to).keys(),
      "done"
    ]);
  end();
});

test("a worker that dies is reported with its job, and another takes the next one", async () => {
  const {runAll, all, end} = crew(1);
  const updates: {job: number; type: string; message?: string}[] = [];
  for await (const update of runAll("forever", [{}, {}])) {
    if (update.type === "record" && update.record === 0)
      all.at(-1)!.onerror!({message: "out of memory", preventDefault() {}} as never);
    if (update.type !== "record") updates.push(update);
  }
  expect(updates).toEqual([
    {job: 0, type: "error", message: "the worker ended: out of memory"},
    {job: 1, type: "error", message: "the worker ended: out of memory"}
  ]);
  expect(all.map(host => host.alive)).toEqual([false, false]);
  expect(all).toHaveLength(2);
  end();
});

test("a worker that is silent though it owes an answer is ended and reported, at once for all that wait; a paused one is not", async () => {
  vi.useFakeTimers();
  const {port1} = new MessageChannel();
  const {start} = hosts();
  const mute = Object.assign(port1 as never as Host, {postMessage() {}, terminate: vi.fn()});
  const starts = [mute, start()];
  const {runAll, run, end} = workers({size: 1, start: () => starts.shift()!}) as unknown as ReturnType<
    typeof crew
  >;
  const reported = collect(runAll("count", [{}, {}]));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(mute.terminate).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2000);
  const message = "no answer from the worker for 30 seconds";
  expect(await reported).toEqual([0, 1].map(job => ({job, type: "error", message})));
  expect(mute.terminate).toHaveBeenCalledOnce();
  vi.useRealTimers();

  vi.useFakeTimers({toFake: ["setInterval", "clearInterval"]});
  const seen: number[] = [];
  for await (const record of run("forever", {})) {
    seen.push(record);
    if (seen.length === 1) {
      await pause(30);
      await vi.advanceTimersByTimeAsync(100_000);
    }
    if (seen.length === 60) break;
  }
  expect(seen).toHaveLength(60);
  end();
  vi.useRealTimers();
  port1.close();
});

test("a worker that cannot be started is reported", async () => {
  const {run} = workers({
    size: 1,
    start: () => {
      throw new Error("no workers here");
    }
  });
  await expect(collect(run("append", {}))).rejects.toThrow("no workers here");
});

test("end finishes the run and the workers, and a later run starts anew", async () => {
  const {run, all, end} = crew();
  const seen = collect(run("forever", {}));
  await pause(20);
  end();
  await seen;
  expect(all[0].alive).toBe(false);
  expect(await collect(run("count", {to: 2}))).toEqual([0, 1]);
  expect(all).toHaveLength(2);
  end();
});
