import type {Declarations} from "../../lesson/parameters.js";
import {button} from "../kit/controls.js";
import type {State} from "../kit/state.js";
import {texts} from "../kit/texts.js";

const t = texts({en: {pause: "Pause"}, zh: {pause: "暂停"}});

export interface Player {
  readonly element: HTMLButtonElement;
  stop(): void;
}

/** Whether the reader asked the system for less motion. */
export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * A button that plays: it calls `step` every `interval` milliseconds until it is pressed again, `step` returns false, or
 * the figure leaves the page. For a reader who wants less motion each press makes one step.
 */
export function player({
  label,
  interval,
  step
}: {
  readonly label: string;
  readonly interval: number | (() => number);
  readonly step: () => boolean;
}): Player {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
    element.textContent = label;
    element.setAttribute("aria-pressed", "false");
  };
  const run = () => {
    if (!element.isConnected || !step()) return stop();
    timer = setTimeout(run, typeof interval === "number" ? interval : interval());
  };
  const element = button(label, () => {
    if (timer !== undefined) return stop();
    if (calm()) return void step();
    element.textContent = t.pause;
    element.setAttribute("aria-pressed", "true");
    run();
  });
  return {element, stop};
}

/** A player that moves a whole number from its least to its most, a step at a time; from the end it begins again. */
export function playThrough<D extends Declarations>(
  state: State<D>,
  name: keyof D & string,
  {
    label,
    interval,
    step = () => 1
  }: {readonly label: string; readonly interval: number; readonly step?: () => number}
): Player {
  const p = state.at(name);
  const {min = 0, max = 100} = p.parameter;
  return player({
    label,
    interval,
    step() {
      const next = p.value >= max ? min : Math.min(max, p.value + step());
      p.set(Math.round(next));
      return next < max;
    }
  });
}
