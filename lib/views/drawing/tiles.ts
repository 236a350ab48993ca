import {set, svg} from "../kit/dom.js";

/** Lays a tile, which is a path, of a colour; hollow without one. */
export type Lay = (tile: string, colour: string) => void;

/**
 * Coloured tiles: one path for each colour. There may be a thousand of them, whose colours change at one move, and a
 * browser takes its time for each element that changes.
 */
export function tiles(): {readonly element: SVGGElement; show(laying: (lay: Lay) => void): void} {
  const element = svg("g");
  const paths = new Map<string, SVGPathElement>();
  return {
    element,
    show(laying) {
      const laid = new Map<string, string>();
      laying((tile, colour) => laid.set(colour, (laid.get(colour) ?? "") + tile));
      for (const [colour, path] of paths) if (!laid.has(colour)) set(path, {d: null});
      for (const [colour, d] of laid) {
        const path =
          paths.get(colour) ??
          element.appendChild(colour ? svg("path", {style: `fill:${colour}`}) : svg("path.hollow"));
        paths.set(colour, set(path, {d}));
      }
    }
  };
}

/** A rectangle with round corners as a tile. */
export function rounded(
  {
    x,
    y,
    width,
    height
  }: {readonly x: number; readonly y: number; readonly width: number; readonly height: number},
  r: number
): string {
  const arc = (right: number, down: number) => `a${r},${r} 0 0 1 ${right * r},${down * r}`;
  const [w, h] = [width - 2 * r, height - 2 * r];
  return `M${x + r},${y}h${w}${arc(1, 1)}v${h}${arc(-1, 1)}h${-w}${arc(-1, -1)}v${-h}${arc(1, -1)}z`;
}
