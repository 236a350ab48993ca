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

/** What stands on the pad. */
interface Drawing {
  strokes: Point[][];
}

/** Calls back with each change. It begins with a digit, so that there is something to see. */
export function drawPad(begin: number, changed: () => void) {
  const drawing: Drawing = {strokes: []};
  let draws = 0;
  const lines = svg("g");
  const pen = keyboardPen(drawing);
  const area = svg(
    "svg.draw-pad",
    {viewBox: "0 0 1 1", role: "application", tabindex: 0, "aria-label": t.pad},
    lines,
    pen.element
  );
  const show = () => {
    lines.replaceChildren(...drawing.strokes.map(lineOf));
    changed();
  };
  const at = (event: Event) => placeOver(area, event as PointerEvent);

  let pressed = false;
  // A new drawing begins when the old one has been let be for a while: digits such as 4 need two strokes.
  let lifted = Number.NEGATIVE_INFINITY;
  set(area, {
    pointerdown: (event => {
      pressed = true;
      pen.leave();
      area.setPointerCapture((event as PointerEvent).pointerId);
      const before = event.timeStamp - lifted > 1500 ? [] : drawing.strokes;
      drawing.strokes = [...before, [at(event)]];
      show();
    }) as EventListener,
    pointermove: (event => {
      if (!pressed) return;
      drawing.strokes.at(-1)!.push(at(event));
      show();
    }) as EventListener,
    pointerup: (event => {
      pressed = false;
      lifted = event.timeStamp;
    }) as EventListener,
    pointercancel: () => {
      pressed = false;
    },
    keydown: (event => {
      const {key, ctrlKey, metaKey, altKey} = event as KeyboardEvent;
      if (ctrlKey || metaKey || altKey || !pen.press(key)) return;
      event.preventDefault();
      show();
    }) as EventListener,
    blur: pen.lift
  });
  const clear = () => {
    drawing.strokes = [];
    show();
  };
  const write = (digit: number, jitter: number) => {
    const warp = wobble(jitter, random(++draws));
    pen.leave();
    drawing.strokes = strokesOf(digit).map(stroke => stroke.map(warp));
    lifted = Number.NEGATIVE_INFINITY;
    show();
  };
  const element = html(
    "div.drawing",
    area,
    digitButtons(clear, digit => write(digit, 0.6))
  );
  queueMicrotask(() => write(begin, 0.5));
  return {element, strokes: (): readonly Stroke[] => drawing.strokes};
}

const lineOf = (stroke: Stroke) =>
  svg("path", {
    d: `M${[stroke[0], ...stroke].map(([x, y]) => `${x.toFixed(3)},${y.toFixed(3)}`).join("L")}`
  });

/** The pen of the keyboard, which arrow keys move, and Space sets down and lifts. */
function keyboardPen(drawing: Drawing) {
  let place: Point = [0.5, 0.2];
  let down = false;
  // Whether it drew what stands there: then it adds to it.
  let drew = false;
  const element = svg("circle.pen", {r: 0.05});
  const show = () => {
    set(element, {cx: place[0], cy: place[1]});
    element.classList.toggle("down", down);
  };
  const lift = () => {
    down = false;
    show();
  };
  show();
  return {
    element,
    lift,
    /** Something else draws. */
    leave() {
      drew = false;
      lift();
    },
    /** Does what a key says; false if it says nothing. */
    press(key: string): boolean {
      const [right, below] = steps[key] ?? [0, 0];
      if (key === " ") {
        down = !down;
        if (down) drawing.strokes = [...(drew ? drawing.strokes : []), [place]];
        drew = true;
      } else if (key === "Delete" || key === "Backspace") {
        down = false;
        drawing.strokes = [];
      } else if (right || below) {
        const within = (v: number) => Math.min(0.95, Math.max(0.05, v));
        place = [within(place[0] + right), within(place[1] + below)];
        if (down) drawing.strokes.at(-1)!.push(place);
      } else return false;
      show();
      return true;
    }
  };
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
