import type {Run} from "../../worker/client.js";
import {button} from "../kit/controls.js";
import {html} from "../kit/dom.js";
import {texts} from "../kit/texts.js";

const t = texts({
  en: {
    pause: "Pause",
    resume: "Go on",
    cancel: "Cancel",
    paused: "paused",
    cancelled: "Cancelled.",
    failed: (why: string) => `It failed: ${why}`
  },
  zh: {
    pause: "暂停",
    resume: "继续",
    cancel: "取消",
    paused: "已暂停",
    cancelled: "已取消。",
    failed: why => `出错了：${why}`
  }
});

export interface RunnerOptions<T> {
  /** The button that starts it. */
  readonly label: string;
  /** Starts the run; undefined when it cannot start (and the figure has said why). */
  readonly begin: () => Run<T> | undefined;
  /** Takes a record. A run that shall be seen waits here, for the next frame. */
  readonly take: (record: T) => unknown;
  /** Called when it has ended, whether it was finished, cancelled or failed. */
  readonly end?: (how: "done" | "cancelled" | "failed") => void;
  /** How far the run is, in words; shown beside the buttons while it lasts. */
  readonly status?: () => string;
  /** Adds a button that takes one record at a time, with this label. */
  readonly stepLabel?: string;
}

export interface Runner {
  readonly element: HTMLElement;
  readonly running: boolean;
  readonly paused: boolean;
  start(): void;
  cancel(): void;
  /** Brings the status up to date. */
  refresh(): void;
}

/** Buttons for a run in workers: start, pause, go on, cancel, single step; a second start replaces the first run. */
export function runner<T>(options: RunnerOptions<T>): Runner {
  const {label, begin, take, end, status, stepLabel} = options;
  let run: Run<T> | undefined;
  let paused = false;
  let single = false;
  let wake = () => {};
  let said = "";

  const go = button(label, () => start(), {class: "primary"});
  const hold = button(t.pause, () => pause(!paused));
  const step = button(stepLabel ?? "", () => {
    single = true;
    if (run) wake();
    else start(true);
  });
  const stop = button(t.cancel, () => cancel());
  const line = html("span", {class: "run-status", role: "status"});
  const element = html("div", {class: "runner"}, go, hold, stepLabel !== undefined && step, stop, line);

  function refresh() {
    hold.disabled = stop.disabled = run === undefined;
    hold.textContent = paused ? t.resume : t.pause;
    const text = [(run && status?.()) ?? "", paused ? t.paused : "", said].filter(Boolean).join(" · ");
    if (line.textContent !== text) line.textContent = text;
  }

  function pause(on: boolean) {
    paused = on;
    single = false;
    if (!on) wake();
    refresh();
  }

  function cancel() {
    if (!run) return;
    const old = run;
    run = undefined;
    wake();
    old.cancel();
    said = t.cancelled;
    finish("cancelled");
  }

  function finish(how: "done" | "cancelled" | "failed") {
    run = undefined;
    paused = single = false;
    end?.(how);
    refresh();
  }

  async function start(asleep = false) {
    const old = run;
    const mine = begin();
    // What cannot start leaves alone what runs.
    if (!mine) return;
    old?.cancel();
    run = mine;
    wake();
    said = "";
    paused = asleep;
    refresh();
    try {
      // The page pulls: what is not asked for is not computed, so that waiting here pauses the worker too.
      for await (const record of mine) {
        while (paused && !single && run === mine)
          await new Promise<void>(resolve => {
            wake = resolve;
          });
        single = false;
        if (run !== mine) return;
        await take(record);
        refresh();
      }
      if (run === mine) finish("done");
    } catch (error) {
      if (run !== mine) return;
      said = t.failed(error instanceof Error ? error.message : String(error));
      finish("failed");
    }
  }

  refresh();
  return {
    element,
    get running() {
      return run !== undefined;
    },
    get paused() {
      return paused;
    },
    start: () => void start(),
    cancel,
    refresh
  };
}

/** Resolves before the browser paints next; at once-ish in a hidden tab, where no frame would come. */
export function nextFrame(): Promise<void> {
  return new Promise(resolve => {
    if (document.hidden) setTimeout(resolve, 16);
    else requestAnimationFrame(() => resolve());
  });
}
