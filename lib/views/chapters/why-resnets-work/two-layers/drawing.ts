import {diverging, onDiverging} from "../../../kit/colour.js";
import {svg} from "../../../kit/dom.js";
import {svgName} from "../../../kit/labels.js";
import {fixed} from "../../../kit/numbers.js";
import type {Appended, AppendedValues} from "../model/appended-block.js";

const height = 222;
const middle = 152;

/** Figure 3: X → Big NN → a[l] → two layers, with the arc or without, → a[l+2], with the numbers of the moment. */
export function appendedDrawing(
  values: AppendedValues,
  numbers: Appended,
  {width, bigNetwork, description}: {width: number; bigNetwork: string; description: string}
): SVGSVGElement {
  const narrow = width < 560;
  const size = narrow ? 38 : 54;
  const row = narrow ? 28 : 34;
  // Six things side by side; where they stand, from the left, as centres.
  const at = [0, 1, 2, 3, 4, 5].map(i => size / 2 + 1 + (i * (width - size - 2)) / 5);
  const column = (x: number, name: string, list: readonly number[], colour: string, faded = false) => {
    const top = middle - (list.length * row) / 2;
    return svg(
      "g",
      {opacity: faded ? 0.35 : null},
      svgName(name, {
        x,
        y: top - 12,
        "text-anchor": "middle",
        "font-size": narrow ? 14 : 16,
        fill: `var(${colour})`
      }),
      ...list.flatMap((v, i) => [
        svg("rect", {
          x: x - size / 2,
          y: top + i * row,
          width: size,
          height: row - 3,
          rx: 5,
          style: `fill: ${diverging(v, 2)}`
        }),
        svg(
          "text",
          {
            class: "number",
            x,
            y: top + i * row + (row - 3) / 2,
            "text-anchor": "middle",
            "dominant-baseline": "central",
            "font-size": narrow ? 11.5 : 14,
            style: `fill: ${onDiverging(v, 2)}`
          },
          fixed(v)
        )
      ])
    );
  };
  const arrow = (from: number, to: number, faded = false) =>
    svg("path", {
      d: `M${from + size / 2 + 3},${middle}H${to - size / 2 - 5}`,
      class: "arrow",
      "marker-end": "url(#appended-arrow)",
      opacity: faded ? 0.35 : null
    });
  const off = values.zerow && values.zerob;
  const plus = (at[4] + at[5]) / 2;
  const arcTop = 30;
  const arc = values.arc
    ? svg(
        "g",
        svg("path", {
          d: `M${at[2]},${middle - 1.5 * row - 34}V${arcTop + 16}Q${at[2]},${arcTop} ${at[2] + 16},${arcTop}H${plus - 16}Q${plus},${arcTop} ${plus},${arcTop + 16}V${middle - 12}`,
          class: "shortcut-line",
          "marker-end": "url(#appended-arc)"
        }),
        svgName("a[l]", {
          x: (at[2] + plus) / 2,
          y: arcTop - 9,
          "text-anchor": "middle",
          "font-size": 14,
          fill: "var(--shortcut-text)"
        })
      )
    : "";
  return svg(
    "svg",
    {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": description,
      class: "appended"
    },
    svg(
      "defs",
      ...(["arrow", "arc"] as const).map(kind =>
        svg(
          "marker",
          {
            id: `appended-${kind}`,
            viewBox: "0 0 8 8",
            refX: 6,
            refY: 4,
            markerWidth: 6,
            markerHeight: 6,
            orient: "auto"
          },
          svg("path", {d: "M0,0L8,4L0,8z", fill: kind === "arc" ? "var(--shortcut)" : "var(--ink-3)"})
        )
      )
    ),
    arrow(at[0], at[1]),
    arrow(at[1], at[2]),
    arrow(at[2], at[3]),
    arrow(at[3], at[4], off),
    arrow(at[4], at[5], off && values.arc),
    arc,
    column(at[0], "X", values.x, "--ink"),
    svg("rect", {
      class: "big",
      x: at[1] - size / 2,
      y: middle - 1.5 * row - 6,
      width: size,
      height: 3 * row + 9,
      rx: 8
    }),
    svg(
      "text",
      {
        x: at[1],
        y: middle,
        "text-anchor": "middle",
        "dominant-baseline": "central",
        "font-size": narrow ? 12 : 14,
        class: "title"
      },
      ...bigNetwork
        .split(" ")
        .map((word, i) => svg("tspan", {x: at[1], dy: i ? 17 : bigNetwork.includes(" ") ? -8 : 0}, word))
    ),
    column(at[2], "a[l]", numbers.a, "--shortcut-text"),
    column(at[3], "a[l+1]", numbers.hidden, "--main"),
    column(at[4], "z[l+2]", numbers.z, "--main", off),
    values.arc &&
      svg(
        "g",
        svg("circle", {cx: plus, cy: middle, r: narrow ? 8 : 11, class: "plus"}),
        svg("path", {d: `M${plus - 6},${middle}h12M${plus},${middle - 6}v12`, class: "plus-sign"})
      ),
    column(at[5], "a[l+2]", numbers.out, "--ink")
  );
}
