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

/** Sets attributes on an element that is already there; null, undefined and false take an attribute away. What stays costs nothing. */
export function set<E extends Element>(element: E, attributes: Attributes): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else {
      const text = value === true ? "" : String(value);
      if (element.getAttribute(name) !== text) element.setAttribute(name, text);
    }
  }
  return element;
}

/** Writes a text into an element, unless it stands there. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Brings a group of SVG elements up to date: one for each item, of which those that are there already stay. */
export function join<T>(
  group: SVGElement,
  name: keyof SVGElementTagNameMap,
  items: readonly T[],
  attributes: (item: T, index: number) => Attributes
): void {
  while (group.childElementCount > items.length) group.lastElementChild!.remove();
  items.forEach((item, i) => {
    set(group.children[i] ?? group.appendChild(svg(name)), attributes(item, i));
  });
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

/**
 * Makes what stands in an element like what is to stand there: where both have the same form, only attributes and texts
 * change, which costs the browser little beside new elements. Nothing of it may have listeners.
 */
export function become(place: Element, ...next: readonly Child[]): void {
  const made = document.createElement("div");
  fill(made, [], next);
  alike(place, made);
}

function alike(old: Element, next: Element): void {
  const [here, there] = [[...old.childNodes], [...next.childNodes]];
  if (here.length !== there.length) old.replaceChildren(...there);
  else
    there.forEach((node, i) => {
      const known = here[i];
      if (known.nodeName !== node.nodeName) known.replaceWith(node);
      else if (node instanceof Element) {
        for (const {name} of [...(known as Element).attributes])
          if (!node.hasAttribute(name)) (known as Element).removeAttribute(name);
        for (const {name, value} of node.attributes) set(known as Element, {[name]: value});
        alike(known as Element, node);
      } else if (known.nodeValue !== node.nodeValue) known.nodeValue = node.nodeValue;
    });
}

let ids = 0;

/** An id that no other element of the page has. */
export function uid(prefix: string): string {
  return `${prefix}-${++ids}`;
}
