import {count as costs, type Layer, plan} from "../../../../graph/index.js";
import {figure} from "../../../figure/figure.js";
import {timeInTurns} from "../../../figure/timing.js";
import {button, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {count, significant} from "../../../kit/numbers.js";
import {whenSeen} from "../../../kit/resize.js";
import type {State} from "../../../kit/state.js";
import {box} from "../box.js";
import {features, seen} from "../model/features.js";
import type {bottleneckParameters} from "../parameters.js";
import {t} from "./texts.js";

const input = [1, 28, 28, 192] as const;
type Volume = [number, number, number];

/** The two ways from 28×28×192 to 28×28×32, both counted, computed and timed. */
export function bottleneckLayer(
  state: State<typeof bottleneckParameters>,
  {direct, narrow}: {readonly direct: Layer; readonly narrow: (channels: number) => Layer}
): HTMLElement {
  const scale = {unit: 2.4, depth: 0.42};
  const data = features(input.slice(1));
  const straight = plan(direct, {input});
  let visible = false;
  let changes = 0;
  let timed = "";
  let clock: readonly number[] = [];
  const counts = () => [direct, narrow(state.values.neck)].map(model => costs(model, input).multiplyAdds);

  /** A way: the volumes that it goes through. */
  function way(name: string, steps: readonly string[]) {
    const boxes = [input, ...steps].map(() => box(scale));
    const labels = boxes.map(() => html("p.flow-label"));
    const element = html(
      "div.way-row",
      html("h4", name),
      html(
        "div.flow",
        ...boxes
          .flatMap((b, i) => [
            i > 0 && html("span.operator", html("small", steps[i - 1]), "→"),
            html("div.flow-item", b.element, labels[i])
          ])
          .filter(child => child !== false)
      )
    );
    return {
      element,
      /** The shapes that the costs tell of, still blank. */
      shape({steps}: ReturnType<typeof costs>) {
        const shapes = steps.filter(({operation}) => operation === "relu").map(({shape}) => shape);
        shapes.forEach((shape, i) => {
          boxes[i + 1].show(shape.slice(1) as Volume);
          labels[i + 1].textContent = shape.slice(1).join("×");
        });
      },
      show(p: typeof straight) {
        const volumes = [
          p.input,
          ...p.steps.filter(({operation}) => operation === "relu").map(({output}) => p.value(output))
        ];
        volumes.forEach((x, i) => {
          boxes[i].show(x.shape.slice(1) as Volume, seen(x));
          labels[i].textContent = x.shape.slice(1).join("×");
        });
      }
    };
  }

  const ways = [way(t.direct, ["5×5"]), way(t.narrow, ["1×1", "5×5"])];

  /** Two bars on one scale, and what their ratio is. */
  function bars(title: string) {
    const rows = [t.direct, t.narrow].map(name => {
      const bar = html("span.bar");
      const number = html("span.num");
      const element = html("div.bar-row", html("span.bar-name", name), html("span.bar-track", bar), number);
      return {bar, number, element};
    });
    const ratio = html("p.ratio");
    return {
      element: html("div.two-bars", html("h4", title), ...rows.map(r => r.element), ratio),
      show(values: readonly number[], format: (value: number) => string, said: string) {
        const greatest = Math.max(...values, 0);
        rows.forEach(({bar, number}, i) => {
          bar.style.width = greatest ? `${(100 * values[i]) / greatest}%` : "0";
          number.textContent = greatest ? format(values[i]) : "…";
        });
        ratio.textContent = said;
      }
    };
  }

  const counted = bars(t.multiplications);
  const clocked = bars(t.time);
  const again = button(t.again, () => measure(++changes));

  straight.feed(data);
  straight.forward();
  ways[0].show(straight);

  state.follow(
    ({neck}) => {
      const own = ++changes;
      const numbers = counts();
      counted.show(numbers, count, t.counts(significant(numbers[0] / numbers[1])));
      clocked.show([0, 0], String, "");
      timed = "";
      clock = [];
      ways[1].shape(costs(narrow(neck), input));
      // Shapes and counts follow the slider at once; the large sums follow when it rests.
      setTimeout(() => {
        if (own !== changes) return;
        compute(neck);
        if (visible) measure(own);
      }, 120);
    },
    ["neck"]
  );

  function compute(neck: number) {
    const squeezed = plan(narrow(neck), {input});
    squeezed.feed(data);
    squeezed.forward();
    ways[1].show(squeezed);
  }

  async function measure(own: number) {
    clocked.show([0, 0], String, t.waiting);
    // As it is used: what comes before ReLU is not kept.
    const plans = [direct, narrow(state.values.neck)].map(model => plan(model, {input, keep: "parameters"}));
    for (const p of plans) p.feed(data);
    const times = await timeInTurns(
      plans.map(p => () => p.forward()),
      {cancelled: () => own !== changes}
    );
    if (!times) return;
    timed = t.times(significant(times[0] / times[1]));
    clock = times;
    clocked.show(times, ms => t.ms(significant(ms)), timed);
  }

  const element = figure({
    id: "bottleneck-figure",
    title: t.title,
    state,
    parameters: ["neck"],
    controls: [slider(state, "neck", t.neck), again],
    body: html(
      "div.bottleneck",
      html("div.routes", ...ways.map(w => w.element)),
      html("div.bar-pair", counted.element, clocked.element)
    ),
    caption: t.caption,
    describe({neck}) {
      const [a, b] = counts();
      return t.describe(neck, count(a), count(b), significant(a / b), timed);
    },
    data: () =>
      counts().map((multiplications, i) => ({
        way: i ? `5×5 after a 1×1 of ${state.values.neck}` : "5×5",
        multiplications,
        "time in ms": clock[i] ?? ""
      }))
  });
  whenSeen(element, () => {
    if (visible) return;
    visible = true;
    measure(changes);
  });
  return element;
}
