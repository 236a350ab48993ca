import {cells} from "../../../drawing/cells.js";
import {extent} from "../../../kit/colour.js";
import {html, svg} from "../../../kit/dom.js";

/** Channels as small pictures on one diverging scale, four or eight in a row. They are made anew for another shape only. */
export function channelMaps() {
  const element = html("div.channel-maps");
  let of = "";
  let grids: ReturnType<typeof cells>[] = [];
  return {
    element,
    show(
      [rows, columns, channels]: readonly number[],
      value: (row: number, column: number, channel: number) => number
    ) {
      const shape = [rows, columns, channels].join();
      if (shape !== of) {
        grids = Array.from({length: channels}, () => cells({rows, columns, width: 10, gap: 0.6}));
        element.style.setProperty("--columns", channels > 8 ? "8" : "4");
        element.replaceChildren(
          ...grids.map(grid =>
            svg(
              "svg.channel-map",
              {viewBox: `0 0 ${columns * 10} ${rows * 10}`, "aria-hidden": "true"},
              grid.element
            )
          )
        );
      }
      of = shape;
      const each = (n: number) => [...Array(n).keys()];
      const scale = extent(
        each(rows).flatMap(r => each(columns).flatMap(c => each(channels).map(f => value(r, c, f))))
      );
      for (const [f, grid] of grids.entries()) grid.show((r, c) => value(r, c, f), scale);
    }
  };
}
