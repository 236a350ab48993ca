import {type Child, html} from "./dom.js";
import {rich} from "./labels.js";

/** What stands in a cell: something, several things, or a cell of one's own (`html("td.num", …)`). */
type Cell = Child | readonly Child[];
/** A row: its cells, the first its header; or, where several rows are alike but one, the row itself. */
type TableRow = readonly Cell[] | HTMLTableRowElement;

/** A table: the names of its columns, none where the rows explain themselves, and its rows. */
export function table(
  head: readonly Cell[],
  rows: readonly TableRow[],
  {caption, ...attributes}: {readonly caption?: Child; readonly class?: string} = {}
): HTMLTableElement {
  return html(
    "table",
    attributes,
    caption && html("caption", caption),
    head.length > 0 && html("thead", html("tr", ...head.map(columnHead))),
    html("tbody", ...rows.map(row => (row instanceof Node ? row : tableRow(row))))
  );
}

/** A row of a table: its first cell is the header of the others. */
export function tableRow(
  [name, ...cells]: readonly Cell[],
  attributes: {readonly class?: string} = {}
): HTMLTableRowElement {
  return html(
    "tr",
    attributes,
    cell("th", name, {scope: "row"}),
    ...cells.map(content => cell("td", content))
  );
}

// An empty corner is no header of anything.
const columnHead = (content: Cell) => (content === "" ? html("td") : cell("th", content, {scope: "col"}));

function cell(name: "td" | "th", content: Cell, attributes = {}): HTMLElement {
  if (content instanceof HTMLTableCellElement) return content;
  return html(name, attributes, ...[content].flat().flatMap(rich));
}
