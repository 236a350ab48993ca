import {html, svg} from "../dom.js";

/** Pieces of a name such as `W[l+2]`: what stands on the line, and what is raised. */
const pieces = (name: string) => name.split(/(\[[^\]]*\])/).filter(Boolean);

/** The name of a value in a text, its index raised. */
export function htmlName(name: string): HTMLElement {
  return html(
    "span",
    {class: "value-name"},
    ...pieces(name).map(piece => (piece.startsWith("[") ? html("sup", {}, piece) : piece))
  );
}

/** The name of a value in a drawing. */
export function svgName(name: string, attributes: {readonly [name: string]: string | number}): SVGElement {
  const parts = pieces(name);
  return svg(
    "text",
    {class: "value-name", ...attributes},
    ...parts.map((piece, i) => {
      const raised = piece.startsWith("[");
      const wasRaised = i > 0 && parts[i - 1].startsWith("[");
      const shift = raised ? -6 : wasRaised ? 6 : 0;
      return svg("tspan", {dy: shift || null, "font-size": raised ? "72%" : null}, piece);
    })
  );
}
