import {button} from "../kit/controls.js";
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
