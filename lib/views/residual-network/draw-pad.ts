// A square to draw a digit in, with the pointer or a finger; or, from the keyboard, to ask for one.
import {drawn, glyphSize, type Point, strokesOf, wobble} from "../../experiments/glyphs.js";
import {random} from "../../tensor/random.js";
import {button} from "../controls.js";
import {html, set, svg} from "../dom.js";
import {texts} from "../texts.js";

const t = texts({
  en: {
    pad: "A square to draw a digit in",
    clear: "Clear",
    write: "or let one be written:",
    digit: (d: number) => `Write a ${d}, a little differently each time`
  },
  zh: {pad: "写数字的方格", clear: "清除", write: "或者让它写一个：", digit: d => `写一个 ${d}，每次略有不同`}
});

export interface DrawPad {
  readonly element: HTMLElement;
  /** What is drawn, as the networks see it: 8×8 grey values. */
  pixels(): Float32Array;
}

/** Calls back with each change. It begins with a digit, so that there is something to see. */
export function drawPad(begin: number, changed: () => void): DrawPad {
  let strokes: Point[][] = [];
  let draws = 0;
  const lines = svg("g", {});
  const area = svg("svg", {viewBox: "0 0 1 1", class: "draw-pad", role: "img", "aria-label": t.pad}, lines);
  const show = () => {
    lines.replaceChildren(
      ...strokes.map(stroke =>
        svg("path", {
          d: `M${[stroke[0], ...stroke].map(([x, y]) => `${x.toFixed(3)},${y.toFixed(3)}`).join("L")}`
        })
      )
    );
    changed();
  };
  const at = (event: PointerEvent): Point => {
    const box = area.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  let drawing = false;
  // A new drawing begins when the old one has been let be for a while: digits such as 4 need two strokes.
  let lifted = Number.NEGATIVE_INFINITY;
  set(area, {
    pointerdown: (event => {
      drawing = true;
      area.setPointerCapture((event as PointerEvent).pointerId);
      if (event.timeStamp - lifted > 1500) strokes = [];
      strokes = [...strokes, [at(event as PointerEvent)]];
      show();
    }) as EventListener,
    pointermove: (event => {
      if (!drawing) return;
      strokes[strokes.length - 1].push(at(event as PointerEvent));
      show();
    }) as EventListener,
    pointerup: (event => {
      drawing = false;
      lifted = event.timeStamp;
    }) as EventListener
  });
  const write = (digit: number, jitter: number) => {
    const warp = wobble(jitter, random(++draws));
    strokes = strokesOf(digit).map(stroke => stroke.map(warp));
    lifted = Number.NEGATIVE_INFINITY;
    show();
  };
  const element = html(
    "div",
    {class: "drawing"},
    area,
    html(
      "div",
      {class: "digits"},
      button(t.clear, () => {
        strokes = [];
        show();
      }),
      html("span", {}, t.write),
      ...Array.from({length: 10}, (_, d) =>
        button(String(d), () => write(d, 0.6), {"aria-label": t.digit(d)})
      )
    )
  );
  queueMicrotask(() => write(begin, 0.5));
  return {element, pixels: () => (strokes.length ? drawn(strokes) : new Float32Array(glyphSize ** 2))};
}
