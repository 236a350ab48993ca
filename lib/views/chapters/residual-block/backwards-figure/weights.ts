// The gradients of the block's weights: each a column of gradients times a row of activations.
import type {Row} from "../../../../lesson/csv.js";
import {list} from "../../../../lesson/numbers.js";
import {cells} from "../../../drawing/cells.js";
import {html, svg} from "../../../kit/dom.js";
import {rich} from "../../../kit/labels.js";
import {labelled} from "../../../kit/texts.js";
import type {OuterProduct} from "../model/weights.js";

/** dW = dz aᵀ, drawn: a column times a row gives a matrix. */
export function outerProduct({of, dz, a, product}: OuterProduct): HTMLElement {
  const scale = (rows: readonly (readonly number[])[]) => Math.max(1e-9, ...rows.flat().map(Math.abs));
  const wide = a.length > 4 ? 28 : 44;
  const part = (name: string, rows: readonly (readonly number[])[]) => {
    const grid = cells({
      rows: rows.length,
      columns: rows[0].length,
      width: wide,
      height: 26,
      digits: wide > 40 ? 2 : 1
    });
    grid.show((row, column) => rows[row][column], scale(rows));
    const {width, height} = grid;
    const label = labelled(name, rows.map(row => list(row)).join("; "));
    return html(
      "figure.jacobian",
      svg(
        "svg",
        {width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label},
        grid.element
      ),
      html("figcaption", ...rich(`{${name}}`))
    );
  };
  const sign = (text: string) => html("span.sign", {"aria-hidden": "true"}, text);
  const layer = of.slice(1);
  return html(
    "div.jacobians",
    part(`d${of}`, product),
    sign("="),
    part(
      `dz${layer}`,
      dz.map(v => [v])
    ),
    sign("×"),
    part(of === "W[l+2]" ? "a[l+1]" : "a[l]", [a])
  );
}

export const productRows = ({of, product}: OuterProduct): Row[] =>
  product.flatMap((row, i) => row.map((value, j) => ({array: `d${of}`, unit: i + 1, input: j + 1, value})));
