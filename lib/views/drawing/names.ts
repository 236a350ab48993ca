// Names of values in drawings and charts.
import {svg} from "../kit/dom.js";
import {named, partsOf, piecesOf} from "../kit/labels.js";

/** How far down pieces of a name stand. */
const shift = {line: 0, raised: -6, lowered: 4};

/** The name in a drawing. */
export function svgName(
  name: string,
  attributes: {readonly [name: string]: string | number | null | undefined} = {}
): SVGTextElement {
  return svg("text.name", attributes, ...spans(name));
}

function spans(name: string): SVGTSpanElement[] {
  let level = 0;
  return piecesOf(name).map(({text, at, slanted}) => {
    const dy = shift[at] - level;
    level = shift[at];
    const size = at === "line" ? null : "70%";
    return svg("tspan", {dy: dy || null, "font-size": size, "font-style": slanted ? "italic" : null}, text);
  });
}

/** Sets the names in the texts of a chart, which Plot has drawn. */
export function setNames(chart: Element): void {
  for (const text of chart.querySelectorAll("text, text tspan")) {
    const [only, more] = text.childNodes;
    if (only?.nodeName !== "#text" || more) continue;
    const parts = partsOf(only.nodeValue!);
    if (!parts.some(({marked}) => marked)) continue;
    let level = 0;
    text.replaceChildren(
      ...parts.map(({text, marked}) => {
        const back = {dy: -level || null};
        level = marked ? shift[piecesOf(named(text)).at(-1)!.at] : 0;
        return marked ? svg("tspan.value-name", back, ...spans(named(text))) : svg("tspan", back, text);
      })
    );
  }
}
