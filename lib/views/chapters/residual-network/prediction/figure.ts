// The reader draws the training error that they expect, and then sees what was measured.
import {choice, namesOf, numbers, toggle} from "../../../../lesson/parameters.js";
import {allDepths} from "../../../../lesson/runs/degradation.js";
import {figure} from "../../../figure/figure.js";
import {checkbox, options} from "../../../kit/controls.js";
import {html, set, svg} from "../../../kit/dom.js";
import {fixed} from "../../../kit/numbers.js";
import {resized} from "../../../kit/resize.js";
import type {State} from "../../../kit/state.js";
import type {StoredSweep} from "../degradation-experiment/figure.js";
import {summarise, type Trained} from "../model/sweep-summary.js";
import {names} from "../names.js";
import {t} from "./texts.js";

const depths = allDepths.slice(0, 7);
const kinds = ["plain", "residual"] as const;
type Kind = (typeof kinds)[number];
const top = 75;

const guess = (value: number) =>
  numbers({length: depths.length, min: 0, max: top, value: depths.map(() => value)});

/** Parameters of this figure: the reader's curves travel in the link too. */
export const predictParameters = {
  guessPlain: guess(42),
  guessResidual: guess(34),
  guessing: choice(["plain", "residual"], "plain"),
  revealed: toggle(false),
  sketched: toggle(false)
};

