import {html} from "../kit/dom.js";
import {afterFrame} from "../kit/frames.js";
import {type Resized, resized, whenSeen} from "../kit/resize.js";
import type * as Marks from "./marks.js";

export type {ContourOptions, Markish} from "@observablehq/plot";

/** Observable Plot, once a chart has been seen: it is half of what a page would load otherwise. */
export let Plot: typeof Marks;

/** How charts are lettered. */
export const lettering = {fontFamily: "var(--sans)", fontSize: "13px", color: "var(--ink-2)"};

/**
 * A drawing made with Plot: Plot is fetched when the drawing comes near the window, and then it is drawn. Plot draws anew
 * what changes, which may take longer than a frame: the control that changed it is seen to move first.
 *
 * @param options.room how high it will be, where that can be told without Plot
 */
export function withPlot(
  draw: (width: number) => Node,
  {
    height,
    room = () => height ?? 240
  }: {readonly height?: number; readonly room?: (width: number) => number} = {}
): Resized {
  const drawing = resized(width => (Plot ? draw(width) : html("div", {style: `height: ${room(width)}px`})), {
    height
  });
  whenSeen(drawing.element, async () => {
    if (Plot) return;
    Plot = await import("./marks.js");
    for (const {redraw} of waiting.splice(0)) redraw();
  });
  if (!Plot) waiting.push(drawing);
  const later = afterFrame();
  return {element: drawing.element, redraw: () => later(drawing.redraw)};
}

/** Drawings that were made before Plot was there: all are drawn at once when it comes. */
const waiting: Resized[] = [];
