import {type Count, count, type Layer, type Plan, type Shape} from "../../../../index.js";
import type {Row} from "../../../../lesson/csv.js";
import {count as grouped} from "../../../../lesson/numbers.js";
import {namesOf, type Values} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {prediction} from "../../../figure/prediction.js";
import {options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {table, tableRow} from "../../../kit/table.js";
import {sentences} from "../../../kit/texts.js";
import {type Flow, flow} from "../model/flow.js";
import {planAtRandom} from "../model/numbers.js";
import {remedies, shapesParameters} from "../parameters.js";
import {forwards} from "../script.js";
import {walk} from "../walk.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

type Remedy = keyof typeof t.remedies;
const side = 4;

const parameters = namesOf(shapesParameters);

type Setting = Values<typeof shapesParameters>;

/** What the block is made with. */
type ShapedModel = (settings: {
  readonly width: number;
  readonly stride: number;
  readonly images: boolean;
  readonly shortcut: Remedy;
}) => Layer;

/** A block whose input and output may differ in shape, with the remedies. The model comes from the page's own cell. */
export function shapes(state: State<typeof shapesParameters>, model: ShapedModel): HTMLElement {
  const parts = walk({state, step: "shapeStep", label: t.diagram});
  const plans = new Map<string, Plan | string>();
  const steps = html("div.walk-controls", parts.narration, parts.controls);
  const aside = html("details", html("summary", t.account), parts.account);
  const says = html("code");
  const refusal = html("div.refusal", says, t.refused);
  const table = html("div.scroll", {tabindex: 0, role: "group", "aria-label": t.columns.remedy});
  const strides = options(state, "stride", t.stride, {});
  let refused: string | undefined;
  const planOf = (values: Setting, remedy: Remedy) => {
    const {form, widthIn, widthOut, stride} = values;
    const key = [form, widthIn, widthOut, stride, remedy].join();
    const result =
      plans.get(key) ??
      attempt(() => planAtRandom(model(settings(values, remedy)), input(values), {seed: 5, inputSeed: 2}));
    plans.set(key, result);
    return result;
  };
  state.follow(values => {
    const result = planOf(values, values.remedy as Remedy);
    refused = typeof result === "string" ? result : undefined;
    if (typeof result !== "string") parts.show(forwards(result));
    else parts.show(...clash(planOf(values, "A") as Plan));
    steps.hidden = aside.hidden = refused !== undefined;
    refusal.hidden = refused === undefined;
    says.textContent = refused ?? "";
    strides.hidden = values.form === "dense";
    table.replaceChildren(comparison(model, values));
  }, parameters);
  const asked = prediction({
    id: "shapes-figure",
    parameters,
    ...t.predict,
    number: {min: 1, max: 1e9},
    measured() {
      const cost = counted(model, lecture(state.values), "B");
      const weight = typeof cost === "string" ? undefined : projectionOf(cost);
      return weight && {answer: weight.parameters, says: `${costText(cost as Count)}${t.stop}`};
    }
  });
  const element = figure({
    id: "shapes-figure",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [
      options(state, "form", t.form, t.forms),
      html(
        "div.controls",
        {role: "group", "aria-label": t.sizes},
        slider(state, "widthIn", t.widthIn),
        slider(state, "widthOut", t.widthOut),
        strides
      ),
      options(state, "remedy", t.remedy, t.remedies)
    ],
    body: html("div", parts.diagram, refusal, steps, aside, asked.cover(table)),
    caption: t.caption,
    goal: {
      ...t.goal,
      reached: () => reached(input(state.values), counted(model, state.values, state.values.remedy))
    },
    describe: () => (refused === undefined ? parts.describe() : sentences(t.describe(refused), t.refused)),
    networks: () =>
      refused === undefined
        ? [{plan: () => planOf(state.values, state.values.remedy as Remedy) as Plan}]
        : sentences(t.describe(refused), t.refused),
    // Where the library refuses, there are only the costs.
    data: () => (refused === undefined ? parts.rows() : costs(model, state.values))
  });
  parts.listen(element);
  return element;
}

function settings({form, widthOut, stride}: Setting, shortcut: Remedy) {
  const images = form === "images";
  return {width: widthOut, stride: images ? Number(stride) : 1, images, shortcut};
}

function input({form, widthIn}: Setting): Shape {
  return form === "images" ? [1, side, side, widthIn] : [1, widthIn];
}

/** What the library makes, or what it says instead. */
function attempt<T>(make: () => T): T | string {
  try {
    return make();
  } catch (error) {
    return (error as Error).message;
  }
}

/** A block up to the addition that the library refuses: both sides of it are framed, and nothing follows. */
function clash(padded: Plan): Parameters<ReturnType<typeof walk>["show"]> {
  const script = forwards(padded, clashing(padded));
  const sides = ["a[l]", "z[l+2]"];
  return [script, {unlike: key => sides.includes(key), hidden: script.stepOf("z[l+2]") + 1}];
}

/** One drawing for each block, with a shortcut that carries the input as it is. */
const clashes = new WeakMap<Plan, Flow>();
function clashing(p: Plan): Flow {
  const {main, span} = flow(p);
  const sum = p.steps.find(({operation}) => operation === "add")!.output;
  const named = main.map(item =>
    item.kind === "values" && item.key === sum ? {...item, name: "z[l+2]+a[l]"} : item
  );
  const known = clashes.get(p) ?? {main: named, span, shortcut: []};
  clashes.set(p, known);
  return known;
}

const lecture = (values: Setting): Setting => ({...values, form: "dense", widthIn: 128, widthOut: 256});

const counted = (model: ShapedModel, values: Setting, remedy: Remedy) =>
  attempt(() => count(model(settings(values, remedy)), input(values)));

/** What each remedy has to learn, as rows of data. */
function costs(model: ShapedModel, values: Setting): Row[] {
  const learned = (of: Setting, remedy: Remedy) => {
    const cost = counted(model, of, remedy);
    return typeof cost === "string" ? cost : (projectionOf(cost)?.parameters ?? 0);
  };
  return remedies.map(remedy => ({
    shortcut: remedy,
    "numbers to learn here": learned(values, remedy),
    "numbers to learn from 128 to 256": learned(lecture(values), remedy)
  }));
}

/** Each remedy for the shapes of the moment and for the lecture's, counted. */
function comparison(model: ShapedModel, values: Setting): HTMLElement {
  const cell = (values: Setting, remedy: Remedy) => {
    const cost = counted(model, values, remedy);
    return typeof cost === "string" ? html("code", cost) : costText(cost);
  };
  const {widthIn, widthOut} = values;
  const stride = values.form === "images" && values.stride === "2" ? 2 : 1;
  const [from, to] =
    values.form === "images"
      ? [`${side}×${side}×${widthIn}`, `${side / stride}×${side / stride}×${widthOut}`]
      : [`${widthIn}`, `${widthOut}`];
  const heads = [t.columns.remedy, t.columns.here(from, to), t.columns.lecture];
  return table(
    heads,
    remedies.map(remedy =>
      tableRow([t.remedies[remedy], cell(values, remedy), cell(lecture(values), remedy)], {
        class: remedy === values.remedy ? "now" : ""
      })
    ),
    {class: "facts"}
  );
}

const projectionOf = ({steps}: Count) => steps.find(({name}) => name.startsWith("zs"));

/** What a shortcut costs: the shape of its weight as the course writes it, and its numbers. */
function costText(cost: Count): string {
  const projection = projectionOf(cost);
  if (!projection) return t.free;
  const shape = projection.weight!;
  const written = shape.length === 2 ? [shape[1], shape[0]] : shape;
  return t.learned(written.join("×"), grouped(projection.parameters));
}
