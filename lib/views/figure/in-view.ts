import type {Declarations, Values} from "../../lesson/parameters.js";
import type {State} from "../kit/state.js";

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
