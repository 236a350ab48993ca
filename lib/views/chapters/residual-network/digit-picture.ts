import {set, svg} from "../../kit/dom.js";

/** A square picture of grey values, 0 (paper) to 1 (ink), row by row; `update` draws other values into it. */
export function digitPicture(pixels: ArrayLike<number>): SVGSVGElement {
  const size = Math.round(Math.sqrt(pixels.length));
  return svg(
    "svg.digit",
    {viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true"},
    ...Array.from(pixels, (v, i) =>
      set(svg("rect", {x: i % size, y: Math.floor(i / size), width: 1.02, height: 1.02}), {
        style: `fill: color-mix(in oklab, var(--ink) ${Math.round(100 * Math.max(0, Math.min(1, v)))}%, var(--zero))`
      })
    )
  );
}
