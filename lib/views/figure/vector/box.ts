// An element's box: its ground, its border, its ring.
import {svg} from "../../kit/dom.js";
import {colour, gradient, seen} from "./paint.js";

const sides = ["top", "right", "bottom", "left"] as const;
const corners = ["top-right", "bottom-right", "bottom-left", "top-left"] as const;

interface Border {
  readonly width: number;
  readonly line: string;
  readonly style: string;
}

export function box(rect: DOMRect, style: CSSStyleDeclaration, into: Element): void {
  if (!rect.width || !rect.height) return;
  const radius = radiusOf(style, rect);
  const borders = sides.map(side => borderOf(style, side));
  const round = {rx: radius || undefined};
  for (const {inset, spread, paint} of rings(style.boxShadow).filter(ring => !ring.inset))
    into.append(frame(rect, spread, radius, {width: spread, line: paint, style: "solid"}, inset));
  if (seen(style.backgroundColor))
    into.append(svg("rect", {...place(rect), ...round, fill: colour(style.backgroundColor)}));
  const over = gradient(style.backgroundImage, rect);
  if (over) into.append(over.element, svg("rect", {...place(rect), ...round, fill: over.paint}));
  for (const {inset, spread, paint} of rings(style.boxShadow).filter(ring => ring.inset))
    into.append(frame(rect, spread, radius, {width: spread, line: paint, style: "solid"}, inset));

  const [first] = borders;
  if (borders.every(b => b.width === first.width && b.line === first.line && b.style === first.style)) {
    if (first.width) into.append(frame(rect, first.width, radius, first, true));
  } else
    openBorder(
      rect,
      borders,
      radius,
      style.borderCollapse === "collapse" && style.display === "table-cell",
      into
    );
}

export const place = ({x, y, width, height}: DOMRect) => ({
  x: n(x),
  y: n(y),
  width: n(width),
  height: n(height)
});

/** A box on whole pixels, as browsers draw it. */
export function snapped({left, top, right, bottom}: DOMRect): DOMRect {
  const [x, y, to, end] = [left, top, right, bottom].map(Math.round);
  return new DOMRect(x, y, to - x, end - y);
}

/** A number for an SVG: no finer than a screen shows it. */
export const n = (x: number) => Math.round(x * 1000) / 1000;

export function radiusOf(style: CSSStyleDeclaration, {width, height}: DOMRect): number {
  const given = corners.map(corner => {
    const text = style.getPropertyValue(`border-${corner}-radius`);
    return text.includes("%") ? (Number.parseFloat(text) / 100) * width : Number.parseFloat(text) || 0;
  });
  return Math.min(Math.max(...given), width / 2, height / 2);
}

function borderOf(style: CSSStyleDeclaration, side: string): Border {
  const line = style.getPropertyValue(`border-${side}-color`);
  const kind = style.getPropertyValue(`border-${side}-style`);
  const width = Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0;
  return {
    width: kind === "none" || kind === "hidden" || !seen(line) ? 0 : width,
    line: colour(line),
    style: kind
  };
}

/** A line of one kind around a box, inside or outside of its edge. */
function frame(rect: DOMRect, width: number, radius: number, border: Border, inside: boolean): Element {
  const out = inside ? -width / 2 : width / 2;
  const {x, y} = rect;
  const around = new DOMRect(x - out, y - out, rect.width + 2 * out, rect.height + 2 * out);
  return svg("rect", {
    ...place(around),
    rx: Math.max(0, n(radius + out)) || undefined,
    fill: "none",
    ...stroke(border, 2 * (around.width + around.height))
  });
}

const stroke = ({width, line, style}: Border, length: number) => ({
  stroke: line,
  "stroke-width": width,
  "stroke-dasharray": dashes(width, style, length),
  "stroke-linecap": style === "dotted" ? "round" : undefined
});

/** Dashes as browsers make them: two or three times as long as wide, gaps like them, so that it comes out even. */
function dashes(width: number, style: string, length: number): string | undefined {
  if (style === "dotted") return `0 ${n(length / Math.max(1, Math.round(length / (2 * width))))}`;
  if (style !== "dashed") return undefined;
  const dash = width * (width >= 3 ? 2 : 3);
  const gaps = Math.max(1, Math.floor((length - dash) / (2 * dash)));
  return `${n(dash)} ${n((length - dash * (gaps + 1)) / gaps)}`;
}

/** A border whose sides differ: each side a line, with an arc to the next one. */
function openBorder(
  rect: DOMRect,
  borders: readonly Border[],
  radius: number,
  shared: boolean,
  into: Element
): void {
  const [left, right, top, bottom] = [rect.left, rect.right, rect.top, rect.bottom];
  const inset = (i: number) => (shared ? 0 : borders[i].width / 2);
  // The middle of each side's line, from its first corner to its second, clockwise.
  const from = [
    [left, top + inset(0)],
    [right - inset(1), top],
    [right, bottom - inset(2)],
    [left + inset(3), bottom]
  ];
  const to = [
    [right, top + inset(0)],
    [right - inset(1), bottom],
    [left, bottom - inset(2)],
    [left + inset(3), top]
  ];
  const step = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1]
  ];
  borders.forEach((border, i) => {
    if (!border.width) return;
    const [next, last] = [(i + 1) % 4, (i + 3) % 4];
    const [after, before] = [borders[next].width ? radius : 0, borders[last].width ? radius : 0];
    const [dx, dy] = step[i];
    const start = [from[i][0] + dx * before, from[i][1] + dy * before];
    const end = [to[i][0] - dx * after, to[i][1] - dy * after];
    const arc = after
      ? ` A${n(radius - border.width / 2)} ${n(radius - border.width / 2)} 0 0 1 ${n(from[next][0] + step[next][0] * radius)} ${n(from[next][1] + step[next][1] * radius)}`
      : "";
    const length = Math.hypot(end[0] - start[0], end[1] - start[1]) + (arc ? (Math.PI / 2) * radius : 0);
    into.append(
      svg("path", {
        d: `M${n(start[0])} ${n(start[1])} L${n(end[0])} ${n(end[1])}${arc}`,
        fill: "none",
        ...stroke(border, length)
      })
    );
  });
}

interface Ring {
  readonly inset: boolean;
  readonly spread: number;
  readonly paint: string;
}

/** Shadows that are lines: neither moved nor blurred. */
function rings(shadow: string): Ring[] {
  return (shadow === "none" ? [] : shadow.split(/,(?![^(]*\))/)).flatMap(text => {
    const [x, y, blur, spread] = (text.replace(/[a-z]+\([^)]*\)/, "").match(/[-\d.]+(?=px)/g) ?? []).map(
      Number
    );
    const paint = text.match(/[a-z]+\([^)]*\)/)?.[0] ?? "currentColor";
    return x || y || blur || !spread ? [] : [{inset: text.includes("inset"), spread, paint: colour(paint)}];
  });
}
