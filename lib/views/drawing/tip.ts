// What stands at the point of a chart that is nearest to the pointer.
import {set, svg} from "../kit/dom.js";

interface Known {
  /** Where it stands, in pixels of the drawing. */
  readonly x: number;
  readonly y: number;
  /** What is said of it, in lines. */
  readonly text: string;
}

export interface Tip {
  readonly element: SVGGElement;
  listen(drawing: SVGSVGElement): void;
  /** What can be pointed at from now on, asked for when somebody points, in a drawing of this width. */
  show(known: () => readonly Known[], width: number): void;
  /** Where an event is in the drawing. */
  place(event: MouseEvent): readonly [x: number, y: number];
}

const [padding, lineHeight, near] = [8, 13, 40];

export function tip(): Tip {
  const box = svg("path", {style: "filter: drop-shadow(0 3px 4px rgba(0,0,0,0.2))"});
  const words = svg("text", {fill: "currentColor", stroke: "none"});
  const element = svg(
    "g",
    {
      fill: "var(--card)",
      stroke: "var(--line-2)",
      "pointer-events": "none",
      "text-anchor": "start",
      visibility: "hidden"
    },
    box,
    words
  );
  let known: () => readonly Known[] = () => [];
  let points: readonly Known[] | undefined;
  let width = 0;
  let root: SVGSVGElement;

  function place({clientX, clientY}: MouseEvent) {
    const {left, top, width: wide} = root.getBoundingClientRect();
    const scale = width / wide;
    return [(clientX - left) * scale, (clientY - top) * scale] as const;
  }

  function hide() {
    set(element, {visibility: "hidden"});
    words.replaceChildren();
  }

  function point(event: PointerEvent) {
    const [x, y] = place(event);
    points ??= known();
    let nearest: Known | undefined;
    let least = near;
    for (const p of points) {
      const far = Math.hypot(p.x - x, p.y - y);
      if (far < least) [nearest, least] = [p, far];
    }
    if (!nearest) return hide();
    words.replaceChildren(
      ...nearest.text.split("\n").map((line, i) => svg("tspan", {x: 0, dy: i && lineHeight}, line))
    );
    set(element, {visibility: null, transform: `translate(${nearest.x + 0.5},${nearest.y + 0.5})`});
    const wide = words.getBBox().width + 2 * padding;
    const tall = words.childElementCount * lineHeight + 2 * padding + 2;
    // Above the point where there is room, and within the drawing.
    const up = nearest.y > tall + 6 ? -1 : 1;
    const from = Math.max(0, Math.min(width - wide, nearest.x - wide / 2)) - nearest.x;
    const tail = Math.max(0, Math.min(6, -from, from + wide));
    set(box, {
      d: `M0,0L${tail},${6 * up}H${from + wide}v${tall * up}H${from}v${-tall * up}H${-tail}z`
    });
    const first = (up < 0 ? -6 - tall : 6) + padding + lineHeight - 2;
    for (const line of words.children) set(line, {x: from + padding});
    set(words, {y: first});
  }

  return {
    element,
    place,
    listen(drawing) {
      root = drawing;
      for (const name of ["pointermove", "pointerdown"] as const) root.addEventListener(name, point);
      root.addEventListener("pointerleave", hide);
    },
    show(next, of) {
      [known, points, width] = [next, undefined, of];
      hide();
    }
  };
}
