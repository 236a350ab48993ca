import {fixed} from "../../../../lesson/numbers.js";
import {valueCell} from "../../../drawing/cells.js";
import {svgName} from "../../../drawing/names.js";
import {centred, textAt} from "../../../drawing/text.js";
import {svg} from "../../../kit/dom.js";
import type {Appended, AppendedValues} from "../model/appended-block.js";

const height = 222;
/** How high the axis of the drawing lies, and the upper line of the arc. */
const [middle, arcTop] = [152, 30];

/** Where things stand in a drawing of this width. */
function placeOf(width: number) {
  const narrow = width < 560;
  const size = narrow ? 38 : 54;
  // The place where the shortcut joins is as wide as its sign; where there is little room, the input stands above only.
  const join = Math.max(26, (width - 2 - size) / 5 - size);
  const first = width < 300 ? 1 : 0;
  const pitch = (width - 2 - 2 * size - join) / (4 - first);
  return {
    narrow,
    withInput: first === 0,
    /** How wide a number is, and how high with the gap to the next. */
    size,
    row: narrow ? 28 : 34,
    /** Six things side by side, from the left, by their centres. */
    at: [0, 1, 2, 3, 4, 5].map(i => (i < 5 ? size / 2 + 1 + (i - first) * pitch : width - 1 - size / 2))
  };
}
type Place = ReturnType<typeof placeOf>;

/** Figure 3: X → Big NN → a[l] → two layers, with the arc or without, → a[l+2], with the numbers of the moment. */
export function appendedDrawing(
  values: AppendedValues,
  numbers: Appended,
  {width, bigNetwork, description}: {width: number; bigNetwork: string; description: string}
): SVGSVGElement {
  const place = placeOf(width);
  const {at} = place;
  const off = values.zerow && values.zerob;
  return svg(
    "svg.appended",
    {width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": description},
    svg("defs", marker("arrow", "--ink-3"), marker("arc", "--shortcut")),
    place.withInput && arrow(place, 0),
    arrow(place, 1),
    arrow(place, 2),
    arrow(place, 3, off),
    arrow(place, 4, off && values.arc),
    values.arc && shortcut(place),
    place.withInput && column(place, at[0], "X", values.x, "--ink"),
    ...network(place, bigNetwork),
    column(place, at[2], "a[l]", numbers.a, "--shortcut-text"),
    column(place, at[3], "a[l+1]", numbers.hidden, "--main"),
    column(place, at[4], "z[l+2]", numbers.z, "--main", off),
    values.arc && plus(place),
    column(place, at[5], "a[l+2]", numbers.out, "--ink")
  );
}

/** An arrow from the i-th thing to the next. */
function arrow({at, size}: Place, i: number, faded = false): SVGElement {
  return svg("path.arrow", {
    d: `M${at[i] + size / 2 + 3},${middle}H${at[i + 1] - size / 2 - 5}`,
    "marker-end": "url(#appended-arrow)",
    opacity: faded ? 0.35 : null
  });
}

function marker(name: "arrow" | "arc", colour: string): SVGElement {
  return svg(
    "marker",
    {
      ...{id: `appended-${name}`, viewBox: "0 0 8 8", orient: "auto"},
      ...{refX: 6, refY: 4, markerWidth: 6, markerHeight: 6}
    },
    svg("path", {d: "M0,0L8,4L0,8z", fill: `var(${colour})`})
  );
}

/** A vector: its name, and its numbers one below the other. */
function column(
  {narrow, size, row}: Place,
  x: number,
  name: string,
  numbers: readonly number[],
  colour: string,
  faded = false
): SVGElement {
  const top = middle - (numbers.length * row) / 2;
  const title = {x, y: top - 12, "text-anchor": "middle", "font-size": narrow ? 14 : 16};
  return svg(
    "g",
    {opacity: faded ? 0.35 : null},
    svgName(name, {...title, fill: `var(${colour})`}),
    ...numbers.flatMap((v, i) => {
      const cell = valueCell({x: x - size / 2, y: top + i * row, width: size, height: row - 3, rx: 5});
      cell.number.textContent = fixed(v);
      cell.number.setAttribute("font-size", narrow ? "11.5" : "14");
      cell.tint(v, 2);
      return [cell.box, cell.number];
    })
  );
}

/** Where the shortcut joins. */
const joinOf = ({at}: Place) => (at[4] + at[5]) / 2;

function shortcut(place: Place): SVGElement {
  const [from, to] = [place.at[2], joinOf(place)];
  return svg(
    "g",
    svg("path.shortcut-line", {
      d: `M${from},${middle - 1.5 * place.row - 34}V${arcTop + 16}Q${from},${arcTop} ${from + 16},${arcTop}H${to - 16}Q${to},${arcTop} ${to},${arcTop + 16}V${middle - 12}`,
      "marker-end": "url(#appended-arc)"
    }),
    svgName("a[l]", {
      ...textAt((from + to) / 2, arcTop - 9, 14, "middle"),
      fill: "var(--shortcut-text)"
    })
  );
}

function plus(place: Place): SVGElement {
  const x = joinOf(place);
  return svg(
    "g",
    svg("circle.plus", {cx: x, cy: middle, r: place.narrow ? 8 : 11}),
    svg("path.plus-sign", {d: `M${x - 6},${middle}h12M${x},${middle - 6}v12`})
  );
}

/** The network before, as a box with its name: one word below the other. */
function network({narrow, size, row, at}: Place, name: string): SVGElement[] {
  const words = name.split(" ");
  const x = at[1];
  const line = (word: string, i: number) => svg("tspan", {x, dy: i ? 17 : words.length > 1 ? -8 : 0}, word);
  return [
    svg("rect.big", {
      ...{x: x - size / 2, y: middle - 1.5 * row - 6},
      ...{width: size, height: 3 * row + 9, rx: 8}
    }),
    svg("text.title", {...centred(x, middle), "font-size": narrow ? 12 : 14}, ...words.map(line))
  ];
}
