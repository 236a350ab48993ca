import type {Declarations, Values} from "../../lesson/parameters.js";
import type {State} from "../kit/state.js";
import {calm} from "./player.js";

/**
 * Follows parameters as `state.follow` does, at once while the element can be seen, and when the page is idle while it
 * cannot: several figures may show the same numbers, and the one that the reader moves goes first.
 */
export function followInView<D extends Declarations>(
  state: State<D>,
  element: Element,
  listener: (values: Values<D>) => void,
  names: readonly (keyof D)[]
): void {
  let visible = true;
  let late = false;
  const catchUp = () => {
    if (!late) return;
    late = false;
    listener(state.values);
  };
  new IntersectionObserver(
    ([{isIntersecting}]) => {
      visible = isIntersecting;
      if (visible) catchUp();
    },
    {rootMargin: "200px"}
  ).observe(element);
  state.follow(values => {
    if (visible) return listener(values);
    if (late) return;
    late = true;
    // Sooner than a figure's words, which wait for the hand to rest.
    setTimeout(catchUp, 250);
  }, names);
}

/** Scrolls just so far that elements are seen between the header and `foot`: in the middle, where they were not. */
export function reveal(elements: readonly Element[], foot: number): void {
  const head = document.querySelector("#observablehq-header")?.getBoundingClientRect().bottom ?? 0;
  const boxes = elements.map(element => element.getBoundingClientRect());
  const [top, bottom] = [Math.min(...boxes.map(b => b.top)), Math.max(...boxes.map(b => b.bottom))];
  if (!boxes.length || (top >= head && bottom <= foot)) return;
  // Of what is taller its beginning.
  const from = Math.max(head + 8, (head + foot - (bottom - top)) / 2);
  scrollBy({top: top - from, behavior: calm() ? "instant" : "smooth"});
}
