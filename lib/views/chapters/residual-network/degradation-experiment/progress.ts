// How far each network of a sweep is: a small bar for each depth of each kind, and the time that is left.
import {sum} from "d3-array";
import type {Variant} from "../../../../experiments/network.js";
import type {Job} from "../../../../experiments/sweep.js";
import {html} from "../../../kit/dom.js";
import {texts} from "../../../kit/texts.js";
import type {Trained} from "../model/sweep-summary.js";
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

/** A network of a sweep under way: how much work it is, and how much of that is done. */
interface Part {
  readonly job: Job;
  readonly weight: number;
  share: number;
}

/** What a sweep has come to: the networks that are trained, and how far each is. */
export interface Sweep {
  readonly networks: Trained[];
  readonly parts: Part[];
}

export function sweepProgress() {
  const element = html("div.sweep-progress", {hidden: true});
  let current: Sweep | undefined;
  let bars: readonly Bar[] = [];
  let spent = 0;
  let seen = 0;
  let held = false;

  function begin(sweep: Sweep): void {
    current = sweep;
    [spent, seen, held] = [0, performance.now(), false];
    const depths = [...new Set(sweep.parts.map(({job}) => job.depth))];
    const variants = [...new Set(sweep.parts.map(({job}) => job.variant))];
    const rows = variants.map((variant, v) => ({
      name: names.kinds[v ? "residual" : "plain"],
      bars: depths.map(depth => barOf(sweep, variant, depth, v ? "residual" : "plain"))
    }));
    bars = rows.flatMap(row => row.bars);
    element.hidden = false;
    element.style.setProperty("--columns", String(depths.length));
    element.replaceChildren(
      html("span"),
      ...depths.map(depth => html("span.num", {"aria-hidden": "true"}, depth)),
      ...rows.flatMap(row => [
        html("span", {"aria-hidden": "true"}, row.name),
        ...row.bars.map(({element}) => element)
      ])
    );
  }

  return {
    element,
    /** Shows how far a sweep is, and says it. The time since it was shown last counts as spent unless it was paused. */
    show(sweep: Sweep, paused: boolean): string {
      if (current !== sweep) begin(sweep);
      const time = performance.now();
      if (!held) spent += time - seen;
      [seen, held] = [time, paused];
      for (const {element, parts} of bars) {
        const share = parts.reduce((sum, part) => sum + part.share, 0) / parts.length;
        element.style.setProperty("--share", `${100 * share}%`);
        element.setAttribute("aria-valuenow", String(Math.round(100 * share)));
      }
      return progressText(sweep, spent / 1000);
    },
    /** Marks a network as failed. */
    failed(sweep: Sweep, job: number) {
      const part = sweep.parts[job];
      part.share = 1;
      bars.find(({parts}) => parts.includes(part))?.element.classList.add("failed");
    },
    /** Hides it; the seconds that were spent, pauses not counted. */
    end(): number {
      if (current && !held) spent += performance.now() - seen;
      element.hidden = true;
      current = undefined;
      return spent / 1000;
    }
  };
}

interface Bar {
  readonly element: HTMLElement;
  readonly parts: readonly Part[];
}

/** A bar for the networks of one depth of one kind, all seeds together. */
function barOf({parts}: Sweep, variant: Variant, depth: number, kind: "plain" | "residual"): Bar {
  return {
    parts: parts.filter(({job}) => job.depth === depth && job.variant === variant),
    element: html("span", {
      class: `bar ${kind}`,
      role: "progressbar",
      "aria-label": t.progress(names.kinds[kind], depth),
      "aria-valuemin": 0,
      "aria-valuemax": 100,
      "aria-valuenow": 0
    })
  };
}

/** How many networks are done, and how long the others will take: by the time so far, once there is some. */
function progressText({parts}: Sweep, seconds: number): string {
  const all = sum(parts, part => part.weight);
  const share = all && sum(parts, part => part.share * part.weight) / all;
  const left = share > 0.02 ? (seconds * (1 - share)) / share : all;
  return t.left(parts.filter(part => part.share === 1).length, parts.length, names.seconds(left));
}
