// A figure with a run: the buttons, what they say, and the line that says what the results belong to.
import type {Experiments, OptionsOf, RecordOf} from "../../experiments/index.js";
import {type Declarations, defaults, namesOf, ownValues, type Values} from "../../lesson/parameters.js";
import {pageWorkers} from "../../worker/client.js";
import {offerNewer} from "../kit/build.js";
import {button} from "../kit/controls.js";
import {html, set, write} from "../kit/dom.js";
import type {State} from "../kit/state.js";
import {sentences, texts} from "../kit/texts.js";
import {type Life, type LifeOptions, life, type Outcome} from "./life.js";
import type {Network, Networks} from "./networks.js";

const t = texts({
  en: {
    pause: "Pause",
    resume: "Go on",
    cancel: "Cancel",
    paused: "paused",
    cancelled: "Cancelled.",
    failed: (why: string) => `It failed: ${why}`,
    shown: (what: string) => `Shown: ${what}.`,
    built: (what: string) => `${what}; computed when this page was built`,
    stale: (what: string) => `These are results of other settings (${what}).`,
    press: (label: string) => `Press “${label}” for the ones chosen now.`,
    partial: (what: string) => `Not complete yet: ${what}.`,
    incomplete: (what: string, failed: number, jobs: number) =>
      `Incomplete, ${failed} of ${jobs} runs failed: ${what}.`
  },
  zh: {
    pause: "暂停",
    resume: "继续",
    cancel: "取消",
    paused: "已暂停",
    cancelled: "已取消。",
    failed: why => `出错了：${why}`,
    shown: what => `图中所示：${what}。`,
    built: what => `${what}；在生成本页时算出`,
    stale: what => `这是其他设置的结果（${what}）。`,
    press: label => `要得到现在所选设置的结果，请按“${label}”。`,
    partial: what => `尚未完成：${what}。`,
    incomplete: (what, failed, jobs) => `不完整，${jobs} 次运行中有 ${failed} 次失败：${what}。`
  }
});

export type {Outcome} from "./life.js";

export interface ExperimentOptions<D extends Declarations, N extends keyof Experiments, R>
  extends Pick<
    LifeOptions<Values<D>, R, OptionsOf<N>, RecordOf<N>>,
    "jobs" | "empty" | "take" | "jobFailed" | "quiet" | "keep" | "draw" | "ended"
  > {
  readonly state: State<NoInfer<D>>;
  /** What a run depends on, and what else the figure draws anew for. */
  readonly parameters: D;
  readonly experiment: N;
  /** Whether results of one setting answer the other: those of equal settings do unless said otherwise. */
  readonly same?: (a: Values<D>, b: Values<D>) => boolean;
  /** The stored results: those of the default settings, or, as a function, those of some settings if there are any. */
  readonly stored?: R | ((settings: Values<D>) => R | undefined);
  /** The button that starts it; none where it runs by itself. */
  readonly label?: string;
  /** Adds a button that takes one record at a time, with this label. */
  readonly stepLabel?: string;
  /** How far the run is, in words. */
  readonly progress?: (coming: Outcome<Values<D>, R> & {readonly done: number}) => string;
  /** What results are of, in words, without a full stop: for the line below. */
  readonly what?: (outcome: Outcome<Values<D>, R>) => string;
  /** A sentence more for the line below. */
  readonly besides?: () => string | undefined;
  /** The networks that were trained for these results. */
  readonly networks?: (outcome: Outcome<Values<D>, R>) => readonly Network[];
  /** Runs by itself whenever there are no results for the settings. */
  readonly auto?: boolean;
}

export interface Experiment<S, R> extends Life<S, R> {
  /** Buttons, and how far the run is. */
  readonly element: HTMLElement;
  /** What is shown. */
  readonly line: HTMLElement;
  /** The networks of what is shown, to be taken away: those of results that stand. */
  networks(): Networks;
  /** Brings buttons and lines up to date. */
  refresh(): void;
}

