import {become, html} from "./dom.js";

export interface Resized {
  readonly element: HTMLElement;
  /** Draws again, at the width of the moment: call it when the data have changed. */
  redraw(): void;
}

/**
 * A drawing that depends on its width: drawn when it comes onto the page and again when the width changes.
 *
 * @param options.height is kept free before the first drawing, so that the text below does not jump
 * @param options.still the drawing has no listeners: what stands there is made like the new one
 */
export function resized(
  draw: (width: number) => Node,
  {height, still}: {readonly height?: number; readonly still?: boolean} = {}
): Resized {
  const element = html("div.resized", {style: height ? `min-height: ${height}px` : null});
  let width = 0;
  const redraw = () => {
    if (width === 0) return;
    const drawing = draw(width);
    // What brings its drawing up to date gives back the same.
    if (still) become(element, drawing);
    else if (element.firstChild !== drawing) element.replaceChildren(drawing);
  };
  const adapt = (next: number) => {
    // On its way onto the stage and back a figure has no width, or next to none: nothing to draw for.
    if (next < 60 || Math.abs(next - width) < 1) return;
    width = next;
    redraw();
  };
  adapting.set(element, adapt);
  new ResizeObserver(([{contentRect}]) => adapt(contentRect.width)).observe(element);
  return {element, redraw};
}

const adapting = new WeakMap<Element, (width: number) => void>();

/**
 * Draws at once what depends on its width, in an element that has just come onto the page: an observer is told at the
 * next frame, and what is measured before (a mouse that lies there is enough) would jump.
 */
export function fitWithin(root: Element): void {
  const widths = Array.from(root.querySelectorAll(".resized"), element => {
    return [adapting.get(element), element.getBoundingClientRect().width] as const;
  });
  for (const [adapt, width] of widths) adapt?.(width);
}

/** Calls back when the element has come into view, the first time and each time it comes again. */
export function whenSeen(element: Element, seen: () => void): void {
  new IntersectionObserver(([{isIntersecting}]) => isIntersecting && seen(), {rootMargin: "100px"}).observe(
    element
  );
}
