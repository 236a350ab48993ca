// Drawings that are SVG on the page, with what style sheets say of them written into their attributes.
import {svg} from "../../kit/dom.js";
import {place, snapped} from "./box.js";
import {colour, n} from "./paint.js";
import {fontWithin, reach} from "./text.js";

/** What children have from their parents, and what it is without a parent that says so. */
const inherited = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  "fill-rule": "nonzero",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-dashoffset": "0px",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "stroke-miterlimit": "4",
  "paint-order": "normal",
  "marker-start": "none",
  "marker-mid": "none",
  "marker-end": "none",
  "shape-rendering": "auto",
  "text-anchor": "start",
  visibility: "visible"
};

const own = {
  opacity: "1",
  "clip-path": "none",
  mask: "none",
  "stop-color": "rgb(0, 0, 0)",
  "stop-opacity": "1",
  "vector-effect": "none",
  "mix-blend-mode": "normal",
  transform: "none"
};

/** Whether it is of no use outside the page: what it is called there, what it says there. */
const ofThePage =
  /^(class|style|role|tabindex|cursor|aria-.*|data-.*|dominant-baseline|font-.*|letter-spacing)$/;

/** A whole drawing. */
export function shapes(drawing: SVGSVGElement, into: Element): void {
  const rect = snapped(drawing.getBoundingClientRect());
  const copy = svg("svg", {
    ...place(rect),
    viewBox: drawing.getAttribute("viewBox"),
    preserveAspectRatio: drawing.getAttribute("preserveAspectRatio"),
    overflow: getComputedStyle(drawing).overflow === "visible" && "visible"
  });
  const group = svg("g");
  say(group, getComputedStyle(drawing), inherited);
  children(drawing, group);
  copy.append(group);
  into.append(copy);
}

function children(from: Element, to: Element) {
  const style = getComputedStyle(from);
  for (const child of from.childNodes) {
    if (child instanceof Text) {
      if (from.localName === "text" || from.localName === "tspan" || from.localName === "title")
        to.append(child.cloneNode());
    } else if (child instanceof SVGElement && child.localName !== "style") shape(child, style, to);
  }
}

function shape(original: SVGElement, parent: CSSStyleDeclaration, into: Element) {
  const style = getComputedStyle(original);
  if (style.display === "none") return;
  const copy = original.cloneNode(false) as SVGElement;
  for (const {name} of [...copy.attributes]) if (ofThePage.test(name)) copy.removeAttribute(name);
  say(copy, style, parent);
  for (const name of Object.keys(own) as (keyof typeof own)[]) {
    const value = style.getPropertyValue(name);
    if (value && value !== own[name] && !(name === "transform" && copy.hasAttribute(name)))
      copy.setAttribute(name, name === "stop-color" ? colour(value) : value.replaceAll('"', ""));
  }
  if (original.localName === "text") {
    fonts(copy, style, original.textContent);
    // Few programs know of a line through the middle of the letters.
    if (style.dominantBaseline === "central" || style.dominantBaseline === "middle") {
      const [up, down] = reach(style);
      const moved = `translate(0 ${n((up - down) / 2)})`;
      copy.setAttribute("transform", `${copy.getAttribute("transform") ?? ""} ${moved}`.trim());
    }
  } else if (original.localName === "tspan") fonts(copy, style, original.textContent, parent);
  children(original, copy);
  into.append(copy);
}

/** Writes what differs from the parent. */
function say(copy: Element, style: CSSStyleDeclaration, parent: CSSStyleDeclaration | typeof inherited) {
  for (const name of Object.keys(inherited) as (keyof typeof inherited)[]) {
    const value = style.getPropertyValue(name);
    const before = parent instanceof CSSStyleDeclaration ? parent.getPropertyValue(name) : parent[name];
    copy.removeAttribute(name);
    if (value !== before)
      copy.setAttribute(
        name,
        name === "fill" || name === "stroke" ? colour(value) : value.replaceAll('"', "")
      );
  }
}

function fonts(copy: SVGElement, style: CSSStyleDeclaration, text: string, parent?: CSSStyleDeclaration) {
  for (const [name, value] of Object.entries(fontWithin(parent, style, text))) copy.setAttribute(name, value);
  if (style.baselineShift && style.baselineShift !== "baseline" && style.baselineShift !== "0px")
    copy.setAttribute("baseline-shift", style.baselineShift);
}
