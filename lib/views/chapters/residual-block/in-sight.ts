// Where a drawing is taller than its place in the window, the page follows the steps of its walk. Fetched at the first step.
import {calm} from "../../figure/player.js";

/** Brings what a step makes between the header and the walk's controls, if those are seen. */
export function keepInSight(drawing: Element, controls: Element): void {
  const now = drawing.querySelectorAll("[data-step].now:not(path)");
  const foot = (controls.closest(".walk-controls") ?? controls).getBoundingClientRect();
  if (foot.top < innerHeight) reveal([...now], foot.top);
}

/** Scrolls just so far that elements are seen between the header and `foot`: in the middle, where they were not. */
function reveal(elements: readonly Element[], foot: number): void {
  const head = document.querySelector("#observablehq-header")?.getBoundingClientRect().bottom ?? 0;
  const boxes = elements.map(element => element.getBoundingClientRect());
  const [top, bottom] = [Math.min(...boxes.map(b => b.top)), Math.max(...boxes.map(b => b.bottom))];
  if (!boxes.length || (top >= head && bottom <= foot)) return;
  // Of what is taller its beginning.
  const from = Math.max(head + 8, (head + foot - (bottom - top)) / 2);
  scrollBy({top: top - from, behavior: calm() ? "instant" : "smooth"});
}
