/** Elements in one expression: `html("label", {class: "control"}, "filters", input)`. */

type Attributes = {readonly [name: string]: string | number | boolean | null | undefined | EventListener};
export type Child = Node | string | number | null | undefined | false;

/** An HTML element. An attribute that is null, undefined or false is left out; a function is an event's listener. */
export function html<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), attributes, children);
}

/** An SVG element, in the same way. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/** Sets attributes on an element that is already there; null, undefined and false take an attribute away. */
export function set<E extends Element>(element: E, attributes: Attributes): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  return element;
}

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  set(element, attributes);
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

let ids = 0;

/** An id that no other element of the page has. */
export function uid(prefix: string): string {
  return `${prefix}-${++ids}`;
}
