// What the browser's own tracing says of its threads while something runs.
import type {Page} from "playwright-core";

/** Milliseconds of the processor: a busy machine lets threads wait, which is not their work. */
export interface Traced {
  /** All workers of the page together. */
  workers: number;
  /** The main thread, all its tasks together, and each of those that took longer than 50 ms. */
  main: number;
  long: number[];
}

interface Event {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of the processor. */
  tdur?: number;
  args: {name?: string};
}

const task = "ThreadControllerImpl::RunTask";

/** Traces the page's threads while `act` runs. One trace at a time: the browser has no second. */
export async function traced(page: Page, act: () => Promise<unknown>): Promise<Traced> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, {categories: ["toplevel"]});
  await act();
  const {traceEvents} = JSON.parse((await browser.stopTracing()).toString()) as {traceEvents: Event[]};
  const threads = new Map(
    traceEvents
      .filter(({ph, name}) => ph === "M" && name === "thread_name")
      .map(({pid, tid, args}) => [`${pid} ${tid}`, args.name] as const)
  );
  const times = (thread: string) =>
    traceEvents
      .filter(
        ({ph, name, pid, tid}) => ph === "X" && name === task && threads.get(`${pid} ${tid}`) === thread
      )
      .map(({tdur = 0}) => tdur / 1000);
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
  const main = times("CrRendererMain");
  return {workers: sum(times("DedicatedWorker thread")), main: sum(main), long: main.filter(ms => ms > 50)};
}
