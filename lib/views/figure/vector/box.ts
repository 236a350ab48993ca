// An element's box: its ground, its border, its ring.
import {svg} from "../../kit/dom.js";
import {colour, gradient, n, seen} from "./paint.js";

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
  } else openBorder(rect, borders, radius, sharesBorders(style), into);
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

/** Whether an element is a part of a table whose cells have their borders together. */
export const sharesBorders = ({borderCollapse, display}: CSSStyleDeclaration) =>
  borderCollapse === "collapse" && display.startsWith("table-");

/** How round a box is, at its roundest corner. */
export function radiusOf(style: CSSStyleDeclaration, {width, height}: DOMRect): number {
  const [topRight, bottomRight, bottomLeft, topLeft] = corners.map(corner => {
    const text = style.getPropertyValue(`border-${corner}-radius`);
    return text.includes("%") ? (Number.parseFloat(text) / 100) * width : Number.parseFloat(text) || 0;
  });
  // Two corners share a side.
  const share = Math.min(
    1,
    width / Math.max(topLeft + topRight, bottomLeft + bottomRight),
    height / Math.max(topLeft + bottomLeft, topRight + bottomRight)
  );
  return Math.max(topLeft, topRight, bottomLeft, bottomRight) * share;
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
    ...stroke(
      border,
      2 * (around.width + around.height) - (8 - 2 * Math.PI) * Math.max(0, radius + out),
      true
    )
  });
}

const stroke = ({width, line, style}: Border, length: number, closed: boolean) => ({
  stroke: line,
  "stroke-width": width,
  "stroke-dasharray": dashes(width, style, length, closed),
  "stroke-linecap": style === "dotted" ? "round" : undefined
});

/** Dashes as Chromium makes them: so many that the gaps are most like what they should be. */
function dashes(width: number, style: string, length: number, closed: boolean): string | undefined {
  if (style === "dotted") return `0 ${n(length / Math.max(1, Math.round(length / (2 * width))))}`;
  if (style !== "dashed") return undefined;
  const [dash, gap] = width >= 3 ? [2 * width, width] : [3 * width, 2 * width];
  const few = Math.floor((closed ? length : length + gap) / (dash + gap));
  const between = (count: number) => (length - count * dash) / (closed ? count : count - 1);
  const [wide, narrow] = [between(few), between(few + 1)];
  const fitting = narrow <= 0 || Math.abs(wide - gap) < Math.abs(narrow - gap) ? wide : narrow;
  // Too short for a second dash.
  return Number.isFinite(fitting) && fitting > 0 ? `${n(dash)} ${n(fitting)}` : undefined;
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
  const inset = (i: number) => {
    const half = borders[i].width / 2;
    // A shared line of an odd width is nearer to what comes after it.
    return shared ? (half - Math.floor(half)) * (i === 0 || i === 3 ? 1 : -1) : half;
  };
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
        ...stroke(border, length, false)
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