export function predict(state: State<typeof predictParameters>, {results}: StoredSweep): HTMLElement {
  const own = namesOf(predictParameters);
  const trained = results.filter((r): r is typeof r & Trained => r.result !== undefined);
  const found = {
    plain: summarise(trained, "plain").map(s => s.median),
    residual: summarise(trained, "zero-gamma").map(s => s.median)
  };
  const name = (kind: Kind) => (kind === "plain" ? "guessPlain" : "guessResidual");
  const guesses = (kind: Kind): readonly number[] => state.values[name(kind)];
  const change = (kind: Kind, values: readonly number[]) => {
    const next = values.map(v => Math.round(Math.max(0, Math.min(top, v))));
    state.at(name(kind)).set(next);
  };

  // The handles stay in the document while they are dragged: a redraw moves them.
  let place = {x: (_: number) => 0, y: (_: number) => 0, value: (_: number) => 0, index: (_: number) => 0};
  const handles = kinds.map(kind =>
    depths.map((depth, i) =>
      set(
        svg("circle", {
          r: 8,
          class: `handle ${kind}`,
          tabindex: 0,
          role: "slider",
          "aria-label": t.handle(names.kinds[kind], depth),
          "aria-valuemin": 0,
          "aria-valuemax": top
        }),
        {
          keydown: event => {
            const {key} = event as KeyboardEvent;
            const move = {
              ...{ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1},
              ...{PageUp: 10, PageDown: -10, Home: -top, End: top}
            }[key];
            if (move === undefined) return;
            event.preventDefault();
            change(
              kind,
              guesses(kind).map((v, j) => (j === i ? v + move : v))
            );
          }
        }
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
  const frame = svg("g", {});
  const over = svg("g", {});
  const area = svg(
    "svg",
    {class: "predict-area", role: "group", "aria-label": t.title},
    frame,
    ...lines,
    over,
    ...labels,
    ...handles.flat()
  );

  let drawing: Kind | undefined;
  let from: {i: number; value: number} | undefined;
  const follow = (event: PointerEvent) => {
    if (!drawing) return;
    const box = area.getBoundingClientRect();
    const to = {i: place.index(event.clientX - box.left), value: place.value(event.clientY - box.top)};
    change(drawing, stroke(guesses(drawing), from ?? to, to));
    from = to;
  };
  set(area, {
    pointerdown: (event => {
      const target = event.target as Element;
      drawing =
        kinds.find((_, k) => handles[k].includes(target as SVGCircleElement)) ?? state.values.guessing;
      area.setPointerCapture((event as PointerEvent).pointerId);
      from = undefined;
      follow(event as PointerEvent);
    }) as EventListener,
    pointermove: follow as unknown as EventListener,
    pointerup: () => {
      drawing = undefined;
    },
    pointercancel: () => {
      drawing = undefined;
    }
  });

  const board = resized(
    width => {
      lay(width);
      return area;
    },
    {height: 340}
  );

  /** Places axes, curves and handles for this width. */
  function lay(width: number) {
    const height = 340;
    const [left, right, upper, lower] = [46, width < 560 ? 18 : 166, 34, height - 44];
    const x = (i: number) => left + 12 + (i / (depths.length - 1)) * (width - left - right - 12);
    const y = (v: number) => lower - (v / top) * (lower - upper);
    place = {
      x,
      y,
      value: at => ((lower - at) / (lower - upper)) * top,
      index: at =>
        Math.max(
          0,
          Math.min(
            depths.length - 1,
            Math.round(((at - left - 12) / (width - left - right - 12)) * (depths.length - 1))
          )
        )
    };
    set(area, {width, height, viewBox: `0 0 ${width} ${height}`});
    frame.replaceChildren(
      ...[0, 25, 50, 75].flatMap(v => [
        svg("path", {d: `M${left},${y(v)}H${width - right}`, stroke: "var(--line)"}),
        svg("text", {x: left - 8, y: y(v) + 4, "text-anchor": "end", "font-size": 13}, v)
      ]),
      svg("path", {
        d: `M${left},${y(200 / 3)}H${width - right}`,
        stroke: "var(--ink-3)",
        "stroke-dasharray": "2 5"
      }),
      svg("text", {x: left + 4, y: y(200 / 3) - 6, "font-size": 12.5}, t.chance),
      ...depths.map((d, i) =>
        svg("text", {x: x(i), y: lower + 20, "text-anchor": "middle", "font-size": 13}, d)
      ),
      svg("text", {x: width - right, y: lower + 38, "text-anchor": "end", "font-size": 13}, `${t.layers} →`),
      svg("text", {x: 4, y: 16, "font-size": 13}, `↑ ${t.error}`)
    );
    move();
  }

  const path = (values: readonly number[]) =>
    `M${values.map((v, i) => `${place.x(i)},${place.y(v)}`).join("L")}`;

  /** Moves the reader's curves, and lays the measured ones and the sketch over them when they are wanted. */
  function move() {
    for (const [k, kind] of kinds.entries()) {
      const own = guesses(kind);
      set(lines[k], {d: path(own)});
      // Each label keeps to its own side of the two curves.
      const above = own[2] > guesses(kinds[1 - k])[2] || (own[2] === guesses(kinds[1 - k])[2] && k === 0);
      set(labels[k], {x: place.x(2), y: place.y(own[2]) + (above ? -15 : 25)});
      for (const [i, handle] of handles[k].entries())
        set(handle, {cx: place.x(i), cy: place.y(own[i]), "aria-valuenow": own[i]});
    }
    const {revealed, sketched} = state.values;
    area.classList.toggle("revealed", revealed);
    over.replaceChildren(
      ...(sketched ? sketch() : []),
      ...(revealed
        ? kinds.flatMap(kind => {
            const values = found[kind];
            const last = depths.length - 1;
            return [
              svg("path", {d: path(values), class: `measured ${kind}`, fill: "none"}),
              ...values.map((v, i) =>
                svg("circle", {cx: place.x(i), cy: place.y(v), r: 4.5, class: `measured ${kind}`})
              ),
              svg(
                "text",
                {
                  x: place.x(last) + (wide() ? 14 : 0),
                  y: place.y(values[last]) + (wide() ? 5 : -12),
                  class: `guess-label ${kind}`,
                  "text-anchor": wide() ? "start" : "end",
                  "font-size": 13.5,
                  "font-weight": 600
                },
                t.measured(names.kinds[kind])
              )
            ];
          })
        : [])
    );
  }

  const wide = () => area.clientWidth >= 560 || Number(area.getAttribute("width")) >= 560;

  /** The lecture's sketch: shapes without numbers, placed freely. */
  function sketch(): SVGElement[] {
    const curve = (f: (u: number) => number) => path(depths.map((_, i) => f(i / (depths.length - 1))));
    const theory = (u: number) => 12 + 40 * Math.exp(-2.4 * u);
    const reality = (u: number) => 16 + 120 * (u - 0.42) ** 2 + 14 * (1 - u);
    return [
      svg("path", {d: curve(theory), class: "sketch", fill: "none"}),
      svg("path", {d: curve(reality), class: "sketch", fill: "none"}),
      svg(
        "text",
        {
          x: place.x(6),
          y: place.y(theory(1)) + 18,
          "text-anchor": "end",
          "font-size": 13,
          class: "sketch-label"
        },
        t.theory
      ),
      svg(
        "text",
        {
          x: place.x(5) + 8,
          y: place.y(reality(5 / 6)) + 16,
          "text-anchor": "start",
          "font-size": 13,
          class: "sketch-label"
        },
        t.reality
      )
    ];
  }

  const listed = (values: readonly number[]) =>
    depths.map((d, i) => `${d} → ${fixed(values[i], 0)} %`).join(names.comma);
  const result = html("ul", {class: "guess-results"});

  const element = figure({
    id: "prediction",
    title: t.title,
    state,
    parameters: own,
    controls: [
      options(state, "guessing", t.draw, names.kinds),
      checkbox(state, "sketched", t.sketch),
      checkbox(state, "revealed", t.reveal)
    ],
    body: html("div", {}, board.element, result),
    caption: t.caption,
    describe: () =>
      t.describe(
        listed(guesses("plain")),
        listed(guesses("residual")),
        state.values.revealed ? t.found(listed(found.plain), listed(found.residual)) : t.hidden
      ),
    data: () =>
      kinds.flatMap(network =>
        depths.map((layers, i) => ({
          network,
          layers,
          "expected error in %": guesses(network)[i],
          // What is covered stays covered.
          "measured error in %": state.values.revealed ? found[network][i] : ""
        }))
      )
  });
  state.follow(() => {
    if (area.isConnected) move();
    result.replaceChildren(
      ...(state.values.revealed
        ? kinds.map(kind =>
            html(
              "li",
              {},
              html("b", {}, names.kinds[kind]),
              names.colon,
              [3, 5, 6]
                .map(i => t.at(depths[i], fixed(guesses(kind)[i], 0), fixed(found[kind][i], 1)))
                .join(names.semicolon)
            )
          )
        : [])
    );
  }, own);
  return element;
}

/** A curve after a stroke of the pen: a quick one passes several depths between two events, and is straight there. */
function stroke(
  values: readonly number[],
  from: {readonly i: number; readonly value: number},
  to: {readonly i: number; readonly value: number}
): number[] {
  const [low, high] = [Math.min(from.i, to.i), Math.max(from.i, to.i)];
  return values.map((v, i) => {
    if (i === to.i) return to.value;
    if (i < low || i > high || i === from.i) return v;
    return from.value + ((to.value - from.value) * (i - from.i)) / (to.i - from.i);
  });
}
