// The pixels around the one that is looked at, in and out, and the sums at it.
import type {Plan} from "../../../../graph/index.js";
import {fixed} from "../../../../lesson/numbers.js";
import {flat} from "../../../../tensor/index.js";
import type {Picture} from "../../../drawing/colour-picture.js";
import {html, svg} from "../../../kit/dom.js";
import {t} from "./texts.js";

type Spot = readonly [row: number, column: number];

/** The pixels that the filters read at a spot, as the plan's `explain` names them: `row,column`. */
export function pixelsRead(plan: Plan, spot: Spot): ReadonlySet<string> {
  const {terms} = plan.explain("z1", [0, ...spot, 0]);
  return new Set(terms.flatMap(({from}) => (from ? [`${from.index.slice(1, 3)}`] : [])));
}

/** The lens; `show` brings it up to date. */
export function lens() {
  const sides = [svg("g"), svg("g", {transform: "translate(136 0)"})];
  const reads = html("p.flow-label");
  const sums = html("p.pixel-sums");
  const element = html(
    "div.flow-item",
    svg(
      "svg.lens",
      {viewBox: "0 0 252 116", width: 252, "aria-hidden": "true"},
      ...sides,
      svg("path.wire", {d: "M116,58h18m-6,-5l6,5l-6,5"})
    ),
    html("p.flow-label", t.lens),
    reads,
    sums
  );
  function show(plan: Plan, picture: Picture, spot: Spot, filters: number) {
    const read = pixelsRead(plan, spot);
    // What is framed lies on top.
    const input = around(picture, picture.data, 3, spot, read).sort(
      (a, b) => Number(a.classList.contains("read")) - Number(b.classList.contains("read"))
    );
    sides[0].replaceChildren(...input);
    sides[1].replaceChildren(...around(picture, flat(plan.output), filters, spot, new Set([`${spot}`])));
    reads.textContent = t.read(read.size);
    const lines = Array.from({length: filters}, (_, f) => sumText(plan, spot, f));
    sums.replaceChildren(...lines.map(line => html("span", line)));
  }
  return {element, show};
}

/** 5×5 pixels around the spot; those that are marked have a frame. */
function around(
  {height, width}: Picture,
  data: Float32Array,
  channels: number,
  [row, column]: Spot,
  marked: ReadonlySet<string>
): SVGRectElement[] {
  return Array.from({length: 25}, (_, i) => {
    const [r, c] = [row + Math.floor(i / 5) - 2, column + (i % 5) - 2];
    const inside = r >= 0 && r < height && c >= 0 && c < width;
    const p = (r * width + c) * channels;
    const rgb = [0, 1, 2].map(k =>
      Math.round(255 * Math.max(0, Math.min(1, data[p + (channels === 3 ? k : 0)])))
    );
    return svg("rect", {
      x: (i % 5) * 22 + 3,
      y: Math.floor(i / 5) * 22 + 3,
      width: 21,
      height: 21,
      fill: inside ? `rgb(${rgb})` : "none",
      class: inside && marked.has(`${r},${c}`) ? "read" : "unread"
    });
  });
}

function sumText(plan: Plan, spot: Spot, filter: number): string {
  const {terms, sum} = plan.explain("z1", [0, ...spot, filter]);
  if (terms.length > 3) return `${filter + 1}: 27 × … = ${fixed(sum)}`;
  const factor = (weight: number) => (weight < 0 ? `(${fixed(weight)})` : fixed(weight));
  return `${terms.map(({input, weight}) => `${fixed(input)}·${factor(weight)}`).join(" + ")} = ${fixed(sum)}`;
}