/** Owns what a figure shows of its runs: see life.ts. It draws by `draw`, now and whenever there is something new. */
export function experiment<D extends Declarations, N extends keyof Experiments, R>(
  options: ExperimentOptions<D, N, R>
): Experiment<Values<D>, R> {
  const {state, parameters, stored, same = alike, label, stepLabel, progress, what, besides, auto} = options;
  const initial = defaults(parameters);
  const model = life<Values<D>, R, OptionsOf<N>, RecordOf<N>>({
    ...options,
    settings: () => ownValues(parameters, state.values),
    defaults: initial,
    same,
    stored: settings =>
      stored instanceof Function ? stored(settings) : same(settings, initial) ? stored : undefined,
    run: jobs => pageWorkers().runAll(options.experiment, jobs),
    jobFailed(...failure) {
      // A worker that is not there any more may be a build that is gone.
      void offerNewer();
      options.jobFailed?.(...failure);
    },
    auto: auto ? {restore: settings => state.set(settings)} : undefined,
    refresh,
    draw() {
      options.draw();
      // Tells the figure that it shows something else than before, by whichever part it has placed.
      const placed = [element, line].find(part => part.isConnected);
      placed?.dispatchEvent(new Event("shown", {bubbles: true}));
    }
  });

  const hold = button(t.pause, () => model.pause(!model.paused));
  const stop = button(t.cancel, () => model.cancel());
  const status = html("span.run-status", {role: "status"});
  const start = label === undefined ? undefined : button(label, () => model.start(), {class: "primary"});
  const element = html(
    auto ? "div.runner.auto" : "div.runner",
    start,
    hold,
    stepLabel !== undefined && button(stepLabel, () => model.step()),
    stop,
    status
  );
  const line = html("p.remark");

  function refresh(): void {
    const {running, paused, coming, last} = model;
    // What is disabled is not seen (style.css), so the focus goes where it is of use.
    const leaves = !running && (hold.matches(":focus") || stop.matches(":focus"));
    hold.disabled = stop.disabled = !running;
    if (leaves) start?.focus();
    // A text that is set anew takes the press from who is on it: WebKit sees no click where the pressed text has gone.
    write(hold, paused ? t.resume : t.pause);
    // How far it is can be read; heard is that it has stopped.
    set(status, {"aria-live": running && !paused ? "off" : "polite"});
    const said = [
      coming && progress?.(coming),
      paused && t.paused,
      last?.how === "cancelled" && t.cancelled,
      last?.why !== undefined && t.failed(last.why)
    ];
    write(status, said.filter(Boolean).join(" · "));
    write(line, sentences(ofWhat(), besides?.()));
    line.hidden = !line.textContent;
    line.classList.toggle("stale", model.stale || !model.shown.complete);
  }

  function ofWhat(): string {
    const {shown, stale, running} = model;
    const asChosen = shown.complete && !stale;
    // What runs by itself is up to date in a moment, and nothing to talk about.
    if (!what || (auto && (running || asChosen))) return "";
    if (!shown.complete && !running && shown.jobs === 0) return "";
    const said = what(shown);
    if (!shown.complete) return running ? t.partial(said) : t.incomplete(said, shown.failed, shown.jobs);
    if (stale) return sentences(t.stale(said), label && t.press(label));
    return t.shown(shown.stored ? t.built(said) : said);
  }

  // The figure, which draws, is made first.
  let ready = false;
  state.follow(() => ready && model.follow(), namesOf(parameters));
  queueMicrotask(() => {
    ready = true;
    model.follow();
  });
  // A page that comes back from the browser's cache has lost its run.
  addEventListener("pageshow", event => event.persisted && model.follow());
  const networks = () => (model.shown.complete ? options.networks?.(model.shown) : undefined);
  return Object.assign(model, {element, line, refresh, networks});
}

const alike = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
