import {type Count, count as costs, type Layer, type Plan, plan} from "../../../../graph/index.js";
import {count, significant} from "../../../../lesson/numbers.js";
import type {Shape, Tensor} from "../../../../tensor/index.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {only} from "../../../figure/networks.js";
import {prediction} from "../../../figure/prediction.js";
import {button, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {box} from "../box.js";
import {features} from "../model/features.js";
import type {bottleneckParameters} from "../parameters.js";
import {rested} from "../rested.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

const input = [1, 28, 28, 192] as const;

/** The two ways from 28×28×192 to 28×28×32, both counted, computed and timed. */
export function bottleneckLayer(
  state: State<typeof bottleneckParameters>,
  {direct, narrow}: {readonly direct: Layer; readonly narrow: (channels: number) => Layer}
): HTMLElement {
  const data = features(input.slice(1));
  const models = () => [direct, narrow(state.values.neck)];
  const counts = () => models().map(model => costs(model, input).multiplyAdds);
  const ways = [way(t.direct, ["5×5"]), way(t.narrow, ["1×1", "5×5"])];
  const counted = bars(t.multiplications);
  const clocked = bars(t.time);
  let times: readonly number[] = [];
  const timed = () => (times.length ? t.times(significant(times[0] / times[1])) : "");

  function computed(model: Layer): Plan {
    const p = plan(model, {input});
    p.feed(data);
    p.forward();
    return p;
  }
  ways[0].show(computed(direct));

  const sums = rested({
    wait: 120,
    compute: () => ways[1].show(computed(narrow(state.values.neck))),
    plans() {
      // As it is used: what comes before ReLU is not kept.
      const plans = models().map(model => plan(model, {input, keep: "parameters"}));
      for (const p of plans) p.feed(data);
      return plans;
    },
    waiting: () => clocked.show([0, 0], String, t.waiting),
    timed(measured) {
      times = measured;
      clocked.show(times, ms => t.ms(significant(ms)), timed());
      tellShown(element);
    }
  });
  state.follow(
    ({neck}) => {
      const [a, b] = counts();
      counted.show([a, b], count, t.counts(significant(a / b)));
      clocked.show([0, 0], String, "");
      times = [];
      ways[1].shape(costs(narrow(neck), input));
      sums.changed();
    },
    ["neck"]
  );

  const asked = prediction({
    id: "bottleneck-figure",
    parameters: ["neck"],
    ...t.predict,
    number: {min: 0.01, max: 10_000, unit: t.fold},
    differs: true,
    measured: () => (times.length ? {answer: times[0] / times[1], says: timed()} : undefined)
  });
  const element: HTMLElement = figure({
    id: "bottleneck-figure",
    prediction: asked,
    title: t.title,
    state,
    parameters: ["neck"],
    controls: [slider(state, "neck", t.neck), button(t.again, sums.again)],
    body: html(
      "div.bottleneck",
      html("div.routes", ...ways.map(w => w.element)),
      html("div.bar-pair", counted.element, asked.cover(clocked.element))
    ),
    caption: t.caption,
    goal: {
      ...t.goal,
      reached: () =>
        reached(
          state.values.neck,
          costs(direct, input).multiplyAdds,
          neck => costs(narrow(neck), input).multiplyAdds
        )
    },
    describe({neck}) {
      const [a, b] = counts();
      return t.describe(neck, count(a), count(b), significant(a / b), timed());
    },
    networks: only(() => computed(narrow(state.values.neck))),
    data: () =>
      counts().map((multiplications, i) => ({
        way: i ? `5×5 after a 1×1 of ${state.values.neck}` : "5×5",
        multiplications,
        "time in ms": times[i] ?? ""
      }))
  });
  sums.watch(element);
  return element;
}

/** A way: the volumes that it goes through, by convolutions of these sizes. */
function way(name: string, convolutions: readonly string[]) {
  const boxes = [input, ...convolutions].map(box);
  const draw = (i: number, shape: Shape, values?: Tensor) => {
    boxes[i].show(shape, values);
    boxes[i].label.textContent = shape.slice(1).join("×");
  };
  const arrow = (size: string) => html("span.operator", html("small", size), "→");
  return {
    element: html(
      "div.way-row",
      html("h4", name),
      html(
        "div.flow",
        ...boxes.map(({element}, i) =>
          i ? html("span.flow-step", arrow(convolutions[i - 1]), element) : element
        )
      )
    ),
    /** The shapes that the costs tell of, still blank. */
    shape({steps}: Count) {
      for (const [i, {shape}] of steps.filter(isRelu).entries()) draw(i + 1, shape);
    },
    show(p: Plan) {
      const outputs = p.steps.filter(isRelu).map(({output}) => p.value(output));
      for (const [i, x] of [p.input, ...outputs].entries()) draw(i, x.shape, x);
    }
  };
}

const isRelu = ({operation}: {readonly operation: string}) => operation === "relu";

/** Two bars on one scale, and what is said of them. */
function bars(title: string) {
  const rows = [t.direct, t.narrow].map(name => {
    const bar = html("span.bar");
    const number = html("span.num");
    const track = html("span.bar-track", bar);
    return {bar, number, element: html("div.bar-row", html("span.bar-name", name), track, number)};
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
