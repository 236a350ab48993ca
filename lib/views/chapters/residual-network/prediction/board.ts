// What the reader draws on: axes, two curves with handles, and over them what was measured and the lecture's sketch.
import {textAt} from "../../../drawing/text.js";
import {set, svg} from "../../../kit/dom.js";
import {strokes} from "../../../kit/fingers.js";
import {resized} from "../../../kit/resize.js";
import {names} from "../names.js";
import {guessDepths, guessTop} from "../parameters.js";
import {t} from "./texts.js";

export const kinds = ["plain", "residual"] as const;
export type Kind = (typeof kinds)[number];

interface BoardOptions {
  readonly guesses: (kind: Kind) => readonly number[];
  readonly change: (kind: Kind, values: readonly number[]) => void;
  readonly measured: {readonly [kind in Kind]: readonly number[]};
  /** Which curve a stroke draws that begins at no handle, and whether the sketch lies over the curves. */
  readonly settings: () => {readonly guessing: Kind; readonly sketched: boolean};
}

/** Where the board's numbers stand, and which numbers stand at a place. */
type Place = ReturnType<typeof placeOf>;
const height = 340;
const [left, upper, lower] = [46, 34, height - 44];
const rightOf = (width: number) => (width < 560 ? 18 : 166);

function placeOf(width: number) {
  const last = guessDepths.length - 1;
  const inner = width - left - rightOf(width) - 12;
  return {
    width,
    x: (i: number) => left + 12 + (i / last) * inner,
    y: (v: number) => lower - (v / guessTop) * (lower - upper),
    value: (at: number) => ((lower - at) / (lower - upper)) * guessTop,
    index: (at: number) => Math.max(0, Math.min(last, Math.round(((at - left - 12) / inner) * last)))
  };
}

/** The board; `move` brings its curves up to date. */
export function board({guesses, change, measured, settings}: BoardOptions) {
  let place = placeOf(560);
  // The handles stay in the document while they are dragged: a redraw moves them.
  const handles = kinds.map(kind =>
    guessDepths.map((depth, i) =>
      handle(kind, depth, by =>
        change(
          kind,
          guesses(kind).map((v, j) => (j === i ? v + by : v))
        )
      )
    )
  );
  const lines = kinds.map(kind => svg("path", {class: `guess ${kind}`, fill: "none"}));
  const labels = kinds.map(kind =>
    svg(
      "text",
      {class: `guess-label ${kind}`, "text-anchor": "middle", "font-size": 13.5, "font-weight": 600},
      t.yours(names.kinds[kind])
    )
  );
  const frame = svg("g");
  // It tells, and waits until the reader has committed.
  const over = svg("g.telling");
  const area = svg(
    "svg.predict-area.drawable",
    {role: "group", "aria-label": t.title},
    ...[frame, ...lines, over, ...labels, ...handles.flat()]
  );
  const kindAt = (target: EventTarget | null) =>
    kinds.find((_, k) => handles[k].includes(target as SVGCircleElement)) ?? settings().guessing;
  drawn(area, kindAt, (kind, from, to) => {
    const at = ({x, y}: Spot) => ({i: place.index(x), value: place.value(y)});
    change(kind, stroke(guesses(kind), at(from), at(to)));
  });

  /** Moves the reader's curves, and lays the measured ones and the sketch over them when they are wanted. */
  function move() {
    for (const [k, kind] of kinds.entries()) {
      const values = guesses(kind);
      const other = guesses(kinds[1 - k]);
      set(lines[k], {d: path(place, values)});
      // Each label keeps to its own side of the two curves.
      const above = values[2] > other[2] || (values[2] === other[2] && k === 0);
      set(labels[k], {x: place.x(2), y: place.y(values[2]) + (above ? -15 : 25)});
      for (const [i, circle] of handles[k].entries())
        set(circle, {cx: place.x(i), cy: place.y(values[i]), "aria-valuenow": values[i]});
    }
    over.replaceChildren(
      ...(settings().sketched ? sketch(place) : []),
      ...kinds.flatMap(kind => measuredCurve(place, kind, measured[kind]))
    );
  }

  const {element} = resized(
    width => {
      place = placeOf(width);
      set(area, {width, height, viewBox: `0 0 ${width} ${height}`});
      frame.replaceChildren(...axes(place));
      move();
      return area;
    },
    {height}
  );
  return {element, move: () => area.isConnected && move()};
}

const path = (place: Place, values: readonly number[]) =>
  `M${values.map((v, i) => `${place.x(i)},${place.y(v)}`).join("L")}`;

