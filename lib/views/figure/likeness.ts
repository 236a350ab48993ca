// A figure as it stands, for the pictures that are taken of it.
import {html, uid} from "../kit/dom.js";

/**
 * A copy of a figure without its buttons and its goal, in the same state: laid out and coloured by the page's own rules, at the
 * figure's width, its corner in the window's. Whoever asks for it takes it away again, before anybody sees it.
 */
export function likeness(figure: HTMLElement): HTMLElement {
  const copy = figure.cloneNode(true) as HTMLElement;
  const pairs = <E extends Element>(selector: string) => {
    const copies = copy.querySelectorAll<E>(selector);
    return [...figure.querySelectorAll<E>(selector)].map((original, i) => [original, copies[i]] as const);
  };
  // Of the radio buttons of one name only one may be checked, and that is the reader's.
  for (const input of copy.querySelectorAll("input")) input.removeAttribute("name");
  for (const [{selectedIndex}, select] of pairs<HTMLSelectElement>("select"))
    select.selectedIndex = selectedIndex;
  for (const [canvas, twin] of pairs<HTMLCanvasElement>("canvas"))
    if (canvas.width && canvas.height) twin.getContext("2d")?.drawImage(canvas, 0, 0);
  const scrolled = pairs("*").filter(([{scrollLeft, scrollTop}]) => scrollLeft || scrollTop);

  for (const unseen of copy.querySelectorAll(".figure-tools, .goal, .visually-hidden")) unseen.remove();
  copy.inert = true;
  const {width} = figure.getBoundingClientRect();
  copy.style.cssText += `;position: fixed; top: 0; left: 0; margin: 0; box-sizing: border-box; width: ${width}px`;
  figure.parentElement!.append(copy);
  const {x, y, height} = copy.getBoundingClientRect();
  // Within a dialog the window's corner is another one. And a picture ends with a whole pixel.
  copy.style.cssText += `;left: ${-x}px; top: ${-y}px; height: ${Math.round(height)}px`;
  for (const [{scrollLeft, scrollTop}, twin] of scrolled) twin.scrollTo(scrollLeft, scrollTop);
  for (const element of copy.querySelectorAll<HTMLElement>(":not(svg *, math *)")) spellOut(element);
  return copy;
}

/** Makes elements of what style sheets put before and after an element. */
function spellOut(element: HTMLElement): void {
  for (const [name, put] of [
    ["::before", "prepend"],
    ["::after", "append"]
  ] as const) {
    const style = getComputedStyle(element, name);
    if (style.content === "none" || style.content === "normal") continue;
    const twin = html("span", style.content.replace(/^"(.*)"$/, "$1"));
    for (const property of style) twin.style.setProperty(property, style.getPropertyValue(property));
    const rule = `spelt-${uid("out")}`;
    element.classList.add(rule);
    element[put](twin, html("style", `.${rule}${name} {content: none !important}`));
  }
}
