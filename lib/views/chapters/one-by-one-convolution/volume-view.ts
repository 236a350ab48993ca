import {type Volume, volume} from "../../drawing/volume.js";
import {type Child, html, set, svg} from "../../kit/dom.js";
import {pointed} from "../../kit/fingers.js";
import {rich} from "../../kit/labels.js";
import {type Picker, pickable} from "../../kit/pick.js";
import type {State} from "../../kit/state.js";
import type {positionParameters} from "./model/layer.js";

export interface VolumeView {
  readonly element: SVGSVGElement;
  readonly drawn: Volume;
  /** Brings what a screen reader hears up to date. */
  update(): void;
}

/** A volume as a drawing of its own; positions are picked on its front face, channels along its depth. */
export function volumeView({
  shape: [rows, columns, channels],
  size = 22,
  depth,
  position,
  choose,
  style = ""
}: {
  readonly shape: readonly [number, number, number];
  readonly size?: number;
  readonly depth?: number;
  readonly position?: Omit<Picker, "rows" | "columns">;
  readonly choose?: (channel: number) => void;
  /** A class: `weight` for a filter. */
  readonly style?: string;
}): VolumeView {
  const drawn = volume({rows, columns, channels, size, depth});
  const {face} = drawn;
  const area =
    position &&
    svg("rect", {x: face.x, y: face.y, width: face.width, height: face.height, fill: "transparent"});
  const [back, up] = [drawn.width - face.width - 3, face.y - 1];
  const outline = svg("path", {
    class: "outline",
    d: `M${face.x - 1},${face.y - 1}l${back},${-up}h${face.width + 2}v${face.height + 2}l${-back},${up}h${-face.width - 2}z`
  });
  const element = svg(
    "svg",
    {
      viewBox: `-2 -2 ${drawn.width + 4} ${drawn.height + 4}`,
      width: drawn.width + 4,
      class: `volume-view ${style}`
    },
    drawn.element,
    style !== "" && outline,
    area
  );
  set(element, {"aria-hidden": !position && "true"});
  if (choose)
    pointed(element, event => {
      const box = element.getBoundingClientRect();
      const scale = (drawn.width + 4) / box.width;
      const [x, y] = [(event.clientX - box.left) * scale - 2, (event.clientY - box.top) * scale - 2];
      const channel = drawn.channelAt(x, y);
      if (channel !== undefined) choose(channel);
    });
  const update = position && area ? pickable(area, {rows, columns, ...position}) : () => {};
  return {element, drawn, update};
}

/** The position that the figures around the volume share, for a grid of its rows and columns. */
export function positionOf(
  state: State<typeof positionParameters>,
  {label, say}: Pick<Picker, "label" | "say">
): Omit<Picker, "rows" | "columns"> {
  return {
    label,
    at: () => [state.values.row - 1, state.values.column - 1],
    pick: (row, column) => state.set({row: row + 1, column: column + 1}),
    say
  };
}

/** A drawing with its label below. */
export const labelled = (drawing: Element, ...label: readonly Child[]) =>
  html("div.flow-item", drawing, html("p.flow-label", ...label.flatMap(rich)));

/** One product in numbers. */
export const productText = (input: string, weight: string, product: string): (Node | string)[] => [
  html("b.main", input),
  " × ",
  html("b.weight", weight),
  " = ",
  html("b", product)
];
