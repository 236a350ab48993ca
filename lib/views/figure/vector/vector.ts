// A figure as a drawing of its own: what the browser shows of it, in shapes, texts and pictures.
import {html, svg} from "../../kit/dom.js";
import {box, place, radiusOf, sharesBorders, snapped} from "./box.js";
import {input, select} from "./controls.js";
import {colour, n, withoutAlpha} from "./paint.js";
import {shapes} from "./shapes.js";
import {line, reach, text} from "./text.js";

/** A drawing of an element whose corner is the window's: as large as it, and without anything that only a browser can show. */
export function vector(element: HTMLElement): SVGSVGElement {
  const {width, height} = element.getBoundingClientRect();
  const whole = svg("svg", {
    width: n(width),
    height: n(height),
    viewBox: `0 0 ${n(width)} ${n(height)}`,
    // Chinese letters differ from language to language.
    "xml:lang": element.closest("[lang]")?.getAttribute("lang")
  });
  draw(element, whole);
  withoutAlpha(whole);
  return whole;
}

function draw(element: Element, into: Element): void {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.opacity === "0") return;
  const group = grouped(element, style, into);
  const native = element instanceof HTMLInputElement && /range|checkbox|radio/.test(element.type);
  if (style.visibility === "visible" && style.display !== "contents" && !native) {
    const rects =
      style.display === "inline" ? [...element.getClientRects()] : [element.getBoundingClientRect()];
    for (const rect of rects) box(placed(rect, element, style), style, group);
    if (style.display === "list-item") mark(element, style, group);
  }
  const inside = clipped(element, style, group);
  if (element instanceof SVGSVGElement) shapes(element, inside);
  else if (element instanceof HTMLCanvasElement) picture(element, style, inside);
  else if (element instanceof HTMLInputElement) input(element, style, inside);
  else if (element instanceof HTMLSelectElement) select(element, style, inside);
  else
    for (const child of element.childNodes) {
      // Of what is closed its name alone is seen.
      if (
        element instanceof HTMLDetailsElement &&
        !element.open &&
        !(child instanceof Element && child.matches("summary"))
      )
        continue;
      if (child instanceof Text) text(child, inside);
      else if (child instanceof Element) draw(child, inside);
    }
}

/** Where a box is drawn: on whole pixels; rows and cells with common borders on whole pixels of their table. */
function placed(rect: DOMRect, element: Element, style: CSSStyleDeclaration): DOMRect {
  const table = sharesBorders(style) && element.closest("table")?.getBoundingClientRect();
  if (!table) return snapped(rect);
  const {x, y, width, height} = snapped(
    new DOMRect(rect.x - table.x, rect.y - table.y, rect.width, rect.height)
  );
  return new DOMRect(x + Math.round(table.x), y + Math.round(table.y), width, height);
}

/** A group for what is faint together. */
function grouped(element: Element, {opacity}: CSSStyleDeclaration, into: Element): Element {
  return opacity === "1" || element instanceof SVGElement ? into : into.appendChild(svg("g", {opacity}));
}

let clips = 0;

/** A group that ends where the element cuts off what it holds. */
function clipped(element: Element, style: CSSStyleDeclaration, into: Element): Element {
  if (style.overflow === "visible" || element instanceof SVGElement || element instanceof HTMLInputElement)
    return into;
  const id = `clip-${++clips}`;
  const rect = snapped(element.getBoundingClientRect());
  const shape = svg("rect", {...place(rect), rx: radiusOf(style, rect) || undefined});
  into.append(svg("clipPath", {id}, shape));
  return into.appendChild(svg("g", {"clip-path": `url(#${id})`}));
}

/** A picture of points: as many as a fine screen has, so that squares stay squares. */
function picture(canvas: HTMLCanvasElement, style: CSSStyleDeclaration, into: Element): void {
  const {left, top} = canvas.getBoundingClientRect();
  const {clientLeft, clientTop, clientWidth, clientHeight} = canvas;
  const rect = snapped(new DOMRect(left + clientLeft, top + clientTop, clientWidth, clientHeight));
  if (!rect.width || !rect.height || !canvas.width || !canvas.height) return;
  const source = html("canvas", {width: 2 * rect.width, height: 2 * rect.height});
  const pen = source.getContext("2d")!;
  pen.imageSmoothingEnabled = style.imageRendering === "auto";
  pen.imageSmoothingQuality = "medium";
  pen.drawImage(canvas, 0, 0, source.width, source.height);
  into.append(svg("image", {...place(rect), preserveAspectRatio: "none", href: source.toDataURL()}));
}

/** What stands before an item of a list, or before what can be opened. */
function mark(element: Element, style: CSSStyleDeclaration, into: Element): void {
  const rect = element.getBoundingClientRect();
  const [up, down] = reach(style);
  const height = Number.parseFloat(style.lineHeight) || up + down;
  const middle = rect.top + Number.parseFloat(style.paddingTop) + height / 2;
  const size = Number.parseFloat(style.fontSize);
  const fill = colour(style.color);
  if (style.listStyleType === "disc")
    into.append(svg("circle", {cx: n(rect.left - 0.75 * size), cy: n(middle), r: n(0.18 * size), fill}));
  else if (style.listStyleType.startsWith("disclosure")) {
    const open = style.listStyleType === "disclosure-open";
    into.append(line(open ? "▾" : "▸", rect.left, middle + (up - down) / 2, style));
  }
}
