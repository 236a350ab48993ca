import type {Declarations} from "../../lesson/parameters.js";
import {button} from "../kit/controls.js";
import {html, set} from "../kit/dom.js";
import type {State} from "../kit/state.js";
import {texts} from "../kit/texts.js";
import {player} from "./player.js";

const t = texts({
  en: {
    play: "Play",
    back: "Step back",
    next: "Next step",
    step: "step",
    of: (step: number, count: number) => `${step} of ${count}`,
    pace: "pace",
    paces: {slow: "slow pace", normal: "normal pace", quick: "quick pace"}
  },
  zh: {
    play: "播放",
    back: "后退一步",
    next: "前进一步",
    step: "步骤",
    of: (step, count) => `${step} / ${count}`,
    pace: "速度",
    paces: {slow: "慢速", normal: "中速", quick: "快速"}
  }
});

const paces = {slow: 3200, normal: 1800, quick: 900};

export interface Stepping {
  readonly element: HTMLElement;
  /** How long a step lasts at the chosen pace, in milliseconds. */
  readonly interval: number;
  /** Brings the controls up to date: the step of the moment out of `count`, in words. */
  show(step: number, count: number, words: string): void;
  /** Makes ←, →, Home and End step while the focus is in this element and nothing in it takes the keys. */
  listen(root: HTMLElement): void;
}

/**
 * Controls that walk through steps 0…count: back, next, a slider, play at a chosen pace. The step is a parameter. `stepped`
 * is called when they have changed it.
 */
export function stepping<D extends Declarations>(
  state: State<D>,
  name: keyof D & string,
  stepped: () => void
): Stepping {
  let count = 0;
  const p = state.at(name);
  const step = () => Math.min(count, p.value);
  const go = (to: number) => {
    const next = Math.max(0, Math.min(count, to));
    if (next === p.value) return;
    p.set(next);
    stepped();
  };
  const jump = (to: number) => {
    play.stop();
    go(to);
  };
  const play = player({
    label: t.play,
    interval: () => self.interval,
    step() {
      // Pressed at the end, it begins again.
      go(step() >= count ? 0 : step() + 1);
      return step() < count;
    }
  });
  const back = button("←", () => jump(step() - 1), {"aria-label": t.back, title: t.back});
  const next = button("→", () => jump(step() + 1), {"aria-label": t.next, title: t.next});
  const range = html("input", {
    type: "range",
    min: 0,
    max: 1,
    step: 1,
    "aria-label": t.step,
    input: () => jump(range.valueAsNumber)
  });
  const place = html("output");
  const pace = html(
    "select",
    {"aria-label": t.pace},
    ...Object.entries(t.paces).map(([key, text]) => html("option", {value: key}, text))
  );
  pace.value = "normal";
  const keys: {readonly [key: string]: () => number} = {
    ArrowLeft: () => step() - 1,
    ArrowRight: () => step() + 1,
    Home: () => 0,
    End: () => count
  };
  const self: Stepping = {
    element: html(
      "div.stepping",
      {role: "group", "aria-label": t.step},
      back,
      next,
      range,
      place,
      play.element,
      pace
    ),
    get interval() {
      return paces[pace.value as keyof typeof paces];
    },
    show(at, total, words) {
      count = total;
      set(range, {max: total, "aria-valuetext": words});
      range.valueAsNumber = at;
      place.textContent = t.of(at, total);
      // Not `disabled`: that would take the focus, and with it the keys, from a reader who has come to an end.
      set(back, {"aria-disabled": String(at === 0)});
      set(next, {"aria-disabled": String(at === total)});
    },
    listen(root) {
      root.addEventListener("keydown", event => {
        const key = keys[event.key];
        const taken = (event.target as Element).closest("input, select, textarea");
        if (!key || taken || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        jump(key());
      });
    }
  };
  return self;
}
