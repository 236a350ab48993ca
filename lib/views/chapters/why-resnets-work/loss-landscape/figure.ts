// The smallest block: its loss over two weights, plain beside residual, and the way gradient descent takes.
import {
  atSaddle,
  type BlockKind,
  curvature,
  descent,
  loss,
  minima,
  type Scalar,
  saddle,
  type Weights
} from "../../../../experiments/landscape.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {numberBox, slider} from "../../../kit/controls.js";
import {become, html} from "../../../kit/dom.js";
import {rich} from "../../../kit/labels.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
import {scalarBlock} from "../model/scalar-block.js";
import {landscapeParameters} from "../parameters.js";
import {reached} from "./goal.js";
import {arrival, landscapePanel} from "./panel.js";
import {t} from "./texts.js";

const steps = 1000;
const kinds = ["plain", "residual"] as const;

/** The figure. */
export function landscape(state: State<typeof landscapeParameters>): HTMLElement {
  const scalar = (kind: BlockKind): Scalar => ({kind, m: state.values.m, lambda: state.values.decay});
  const start = (): Weights => [state.values.w1, state.values.w2];
  const paths: Record<BlockKind, readonly Weights[]> = {plain: [], residual: []};
  const walk = () => {
    for (const kind of kinds)
      paths[kind] = [...descent(scalar(kind), {from: start(), rate: state.values.pace, steps})];
  };
  walk();

  function say(kind: BlockKind): string {
    const s = scalar(kind);
    const [low, high] = curvature(s, [0, 0]);
    const [bottom] = minima(s);
    // Without decay the product is what counts: 1 for a plain block, 0 for a residual one.
    return sentences(t.origin(low, high, saddle(s)), t.lowest(bottom[0] * bottom[1]), fate(s, paths[kind]));
  }

  const panels = kinds.map(kind => {
    const words = html("p.panel-words");
    const panel = landscapePanel(kind, {
      scalar: () => scalar(kind),
      path: () => paths[kind],
      start,
      move: ([w1, w2]) => state.set({w1, w2}),
      pickLabel: t.pick(t.kinds[kind]),
      say: () => t.at(start()),
      description: () => t.says(t.kinds[kind], say(kind))
    });
    return {
      element: html(
        "section",
        html("h4", {class: `panel-heading ${kind}`}, t.kinds[kind]),
        panel.element,
        words
      ),
      redraw() {
        panel.redraw();
        become(words, ...rich(say(kind)));
      }
    };
  });
  state.follow(() => {
    walk();
    for (const panel of panels) panel.redraw();
  }, namesOf(landscapeParameters));

  const parameters = namesOf(landscapeParameters);
  const asked = prediction({
    id: "loss-landscape",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => slopes(scalar("plain"), scalar("residual"))
  });
  return figure({
    id: "loss-landscape",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [slider(state, "decay", t.decay)],
    body: asked.cover(html("div.pair.maps", ...panels.map(p => p.element))),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(scalar("residual"), paths.residual)},
    hint: t.hint,
    settings: [
      slider(state, "m", t.m),
      slider(state, "pace", t.pace),
      html(
        "span.control",
        html("span.name", t.start),
        numberBox(state, "w1", "w₁"),
        numberBox(state, "w2", "w₂")
      )
    ],
    describe: () => sentences(...kinds.map(kind => t.says(t.kinds[kind], say(kind)))),
    networks: () =>
      kinds.map(kind => ({name: t.kinds[kind], plan: () => scalarBlock(kind, paths[kind].at(-1)!)})),
    data: () =>
      kinds.flatMap(kind =>
        paths[kind].map(([w1, w2], step) => ({block: kind, step, w1, w2, loss: loss(scalar(kind), [w1, w2])}))
      )
  });
}

/** In which landscapes some direction leads down from the origin. */
function slopes(plain: Scalar, residual: Scalar): Measured<keyof typeof t.predict.choices> {
  const falls = (s: Scalar) => curvature(s, [0, 0])[0] < 0;
  const says = (s: Scalar) => t.says(t.kinds[s.kind], t.origin(...curvature(s, [0, 0]), saddle(s)));
  return {
    answer: falls(plain) ? (falls(residual) ? "both" : "plain") : falls(residual) ? "residual" : "neither",
    says: sentences(says(plain), says(residual))
  };
}

/** What becomes of gradient descent. */
function fate(scalar: Scalar, path: readonly Weights[]): string {
  const [w1, w2] = path[path.length - 1];
  if (path.length <= steps || Math.hypot(w1, w2) > 1e3) return t.diverged;
  const after = arrival(scalar, path);
  if (after === undefined) return t.under(steps);
  const [a, b] = path[after];
  if (atSaddle(scalar, [a, b])) return t.stuck(after);
  return t.arrived(after, a * b, loss(scalar, [a, b]));
}
