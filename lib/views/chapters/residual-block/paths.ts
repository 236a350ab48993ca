import {svg} from "../../kit/dom.js";
import type {Layout, Placed} from "./model/layout.js";

const corner = 18;

/** The main path's line, behind everything: all of it, or as far as the walk has come. */
export function mainPath({main, down, axis}: Layout, step = Number.POSITIVE_INFINITY): string {
  const reached = main.filter(({item}) => item.step <= step);
  const [first, last] = [reached[0], reached.at(-1)!];
  return down
    ? `M${axis},${first.y + first.height / 2}V${last.y + last.height / 2}`
    : `M${first.x + first.width / 2},${axis}H${last.x + last.width / 2}`;
}

/** The shortcut's line: out of the array where it begins, around, and into the operator where it joins. */
export function shortcutPath(place: Layout, [from, to]: readonly [number, number]): SVGPathElement {
  const [start, end] = [place.main[from], place.main[to]];
  return svg("path", {
    class: "way shortcut",
    d: place.down ? beside(place, start, end) : over(place, start, end)
  });
}

function over({detour}: Layout, start: Placed, end: Placed): string {
  const [x0, x1] = [start.x + start.width / 2, end.x + end.width / 2];
  const [y0, y1] = [start.y - 4, end.y - 5];
  const r = Math.min(corner, y0 - detour);
  // A gradient goes the other way.
  const s = x1 > x0 ? r : -r;
  return `M${x0},${y0}V${detour + r}q0,${-r} ${s},${-r}H${x1 - s}q${s},0 ${s},${r}V${y1}`;
}

function beside({detour}: Layout, start: Placed, end: Placed): string {
  const [x0, x1] = [start.x + start.width + 4, end.x + end.width + 5];
  const [y0, y1] = [start.y + start.height / 2, end.y + end.height / 2];
  const r = Math.min(corner, detour - x0);
  const s = y1 > y0 ? r : -r;
  return `M${x0},${y0}H${detour - r}q${r},0 ${r},${s}V${y1 - s}q0,${s} ${-r},${s}H${x1}`;
}

/** The shortcut's arrowhead. */
export function arrow({main, down}: Layout, to: number): SVGPathElement {
  const end = main[to];
  const d = down
    ? `M${end.x + end.width + 12},${end.y + end.height / 2 - 6}l-8,6l8,6`
    : `M${end.x + end.width / 2 - 6},${end.y - 12}l6,8l6,-8`;
  return svg("path.way.shortcut.head", {d});
}
