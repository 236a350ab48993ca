// Numbers, colours and gradients of the page, as every program that opens an SVG understands them.
import {svg} from "../../kit/dom.js";

/** A number for an SVG: no finer than a screen shows it. */
export const n = (x: number) => Math.round(x * 1000) / 1000;

let pen: CanvasRenderingContext2D | undefined;
const known = new Map<string, string>();

/** A computed colour as `rgb()` or `rgba()`: mixed ones are computed as `color()`, which few programs know. */
export function colour(computed: string): string {
  if (/^rgba?\(|^none$|^url/.test(computed)) return computed.replaceAll('"', "");
  let plain = known.get(computed);
  if (!plain) {
    pen ??= new OffscreenCanvas(1, 1).getContext("2d", {
      willReadFrequently: true
    }) as unknown as CanvasRenderingContext2D;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = computed;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    plain = a === 255 ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${+(a / 255).toFixed(3)})`;
    known.set(computed, plain);
  }
  return plain;
}

export const seen = (computed: string) => !/^rgba\(.*, 0\)$/.test(colour(computed));

/** Takes how faint a colour is out of it, into an attribute of its own: few programs know `rgba()`. */
export function withoutAlpha(drawing: Element): void {
  for (const [name, opacity] of [
    ["fill", "fill-opacity"],
    ["stroke", "stroke-opacity"],
    ["stop-color", "stop-opacity"]
  ])
    for (const element of drawing.querySelectorAll(`[${name}^="rgba("]`)) {
      const [, rgb, alpha] = element.getAttribute(name)!.match(/^rgba\((.*), ([\d.]+)\)$/)!;
      element.setAttribute(name, `rgb(${rgb})`);
      element.setAttribute(opacity, `${n(Number(alpha) * Number(element.getAttribute(opacity) ?? 1))}`);
      // What is in it and has a colour of its own is as it was.
      for (const inner of element.querySelectorAll(`[${name}]:not([${opacity}])`))
        inner.setAttribute(opacity, "1");
    }
}

let gradients = 0;

/**
 * A computed `linear-gradient` or `repeating-linear-gradient` over a box, and the paint that it is; null for any other
 * image. CSS Images 3, section 3.1: the line goes through the middle, as long as its ends' perpendiculars touch the
 * corners.
 */
export function gradient(
  image: string,
  box: DOMRect
): {readonly paint: string; readonly element: Element} | null {
  const [, repeating, inside] = image.match(/^(repeating-)?linear-gradient\((.*)\)$/) ?? [];
  if (!inside) return null;
  const parts = inside.split(/,(?![^(]*\))/).map(part => part.trim());
  const towards = /^(to |-?[\d.]+deg)/.test(parts[0]) ? parts.shift()! : "to bottom";
  const angle = angleOf(towards, box);
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const length = Math.abs(box.width * sin) + Math.abs(box.height * cos);
  const along = (at: number): [number, number] => [
    box.x + box.width / 2 + (at - length / 2) * sin,
    box.y + box.height / 2 - (at - length / 2) * cos
  ];
  const stops = parts.flatMap(part => {
    const [, paint, places] = part.match(/^([a-z]+\([^)]*\)|\w+)\s*(.*)$/)!;
    return (places.match(/calc\([^)]*\)|[^\s]+/g) ?? [""]).map(place => ({
      paint: colour(paint),
      at: lengthOf(place, length)
    }));
  });
  if (Number.isNaN(stops[0].at)) stops[0].at = 0;
  if (Number.isNaN(stops.at(-1)!.at)) stops.at(-1)!.at = length;
  const [from, to] = repeating ? [stops[0].at, stops.at(-1)!.at] : [0, length];
  const [[x1, y1], [x2, y2]] = [along(from), along(to)];
  const id = `gradient-${++gradients}`;
  const element = svg(
    "linearGradient",
    {id, gradientUnits: "userSpaceOnUse", spreadMethod: repeating && "repeat", ...{x1, y1, x2, y2}},
    ...stops.map(({paint, at}) => svg("stop", {offset: (at - from) / (to - from), "stop-color": paint}))
  );
  return {paint: `url(#${id})`, element};
}

function angleOf(towards: string, {width, height}: DOMRect): number {
  const degrees = Number.parseFloat(towards);
  if (!Number.isNaN(degrees)) return (degrees * Math.PI) / 180;
  const [, y, x] = towards.match(/^to (top|bottom)? ?(left|right)?$/) ?? [];
  // Towards a corner the middle's perpendicular goes through the two others.
  const across = x ? (y ? Math.atan2(height, width) : Math.PI / 2) : 0;
  return (x === "left" ? -1 : 1) * (y === "bottom" ? Math.PI - across : across);
}

/** A place on a gradient's line: `30%`, `5px`, `calc(50% - 1.2px)`. */
function lengthOf(place: string, whole: number): number {
  if (!place) return Number.NaN;
  const [, percent = "0", sign = "", pixels = "0"] =
    place.match(/^(?:calc\()?([-\d.]+)%(?: ([+-]) ([\d.]+)px\))?$/) ?? [];
  if (place.endsWith("px")) return Number.parseFloat(place);
  return (Number(percent) / 100) * whole + Number(`${sign}${pixels}`);
}