/** A point of a curve, which the arrow keys move. */
function handle(kind: Kind, depth: number, move: (by: number) => void): SVGCircleElement {
  const steps: {readonly [key: string]: number} = {
    ...{ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1},
    ...{PageUp: 10, PageDown: -10, Home: -guessTop, End: guessTop}
  };
  return svg("circle", {
    r: 8,
    class: `handle ${kind}`,
    tabindex: 0,
    role: "slider",
    "aria-label": t.handle(names.kinds[kind], depth),
    "aria-valuemin": 0,
    "aria-valuemax": guessTop,
    keydown: event => {
      const by = steps[(event as KeyboardEvent).key];
      if (by === undefined) return;
      event.preventDefault();
      move(by);
    }
  });
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Tells of a pen that moves over the area: what it draws, from where, to where. */
function drawn(
  area: SVGSVGElement,
  kindAt: (target: EventTarget | null) => Kind,
  draw: (kind: Kind, from: Spot, to: Spot) => void
): void {
  strokes(area, ({target}) => {
    const kind = kindAt(target);
    let from: Spot | undefined;
    return ({clientX, clientY}) => {
      const box = area.getBoundingClientRect();
      const to = {x: clientX - box.left, y: clientY - box.top};
      draw(kind, from ?? to, to);
      from = to;
    };
  });
}

function axes({width, x, y}: Place): SVGElement[] {
  const end = width - rightOf(width);
  const chance = y(200 / 3);
  return [
    ...[0, 25, 50, 75].flatMap(v => [
      svg("path", {d: `M${left},${y(v)}H${end}`, stroke: "var(--line)"}),
      svg("text", textAt(left - 8, y(v) + 4, 13, "end"), v)
    ]),
    svg("path", {d: `M${left},${chance}H${end}`, stroke: "var(--ink-3)", "stroke-dasharray": "2 5"}),
    svg("text", textAt(left + 4, chance - 6, 12.5), t.chance),
    ...guessDepths.map((d, i) => svg("text", textAt(x(i), lower + 20, 13, "middle"), d)),
    svg("text", textAt(end, lower + 38, 13, "end"), `${t.layers} →`),
    svg("text", textAt(4, 16, 13), `↑ ${t.error}`)
  ];
}

function measuredCurve(place: Place, kind: Kind, values: readonly number[]): SVGElement[] {
  const last = guessDepths.length - 1;
  const wide = place.width >= 560;
  return [
    svg("path", {d: path(place, values), class: `measured ${kind}`, fill: "none"}),
    ...values.map((v, i) =>
      svg("circle", {cx: place.x(i), cy: place.y(v), r: 4.5, class: `measured ${kind}`})
    ),
    svg(
      "text",
      {
        x: place.x(last) + (wide ? 14 : 0),
        y: place.y(values[last]) + (wide ? 5 : -12),
        class: `guess-label ${kind}`,
        "text-anchor": wide ? "start" : "end",
        "font-size": 13.5,
        "font-weight": 600
      },
      t.measured(names.kinds[kind])
    )
  ];
}

/** The lecture's sketch: shapes without numbers, placed freely. */
function sketch(place: Place): SVGElement[] {
  const theory = (u: number) => 12 + 40 * Math.exp(-2.4 * u);
  const reality = (u: number) => 16 + 120 * (u - 0.42) ** 2 + 14 * (1 - u);
  const curve = (f: (u: number) => number) => {
    const d = path(
      place,
      guessDepths.map((_, i) => f(i / (guessDepths.length - 1)))
    );
    return svg("path.sketch", {d, fill: "none"});
  };
  const label = (x: number, y: number, anchor: "start" | "end", text: string) =>
    svg("text.sketch-label", {x, y, "text-anchor": anchor, "font-size": 13}, text);
  return [
    curve(theory),
    curve(reality),
    label(place.x(6), place.y(theory(1)) + 18, "end", t.theory),
    label(place.x(5) + 8, place.y(reality(5 / 6)) + 16, "start", t.reality)
  ];
}

interface Mark {
  readonly i: number;
  readonly value: number;
}

/** A curve after a stroke of the pen: a quick one passes several depths between two events, and is straight there. */
function stroke(values: readonly number[], from: Mark, to: Mark): number[] {
  const [low, high] = [Math.min(from.i, to.i), Math.max(from.i, to.i)];
  return values.map((v, i) => {
    if (i === to.i) return to.value;
    if (i < low || i > high || i === from.i) return v;
    return from.value + ((to.value - from.value) * (i - from.i)) / (to.i - from.i);
  });
}
