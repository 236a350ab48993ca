/** Elements in one expression: `html("label.control", {for: "filters"}, "filters")`. */

type Attributes = {readonly [name: string]: string | number | boolean | null | undefined | EventListener};
export type Child = Node | string | number | null | undefined | false;
/** What follows a name: children, or attributes and children. */
type Content = readonly Child[] | readonly [Attributes, ...(readonly Child[])];

/**
 * An HTML element; classes may follow its name, as a style sheet has them: `div.flow.rods`. An attribute that is null,
 * undefined or false is left out; a function is an event's listener.
 */
export function html<K extends keyof HTMLElementTagNameMap>(
  name: K | `${K}.${string}`,
  ...content: Content
): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElement(tag as K), classes, content);
}

/** An SVG element, in the same way. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K | `${K}.${string}`,
  ...content: Content
): SVGElementTagNameMap[K] {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag as K), classes, content);
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

function fill<E extends Element>(element: E, classes: readonly string[], content: Content): E {
  if (classes.length) element.setAttribute("class", classes.join(" "));
  const [first, ...rest] = content;
  const given = typeof first === "object" && first !== null && !(first instanceof Node);
  if (given) set(element, first);
  for (const child of (given ? rest : content) as readonly Child[]) {
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
