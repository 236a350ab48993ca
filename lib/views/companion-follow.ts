// How the page follows the lecture: the passage and the figure of a topic come into view, and the figure takes the state
// of the lecturer's slide. The reader always has the last word.
import type {Cue} from "../lesson/cues.js";
import {type Problem, readHash} from "../lesson/parameters.js";
import {calm} from "./player.js";
import {currentState} from "./state.js";

/** The name of this page, as cues call it. */
export function pageName(): string {
  return location.pathname.replace(/^.*\//, "").replace(/\.html$/, "");
}

/** Waits until the page's cells have run, at most some seconds. */
export async function settled(): Promise<void> {
  for (let waited = 0; waited < 4000 && document.querySelector("observablehq-loading"); waited += 100)
    await new Promise(resolve => setTimeout(resolve, 100));
}

/** Puts the page where the cue says. Returns what the cue sets that the page does not take. */
export function show(cue: Cue, covered: number): readonly Problem[] {
  const passage = passageOf(cue);
  const figure = cue.figure ? document.getElementById(cue.figure) : null;
  light(passage, figure);
  const problems = apply(cue.set ?? "");
  const parts = figure || passage ? [figure, passage] : [document.getElementById(cue.at)];
  reveal(
    parts.filter(part => part !== null),
    covered
  );
  return problems;
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

/** The passage that makes the cue's statement: in the cue's section, else the first on the page. */
function passageOf({statements, at}: Cue): Element | null {
  const passages = statements.flatMap(s => [
    ...document.querySelectorAll(`main [data-s~="${CSS.escape(s)}"]`)
  ]);
  const heading = document.getElementById(at);
  return passages.find(passage => heading && sectionOf(passage) === heading) ?? passages[0] ?? null;
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

/**
 * Scrolls just so far that the elements are in view, or if they are too far apart, the first of them. `covered` is the
 * height at the window's foot that something else covers.
 */
function reveal(elements: readonly Element[], covered: number) {
  const boxes = elements.map(element => element.getBoundingClientRect());
  if (boxes.length === 0) return;
  const header = document.querySelector("#observablehq-header")?.getBoundingClientRect().bottom ?? 0;
  const view = {top: header + 12, bottom: innerHeight - covered - 12};
  const room = view.bottom - view.top;
  const all = {top: Math.min(...boxes.map(b => b.top)), bottom: Math.max(...boxes.map(b => b.bottom))};
  const {top, bottom} = all.bottom - all.top <= room ? all : boxes[0];
  if (top >= view.top && bottom <= view.bottom) return;
  // What fits comes a little below the header, with what goes before it in sight.
  const space = Math.max(0, Math.min(room * 0.18, room - (bottom - top)));
  scrollBy({top: top - view.top - space, behavior: calm() ? "auto" : "smooth"});
}
