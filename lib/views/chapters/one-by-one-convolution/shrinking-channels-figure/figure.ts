import {type Count, count as costs, type Layer, type Plan, plan} from "../../../../graph/index.js";
import {count, percent, significant} from "../../../../lesson/numbers.js";
import {flat, type Shape, size, tensor} from "../../../../tensor/index.js";
import {figure} from "../../../figure/figure.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {labelled} from "../../../kit/texts.js";
import {box} from "../box.js";
import {features} from "../model/features.js";
import type {shrinkingParameters} from "../parameters.js";
import {rested} from "../rested.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

const parameters = ["nH", "nW", "nC", "nF"] as const;
const shapeText = (shape: Shape) => shape.slice(-3).join("×");
const shapeOf = (cost: Count) => cost.steps.at(-1)!.shape;
const weightsIn = (cost: Count) => cost.steps.reduce((n, {weight}) => n + (weight ? size(weight) : 0), 0);
/** What the output takes, in kB. */
const memoryOf = (cost: Count) => (size(shapeOf(cost)) * 4) / 1000;

/** Figure 7 of the lecture. `squeeze` makes the layer of F filters of 1×1, `pool` is the pooling beside it. */
export function shrinkingChannels(
  state: State<typeof shrinkingParameters>,
  {squeeze, pool}: {readonly squeeze: (filters: number) => Layer; readonly pool: Layer}
): HTMLElement {
  const volumes = {input: box(), conv: box(), pool: box()};
  const costTable = costsTable();
  const verdict = html("p.finding.strong");
  let plans: readonly Plan[] = [];
  let times: readonly number[] = [];
  const layers = () => [squeeze(state.values.nF), pool];
  const input = () => [1, state.values.nH, state.values.nW, state.values.nC];
  const counted = () => layers().map(layer => costs(layer, input()));

  function compute() {
    const {nC, nF} = state.values;
    const data = features(input().slice(1));
    plans = layers().map(layer => plan(layer, {input: input(), keep: "parameters"}));
    for (const p of plans) {
      p.feed(data);
      p.forward();
    }
    const [conv, pooled] = plans;
    volumes.input.show(input(), tensor(input(), data.slice()));
    volumes.conv.show(conv.output.shape, conv.output);
    volumes.pool.show(pooled.output.shape, pooled.output);
    const outputs = flat(conv.output);
    const zeros = outputs.reduce((n, v) => n + Number(v === 0), 0) / outputs.length;
    if (nF === nC) verdict.textContent = t.same(percent(zeros));
  }

  const sums = rested({
    wait: 60,
    compute,
    plans: () => plans,
    waiting: () => costTable.write("time", [t.waiting, t.waiting]),
    timed(measured) {
      times = measured;
      costTable.write(
        "time",
        times.map(ms => t.time(significant(ms)))
      );
    }
  });
  state.follow(({nC, nF}) => {
    const [conv, pooled] = counted();
    costTable.show([conv, pooled]);
    times = [];
    plans = [];
    volumes.input.label.textContent = `${t.input} ${shapeText(input())}`;
    volumes.conv.label.textContent = labelled(t.conv, shapeText(shapeOf(conv)));
    volumes.pool.label.textContent = labelled(t.pool, shapeText(shapeOf(pooled)));
    volumes.input.show(input());
    volumes.conv.show(shapeOf(conv));
    volumes.pool.show(shapeOf(pooled));
    verdict.textContent = nF < nC ? t.fewer : nF > nC ? t.more : "";
    sums.changed();
  }, parameters);

  const element = figure({
    id: "shrinking-channels-figure",
    title: t.title,
    state,
    parameters,
    controls: [
      slider(state, "nF", t.names.nF),
      html(
        "details.more",
        html("summary", t.settings),
        html("div.controls", ...(["nH", "nW", "nC"] as const).map(name => slider(state, name, t.names[name])))
      )
    ],
    body: html(
      "div.shrinking",
      html(
        "div.flow",
        volumes.input.element,
        html(
          "span.flow-step",
          html("span.operator", "→"),
          html("div.flow.routes", volumes.conv.element, volumes.pool.element)
        )
      ),
      verdict,
      costTable.element
    ),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(...(counted().map(shapeOf) as [Shape, Shape]))},
    describe() {
      const [conv, pooled] = counted().map(cost => shapeText(shapeOf(cost)));
      return t.describe(shapeText(input()), conv, pooled);
    },
    networks: () =>
      [t.conv, t.pool].map((name, i) => ({
        name,
        plan() {
          if (!plans.length) compute();
          return plans[i];
        }
      })),
    data: () =>
      counted().map((cost, i) => ({
        layer: i ? "2×2 pooling" : "1×1 convolution",
        "output shape": shapeText(shapeOf(cost)),
        weights: weightsIn(cost),
        biases: cost.parameters - weightsIn(cost),
        multiplications: cost.multiplyAdds,
        "memory of the output in kB": memoryOf(cost),
        "time in ms": times[i] ?? ""
      }))
  });
  sums.watch(element);
  return element;
}

type RowName = keyof typeof t.rows;

/** What the two layers cost. */
function costsTable() {
  const names = Object.keys(t.rows) as RowName[];
  const cells = Object.fromEntries(names.map(name => [name, [html("td"), html("td")]]));
  const element = table(
    ["", t.conv, t.pool],
    names.map(name => [t.rows[name], ...cells[name]]),
    {class: "costs"}
  );
  const write = (name: RowName, texts: readonly string[]) =>
    texts.forEach((text, i) => {
      cells[name][i].textContent = text;
    });
  /** All but the times. */
  function show(layers: readonly Count[]) {
    const each = (name: RowName, text: (cost: Count) => string) => write(name, layers.map(text));
    each("shape", cost => shapeText(shapeOf(cost)));
    each("weights", cost => count(weightsIn(cost)));
    each("biases", cost => count(cost.parameters - weightsIn(cost)));
    each("multiplications", cost => count(cost.multiplyAdds));
    each("memory", cost => t.memory(significant(memoryOf(cost))));
    each("time", () => "…");
  }
  return {element, write, show};
}
