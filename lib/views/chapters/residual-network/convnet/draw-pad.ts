// A square to draw a digit in, with the pointer, a finger or the arrow keys; or to ask for one.
import {type Point, type Stroke, strokesOf, wobble} from "../../../../experiments/glyphs.js";
import {random} from "../../../../tensor/random.js";
import {button} from "../../../kit/controls.js";
import {html, set, svg} from "../../../kit/dom.js";
import {placeOver} from "../../../kit/pick.js";
import {texts} from "../../../kit/texts.js";

const t = texts({
  en: {
    pad: "A square to draw a digit in. Arrow keys move the pen, Space sets it down and lifts it, Delete clears.",
    clear: "Clear",
    write: "or let one be written:",
    digit: (d: number) => `Write a ${d}, a little differently each time`
  },
  zh: {
    pad: "写数字的方格。方向键移动笔，空格键落笔、提笔，Delete 键清除。",
    clear: "清除",
    write: "或者让它写一个：",
    digit: d => `写一个 ${d}，每次略有不同`
  }
});

/** How far the keys of the keyboard move the pen: right, and down. */
const steps: {readonly [key: string]: Point} = {
  ArrowRight: [0.05, 0],
  ArrowLeft: [-0.05, 0],
  ArrowDown: [0, 0.05],
  ArrowUp: [0, -0.05]
};

/** Calls back with each change. It begins with a digit, so that there is something to see. */
export function drawPad(begin: number, changed: () => void) {
  let strokes: Point[][] = [];
  let draws = 0;
  const lines = svg("g");
  const pen = svg("circle.pen", {r: 0.05});
  const area = svg(
    "svg.draw-pad",
    {viewBox: "0 0 1 1", role: "application", tabindex: 0, "aria-label": t.pad},
    lines,
    pen
  );
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
  const at = (event: Event) => placeOver(area, event as PointerEvent);
  const clear = () => {
    strokes = [];
    show();
  };

  // The pen of the keyboard: where it is, whether it is down, and whether what stands there was drawn with it.
  let place: Point = [0.5, 0.2];
  let down = false;
  let byKeys = false;
  const movePen = () => {
    set(pen, {cx: place[0], cy: place[1]});
    pen.classList.toggle("down", down);
  };
  const press = (key: string): boolean => {
    const [right, below] = steps[key] ?? [0, 0];
    if (key === " ") {
      down = !down;
      if (down) strokes = [...(byKeys ? strokes : []), [place]];
      byKeys = true;
    } else if (key === "Delete" || key === "Backspace") {
      down = false;
      strokes = [];
    } else if (right || below) {
      const within = (v: number) => Math.min(0.95, Math.max(0.05, v));
      place = [within(place[0] + right), within(place[1] + below)];
      if (down) strokes[strokes.length - 1].push(place);
    } else return false;
    movePen();
    show();
    return true;
  };
  movePen();

  let drawing = false;
  // A new drawing begins when the old one has been let be for a while: digits such as 4 need two strokes.
  let lifted = Number.NEGATIVE_INFINITY;
  set(area, {
    pointerdown: (event => {
      drawing = true;
      byKeys = down = false;
      area.setPointerCapture((event as PointerEvent).pointerId);
      if (event.timeStamp - lifted > 1500) strokes = [];
      strokes = [...strokes, [at(event)]];
      show();
    }) as EventListener,
    pointermove: (event => {
      if (!drawing) return;
      strokes[strokes.length - 1].push(at(event));
      show();
    }) as EventListener,
    pointerup: (event => {
      drawing = false;
      lifted = event.timeStamp;
    }) as EventListener,
    pointercancel: () => {
      drawing = false;
    },
    keydown: (event => {
      const {key, ctrlKey, metaKey, altKey} = event as KeyboardEvent;
      if (!ctrlKey && !metaKey && !altKey && press(key)) event.preventDefault();
    }) as EventListener,
    blur: () => {
      down = false;
      movePen();
    }
  });
  const write = (digit: number, jitter: number) => {
    const warp = wobble(jitter, random(++draws));
    byKeys = down = false;
    strokes = strokesOf(digit).map(stroke => stroke.map(warp));
    lifted = Number.NEGATIVE_INFINITY;
    show();
  };
  const element = html(
    "div.drawing",
    area,
    digitButtons(clear, digit => write(digit, 0.6))
  );
  queueMicrotask(() => write(begin, 0.5));
  return {element, strokes: (): readonly Stroke[] => strokes};
}

const digitButtons = (clear: () => void, write: (digit: number) => void) =>
  html(
    "div.digits",
    {role: "group", "aria-label": t.write},
    button(t.clear, clear),
    html("span", t.write),
    ...Array.from({length: 10}, (_, digit) =>
      button(String(digit), () => write(digit), {"aria-label": t.digit(digit)})
    )
  );
