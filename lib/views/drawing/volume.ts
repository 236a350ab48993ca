import {diverging} from "../kit/colour.js";
import {set, svg} from "../kit/dom.js";
import {rounded, tiles} from "./tiles.js";

export interface Volume {
  readonly element: SVGGElement;
  /** The size of the whole drawing, and where its front face begins and how large it is. */
  readonly width: number;
  readonly height: number;
  readonly face: {readonly x: number; readonly y: number; readonly width: number; readonly height: number};
  /** Colours it: `front` is the channel that the front face shows. */
  show(value: (row: number, column: number, channel: number) => number, scale: number, front: number): void;
  /** Frames a position on the front face, or none; and a channel where the side faces show its edge. */
  mark(row?: number, column?: number, channel?: number): void;
  /** The channel whose edge is shown at a place in the drawing. */
  channelAt(x: number, y: number): number | undefined;
}

/**
 * A volume of rows × columns × channels in oblique view: the front face shows one channel, the top and right faces show
 * the edges of all of them, one behind the other, so that its depth can be seen and counted.
 */
export function volume({
  rows,
  columns,
  channels,
  size = 24,
  depth = Math.min(6, 77 / channels)
}: {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  /** A cell's size in pixels. */
  readonly size?: number;
  /** How far a channel stands behind the next, in pixels: where several volumes are drawn to one scale. */
  readonly depth?: number;
}): Volume {
  const dx = depth;
  const dy = -0.9 * dx;
  const back = channels - 1;
  const [x0, y0] = [1, 1 - back * dy];
  const ground = tiles();
  const parts: {
    readonly tile: string;
    readonly row: number;
    readonly column: number;
    readonly channel: number;
  }[] = [];
  const add = (tile: string, row: number, column: number, channel: number) =>
    parts.push({tile, row, column, channel});
  for (let k = back; k > 0; k--) {
    const [x, y] = [x0 + k * dx, y0 + k * dy];
    for (let c = 0; c < columns; c++)
      add(`M${x + c * size},${y}l${-dx},${-dy}h${size - 1}l${dx},${dy}z`, 0, c, k);
    for (let r = 0; r < rows; r++)
      add(
        `M${x + columns * size - 1},${y + r * size}l${-dx},${-dy}v${size - 1}l${dx},${dy}z`,
        r,
        columns - 1,
        k
      );
  }
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      add(
        rounded(
          {x: x0 + c * size, y: y0 + r * size, width: size - 1, height: size - 1},
          Math.min(3, size / 9)
        ),
        r,
        c,
        -1
      );
  const frame = svg("rect.frame", {width: size + 2, height: size + 2, rx: 4, fill: "none"});
  const edge = svg("path.frame", {fill: "none"});
  const element = svg("g.volume", ground.element, edge, frame);
  return {
    element,
    width: columns * size + back * dx + 3,
    height: rows * size - back * dy + 3,
    face: {x: x0, y: y0, width: columns * size - 1, height: rows * size - 1},
    show(value, scale, front) {
      ground.show(lay => {
        for (const {tile, row, column, channel} of parts)
          lay(tile, diverging(value(row, column, channel < 0 ? front : channel), scale));
      });
    },
    mark(row, column, channel) {
      if (row === undefined || column === undefined) set(frame, {visibility: "hidden"});
      else set(frame, {visibility: null, x: x0 + column * size - 1.5, y: y0 + row * size - 1.5});
      const [x, y] = [x0 + (channel ?? 0) * dx, y0 + (channel ?? 0) * dy];
      set(edge, {d: channel ? `M${x},${y}h${columns * size - 1}v${rows * size - 1}` : null});
    },
    channelAt(x, y) {
      const [right, low] = [x0 + columns * size - 1, y0 + rows * size - 1];
      const k = Math.ceil(Math.max((x - right) / dx, (y - y0) / dy));
      return k > 0 && k <= back && x >= x0 + (k - 1) * dx && y <= low + (k - 1) * dy ? k : undefined;
    }
  };
}
