import {count as costs, type Layer, type Plan, plan} from "../../../../graph/index.js";
import type {Values} from "../../../../lesson/parameters.js";
import {flat, size, tensor} from "../../../../tensor/index.js";
import {figure} from "../../../figure/figure.js";
import {timeInTurns} from "../../../figure/timing.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {count, percent, significant} from "../../../kit/numbers.js";
import {whenSeen} from "../../../kit/resize.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {box} from "../box.js";
import {features, seen} from "../model/features.js";
import type {shrinkingParameters} from "../parameters.js";
import {t} from "./texts.js";

const shapeText = (shape: readonly number[]) => shape.slice(-3).join("×");

/** Figure 7 of the lecture. `squeeze` makes the layer of F filters of 1×1, `pool` is the pooling beside it. */
export function shrinkingChannels(
  state: State<typeof shrinkingParameters>,
  {squeeze, pool}: {readonly squeeze: (filters: number) => Layer; readonly pool: Layer}
): HTMLElement {
  const scale = {unit: 2.4, depth: 0.42};
  const boxes = {input: box(scale), conv: box(scale), pool: box(scale)};
  const labels = {
    input: html("p.flow-label"),
    conv: html("p.flow-label"),
    pool: html("p.flow-label")
  };
  const rows = Object.entries(t.rows).map(([key, name]) => ({
    key: key as keyof typeof t.rows,
    name,
    cells: [html("td"), html("td")]
  }));
  const verdict = html("p.finding.strong");
  let plans: {conv: Plan; pool: Plan} | undefined;
  let clock: readonly number[] = [];
  let visible = false;
  let changes = 0;

  const shapes = ({nH, nW, nC, nF}: Values<typeof shrinkingParameters>) => {
    const input = [1, nH, nW, nC];
    return {input, conv: costs(squeeze(nF), input), pool: costs(pool, input)};
  };
  const shapeOf = (cost: ReturnType<typeof costs>) => cost.steps.at(-1)!.shape;
  const weightsIn = (cost: ReturnType<typeof costs>) =>
    cost.steps.reduce((n, {weight}) => n + (weight ? size(weight) : 0), 0);
  const write = (key: keyof typeof t.rows, texts: readonly string[]) => {
    const {cells} = rows.find(row => row.key === key)!;
    texts.forEach((text, i) => {
      cells[i].textContent = text;
    });
  };

  state.follow(
    values => {
      const own = ++changes;
      const {input, conv, pool: pooled} = shapes(values);
      const weights = [conv, pooled].map(weightsIn);
      write(
        "shape",
        [conv, pooled].map(cost => shapeText(shapeOf(cost)))
      );
      write("weights", weights.map(count));
      write(
        "biases",
        [conv, pooled].map((cost, i) => count(cost.parameters - weights[i]))
      );
      write(
        "multiplications",
        [conv, pooled].map(cost => count(cost.multiplyAdds))
      );
      write(
        "memory",
        [conv, pooled].map(cost => t.memory(significant((size(shapeOf(cost)) * 4) / 1000)))
      );
      write("time", ["…", "…"]);
      clock = [];
      labels.input.textContent = `${t.input} ${shapeText(input)}`;
      labels.conv.textContent = `${t.conv}: ${shapeText(shapeOf(conv))}`;
      labels.pool.textContent = `${t.pool}: ${shapeText(shapeOf(pooled))}`;
      boxes.input.show(input.slice(1) as [number, number, number]);
      boxes.conv.show(shapeOf(conv).slice(1) as [number, number, number]);
      boxes.pool.show(shapeOf(pooled).slice(1) as [number, number, number]);
      verdict.textContent = values.nF < values.nC ? t.fewer : values.nF > values.nC ? t.more : "";
      plans = undefined;
      // Shapes and counts follow the slider at once; the large sums follow when it rests for a moment.
      setTimeout(() => own === changes && compute(own), 60);
    },
    ["nH", "nW", "nC", "nF"]
  );

  function compute(own: number) {
    const {values} = state;
    const {input, conv, pool: pooled} = shapes(values);
    const data = features(input.slice(1));
    plans = {
      conv: plan(squeeze(values.nF), {input, keep: "parameters"}),
      pool: plan(pool, {input, keep: "parameters"})
    };
    for (const p of [plans.conv, plans.pool]) {
      p.feed(data);
      p.forward();
    }
    boxes.input.show(input.slice(1) as [number, number, number], seen(tensor(input, data.slice())));
    boxes.conv.show(shapeOf(conv).slice(1) as [number, number, number], seen(plans.conv.output));
    boxes.pool.show(shapeOf(pooled).slice(1) as [number, number, number], seen(plans.pool.output));
    const outputs = flat(plans.conv.output);
    const zeros = outputs.reduce((n, v) => n + Number(v === 0), 0) / outputs.length;
    if (values.nF === values.nC) verdict.textContent = t.same(percent(zeros));
    if (visible) measure(own);
  }

  async function measure(own: number) {
    if (!plans) return;
    const {conv, pool: pooled} = plans;
    write("time", [t.waiting, t.waiting]);
    const times = await timeInTurns([() => conv.forward(), () => pooled.forward()], {
      cancelled: () => own !== changes
    });
    if (!times) return;
    clock = times;
    write(
      "time",
      times.map(ms => t.time(significant(ms)))
    );
  }

  const panel = (key: keyof typeof boxes) => html("div.flow-item", boxes[key].element, labels[key]);
  const element = figure({
    id: "shrinking-channels-figure",
    title: t.title,
    state,
    parameters: ["nH", "nW", "nC", "nF"],
    controls: (["nH", "nW", "nC", "nF"] as const).map(name => slider(state, name, t.names[name])),
    body: html(
      "div.shrinking",
      html(
        "div.flow",
        panel("input"),
        html("span.operator", "→"),
        html("div.flow.routes", panel("conv"), panel("pool"))
      ),
      verdict,
      table(
        ["", t.conv, t.pool],
        rows.map(({name, cells}) => [name, ...cells]),
        {class: "costs"}
      )
    ),
    caption: t.caption,
    describe(values) {
      const {input, conv, pool: pooled} = shapes(values);
      return t.describe(shapeText(input), shapeText(shapeOf(conv)), shapeText(shapeOf(pooled)));
    },
    data() {
      const {conv, pool: pooled} = shapes(state.values);
      return [conv, pooled].map((cost, i) => ({
        layer: i ? "2×2 pooling" : "1×1 convolution",
        "output shape": shapeText(shapeOf(cost)),
        weights: weightsIn(cost),
        biases: cost.parameters - weightsIn(cost),
        multiplications: cost.multiplyAdds,
        "memory of the output in kB": (size(shapeOf(cost)) * 4) / 1000,
        "time in ms": clock[i] ?? ""
      }));
    }
  });
  whenSeen(element, () => {
    if (visible) return;
    visible = true;
    measure(changes);
  });
  return element;
}
