// How far each network of a sweep is: a small bar for each depth of each kind, and the time that is left.
import type {Job, SweepRecord} from "../../../../experiments/sweep.js";
import {html} from "../../../kit/dom.js";
import {texts} from "../../../kit/texts.js";
import {names} from "../names.js";

const t = texts({
  en: {
    left: (done: number, all: number, left: string) => `${done} of ${all} networks · ${left} left`,
    progress: (kind: string, depth: number) => `${kind}, ${depth} layers`
  },
  zh: {
    left: (done, all, left) => `${all} 个网络中已完成 ${done} 个 · 还要${left}`,
    progress: (kind, depth) => `${kind}，${depth} 层`
  }
});

export interface Progress {
  readonly element: HTMLElement;
  /** Begins anew with these jobs; `weights` says how much work each is. */
  begin(jobs: readonly Job[], weights: readonly number[]): void;
  record(job: number, record: SweepRecord): void;
  failed(job: number): void;
  /** Shows what was recorded since. The time since then counts as spent unless the run is paused. */
  paint(paused?: boolean): void;
  /** The share of all work that is done. */
  share(): number;
  /** Seconds spent, pauses not counted. */
  seconds(): number;
  status(): string;
  hide(): void;
}

export function sweepProgress(): Progress {
  const element = html("div", {class: "sweep-progress", hidden: true});
  let jobs: readonly Job[] = [];
  let weights: readonly number[] = [];
  let shares: number[] = [];
  let spent = 0;
  let painted = 0;
  let bars: {bar: HTMLElement; own: number[]}[] = [];

  const share = () => {
    const all = weights.reduce((a, b) => a + b, 0);
    return all ? shares.reduce((sum, s, i) => sum + s * weights[i], 0) / all : 0;
  };

  return {
    element,
    share,
    begin(nextJobs, nextWeights) {
      [jobs, weights, shares] = [nextJobs, nextWeights, nextJobs.map(() => 0)];
      [spent, painted] = [0, performance.now()];
      const depths = [...new Set(jobs.map(j => j.depth))];
      const variants = [...new Set(jobs.map(j => j.variant))];
      bars = [];
      element.hidden = false;
      element.style.setProperty("--columns", String(depths.length));
      element.replaceChildren(
        html("span", {}),
        ...depths.map(depth => html("span", {class: "num", "aria-hidden": "true"}, depth)),
        ...variants.flatMap((variant, v) => {
          const kind = v ? "residual" : "plain";
          return [
            html("span", {"aria-hidden": "true"}, names.kinds[kind]),
            ...depths.map(depth => {
              const own = jobs.flatMap((j, i) => (j.depth === depth && j.variant === variant ? [i] : []));
              const bar = html("span", {
                class: `bar ${kind}`,
                role: "progressbar",
                "aria-label": t.progress(names.kinds[kind], depth),
                "aria-valuemin": 0,
                "aria-valuemax": 100,
                "aria-valuenow": 0
              });
              bars.push({bar, own});
              return bar;
            })
          ];
        })
      );
    },
    record(job, {done, total, result}) {
      shares[job] = result ? 1 : Math.min(done / total, 0.99);
    },
    failed(job) {
      shares[job] = 1;
      bars.find(({own}) => own.includes(job))?.bar.classList.add("failed");
    },
    paint(paused = false) {
      const now = performance.now();
      if (!paused) spent += now - painted;
      painted = now;
      for (const {bar, own} of bars) {
        const part = own.reduce((sum, i) => sum + shares[i], 0) / own.length;
        bar.style.setProperty("--share", `${100 * part}%`);
        bar.setAttribute("aria-valuenow", String(Math.round(100 * part)));
      }
    },
    seconds: () => spent / 1000,
    status() {
      const part = share();
      const left = part > 0.02 ? ((spent / 1000) * (1 - part)) / part : weights.reduce((a, b) => a + b, 0);
      return t.left(shares.filter(s => s === 1).length, jobs.length, names.seconds(left));
    },
    hide() {
      element.hidden = true;
    }
  };
}
