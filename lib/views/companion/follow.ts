// How the page follows the lecture: the passage and the figure of a topic come into view, and the figure takes the state
// of the lecturer's slide. The reader always has the last word.
import type {Cue} from "../../lesson/cues.js";
import {type Problem, readHash} from "../../lesson/parameters.js";
import {mount, waits} from "../figure/island.js";
import {calm} from "../figure/player.js";
import {currentState} from "../kit/state.js";

/** The name of this page, as cues call it. */
export function pageName(): string {
  return location.pathname.replace(/^.*\//, "").replace(/\.html$/, "");
}

/** Waits until the page's cells have run, at most some seconds. */
export async function settled(): Promise<void> {
  for (let waited = 0; waited < 4000 && unfinished(); waited += 100)
    await new Promise(resolve => setTimeout(resolve, 100));
}

const unfinished = () => document.querySelector("observablehq-loading") !== null;

/** Puts the figure of a cue in its state. Returns the names of what the page does not have, or does not take. */
function put(cue: Cue): readonly string[] {
  const absent = (id?: string) => id && !unfinished() && !document.getElementById(id);
  return [...[cue.at, cue.figure ?? ""].filter(absent), ...apply(cue.set ?? "").map(({name}) => name)];
}

/** What the lecture is about, on this page: each topic is taken once. */
export function sightOn(page: string, covered: () => number, notTaken: (cue: Cue, name: string) => void) {
  let cue: Cue | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;

  /** Brings what the lecture is about into view, as the reader has left it. */
  function look() {
    clearTimeout(later);
    const seen = cue;
    if (seen?.page !== page) return unlight();
    show(seen, covered());
    // A figure that was out of view takes its size a little later.
    later = setTimeout(() => show(seen, covered()), 400);
  }

  return {
    get cue() {
      return cue;
    },
    look,
    /** Takes the page to where the lecture is. */
    take(next: Cue | undefined) {
      cue = next;
      if (next?.page === page) for (const name of put(next)) notTaken(next, name);
      look();
    },
    forget() {
      cue = undefined;
    },
    /** The reader does something else. */
    rest() {
      clearTimeout(later);
    }
  };
}

/** Lights what a cue is about, and brings it into view. `covered` is the height at the window's foot that something else covers. */
function show(cue: Cue, covered: number): void {
  reached = cue;
  reach(cue, covered);
  // A figure that was never near is drawn first, and then seen as a whole.
  if (cue.figure && waits(cue.figure))
    void mount(cue.figure).then(() => reached === cue && reach(cue, covered));
}

let reached: Cue | undefined;

function reach(cue: Cue, covered: number): void {
  const {passage, figure} = placesOf(cue);
  light(passage, figure);
  const body = figure?.querySelector(".figure-body");
  // The steps at which its walks stand.
  const steps = [...(body?.querySelectorAll("[data-step].now") ?? [])];
  // From the most that would be good to see to the least.
  const views = figure
    ? [[figure, passage], [figure], [body], ...(steps.length ? [steps, steps.slice(-1)] : [])]
    : [[passage ?? document.getElementById(cue.at)]];
  reveal(
    views.map(view => view.filter(element => element instanceof Element)),
    covered
  );
}

function placesOf(cue: Cue) {
  const figure = cue.figure ? document.getElementById(cue.figure) : null;
  return {figure, passage: passageOf(cue, figure)};
}

/** Takes the light from the passage and the figure of the last cue. */
export function unlight(): void {
  light();
}

/** Calls back when the reader moves the page or works on it; returns what ends that. Keys and wheels on `own` do not count. */
export function onReaderActs(own: Element, acts: () => void): () => void {
  const events = ["wheel", "touchmove", "pointerdown", "keydown"] as const;
  const modifiers = ["Shift", "Control", "Alt", "Meta"];
  const heard = (event: Event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (own.contains(target) || target.closest("[data-time]")) return;
    if (event instanceof KeyboardEvent && modifiers.includes(event.key)) return;
    acts();
  };
  for (const event of events) addEventListener(event, heard, {capture: true, passive: true});
  return () => {
    for (const event of events) removeEventListener(event, heard, {capture: true});
  };
}

/**
 * The passage that makes the cue's statement, in the cue's section if there is one there. Of several the one beside the
 * figure, or without a figure the first.
 */
function passageOf({statements, at}: Cue, figure: Element | null): Element | null {
  const passages = statements.flatMap(s => [
    ...document.querySelectorAll(`main [data-s~="${CSS.escape(s)}"]`)
  ]);
  const heading = document.getElementById(at);
  const here = passages.filter(passage => heading && sectionOf(passage) === heading);
  const away = (passage: Element) => (figure ? gap(passage, figure) : 0);
  return (here.length ? here : passages).sort((a, b) => away(a) - away(b))[0] ?? null;
}

/** How far apart two elements stand, one below the other. */
function gap(a: Element, b: Element): number {
  const [p, q] = [a, b].map(element => element.getBoundingClientRect());
  return Math.max(p.top - q.bottom, q.top - p.bottom);
}

function sectionOf(element: Element): Element | undefined {
  const after = (a: Element, b: Element) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
  return [...document.querySelectorAll("main :is(h1, h2)[id]")].findLast(heading => after(heading, element));
}

function light(...elements: (Element | null)[]) {
  for (const element of document.querySelectorAll(".now-in-lecture"))
    element.classList.remove("now-in-lecture");
  for (const element of elements) element?.classList.add("now-in-lecture");
}

/** Changes the parameters that are named, and leaves all others to the reader. */
function apply(set: string): readonly Problem[] {
  const state = currentState();
  if (!set || !state) return [];
  const {values, problems} = readHash(state.declarations, set);
  const wrong = new Set(problems.map(({name}) => name));
  const named = [...new URLSearchParams(set).keys()].filter(name => !wrong.has(name));
  state.set(Object.fromEntries(named.map(name => [name, values[name]])));
  return problems;
}

/** Scrolls just so far that the elements of a view are seen: of the first view that fits the window, or else of the last. */
function reveal(views: readonly (readonly Element[])[], covered: number) {
  const header = document.querySelector("#observablehq-header")?.getBoundingClientRect().bottom ?? 0;
  const window = {top: header + 12, bottom: innerHeight - covered - 12};
  const room = window.bottom - window.top;
  const spans = views
    .filter(elements => elements.length > 0)
    .map(elements => elements.map(element => element.getBoundingClientRect()))
    .map(boxes => ({
      top: Math.min(...boxes.map(b => b.top)),
      bottom: Math.max(...boxes.map(b => b.bottom))
    }));
  const span = spans.find(({top, bottom}) => bottom - top <= room) ?? spans.at(-1);
  if (!span || (span.top >= window.top && span.bottom <= window.bottom)) return;
  // What fits comes a little below the header, with what goes before it in sight: more of that for a step than for a whole.
  const share = spans.indexOf(span) < 3 ? 0.18 : 0.4;
  const space = Math.max(0, Math.min(room * share, room - (span.bottom - span.top)));
  travel(span.top - window.top - space);
}

/** Scrolls gently. Of a long way only the end is seen: a whole chapter that rushes by helps nobody. */
function travel(by: number) {
  if (calm()) return scrollBy({top: by, behavior: "instant"});
  const rest = Math.sign(by) * Math.min(Math.abs(by), innerHeight);
  scrollBy({top: by - rest, behavior: "instant"});
  scrollBy({top: rest, behavior: "smooth"});
}
