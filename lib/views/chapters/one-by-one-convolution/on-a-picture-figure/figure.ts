import type {Plan} from "../../../../graph/index.js";
import type {Row} from "../../../../lesson/csv.js";
import {significant} from "../../../../lesson/numbers.js";
import {namesOf, type Values} from "../../../../lesson/parameters.js";
import {repeat} from "../../../../nn/index.js";
import {drawnPicture, paint} from "../../../drawing/colour-picture.js";
import {opener} from "../../../drawing/open-picture.js";
import {figure} from "../../../figure/figure.js";
import {only} from "../../../figure/networks.js";
import {prediction} from "../../../figure/prediction.js";
import {button, checkbox, options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {numberCell} from "../../../kit/number-cell.js";
import {pickable} from "../../../kit/pick.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {mostFilters, pictureParameters} from "../parameters.js";
import {reached} from "./goal.js";
import {lens, pixelsRead} from "./lens.js";
import {type Filters, mixer, shuffledPixels} from "./mixing.js";
import {t} from "./texts.js";

/** Columns of weights, for red, green and blue. The grey is the luma of ITU-R BT.601; the sepia is a usual recipe. */
const presets = {
  grey: [0.299, 0.587, 0.114],
  sepia: [0.393, 0.769, 0.189, 0.349, 0.686, 0.168, 0.272, 0.534, 0.131],
  swap: [0, 0, 1, 0, 1, 0, 1, 0, 0]
};

type PictureValues = Values<typeof pictureParameters>;

/** The weights of the moment, filter by filter. */
function weightsOf({mixing, mix, outputs}: PictureValues): readonly number[] {
  return mixing === "own" ? mix.slice(0, 3 * outputs) : mixing === "blur" ? [] : presets[mixing];
}

/** The table of weights, a column a filter, where each can be typed. */
function weightTable(state: State<typeof pictureParameters>) {
  const cells = Array.from({length: 3 * mostFilters}, (_, i) =>
    numberCell({
      label: t.weight(t.names3[i % 3], Math.floor(i / 3) + 1),
      min: -2,
      max: 2,
      step: 0.05,
      change(weight) {
        const weights = weightsOf(state.values).with(i, weight);
        const rest = state.values.mix.slice(weights.length);
        state.set({mixing: "own", outputs: weights.length / 3, mix: [...weights, ...rest]});
      }
    })
  );
  const element = html(
    "div",
    {role: "group", "aria-label": t.table},
    table(
      [],
      t.names3.map((name, c) => [
        name,
        ...Array.from({length: mostFilters}, (_, f) => cells[f * 3 + c].element)
      ]),
      {class: "mix", caption: t.table}
    )
  );
  const show = (weights: readonly number[]) =>
    cells.forEach((cell, i) => {
      cell.element.closest("td")!.hidden = i >= weights.length;
      cell.show(weights[i] ?? 0, 1);
    });
  return {element, show};
}

/** The picture that goes in and those that come out, each with a mark on the pixel that is looked at. */
function pictures() {
  const input = html("canvas");
  const results = Array.from({length: mostFilters}, (_, f) =>
    html("canvas", {role: "img", "aria-label": t.filter(f + 1)})
  );
  const marks = [0, 1].map(() => html("div.spot"));
  const labels = [0, 1].map(() => html("p.flow-label"));
  const framed = (content: Node, mark: Node) => html("div.picture-frame", content, mark);
  const others = html("div.other-maps", ...results.slice(1));
  const elements = [
    html("div.flow-item", framed(input, marks[0]), labels[0]),
    html("div.flow-item", framed(results[0], marks[1]), others, labels[1])
  ];
  const mark = (row: number, column: number) => {
    for (const {style} of marks) Object.assign(style, {left: `${column * 100}%`, top: `${row * 100}%`});
  };
  return {input, results, labels, elements, mark};
}

/** A picture through 1×1 filters. */
export function onAPicture(state: State<typeof pictureParameters>, filters: Filters): HTMLElement {
  const parameters = namesOf(pictureParameters);
  const mixed = mixer(filters);
  let picture = drawnPicture();
  let result: ReturnType<typeof mixed>;

  const spot = (): readonly [number, number] => [
    Math.min(picture.height - 1, Math.floor(state.values.spot[0] * picture.height)),
    Math.min(picture.width - 1, Math.floor(state.values.spot[1] * picture.width))
  ];
  const picking = (area: HTMLCanvasElement, label: string) =>
    pickable(area, {
      label: `${label}, ${t.pixel}`,
      get rows() {
        return picture.height;
      },
      get columns() {
        return picture.width;
      },
      at: spot,
      pick: (row, column) =>
        state.set({spot: [(row + 0.5) / picture.height, (column + 0.5) / picture.width]}),
      say: (row, column) => t.say(row + 1, column + 1)
    });
  const {input, results, labels, elements, mark} = pictures();
  const updates = [
    picking(input, t.input(picture.height, picture.width)),
    picking(results[0], t.output(picture.height, picture.width, 1))
  ];
  const weights = weightTable(state);
  const blurred = html("p.flow-label", t.blurred);
  const outputs = slider(state, "outputs", t.outputs);
  const looked = lens();
  const verdict = html("p.finding.strong");
  const comparison = ({difference}: typeof result) =>
    difference === undefined ? "" : difference === 0 ? t.same : t.differs(significant(difference, 2));

  function show(values: PictureValues) {
    const {height, width} = picture;
    const {mixing, shuffled} = values;
    result = mixed(picture, mixing === "blur" ? "blur" : weightsOf(values), shuffled);
    const {plan, output, filters} = result;
    const [row, column] = spot();
    paint(input, picture, shuffled ? shuffledPixels(picture) : picture.data, {channels: 3});
    results.forEach((canvas, f) => {
      canvas.hidden = f > 0 && (filters === 3 || f >= filters);
      if (!canvas.hidden)
        paint(canvas, picture, output, {channels: filters, channel: filters === 3 ? undefined : f});
    });
    mark((row + 0.5) / height, (column + 0.5) / width);
    labels[0].textContent = t.input(height, width) + (shuffled ? t.shuffled : "");
    labels[1].textContent = t.output(height, width, filters) + (shuffled ? t.back : "");
    for (const update of updates) update();
    weights.show(weightsOf(values));
    weights.element.hidden = mixing === "blur";
    blurred.hidden = mixing !== "blur";
    outputs.hidden = mixing !== "own";
    looked.show(plan, picture, [row, column], filters);
    verdict.textContent = comparison(result);
  }
  state.follow(show, parameters);

  const use = (next: typeof picture) => {
    picture = next;
    show(state.values);
  };
  const open = opener(use);
  const asked = prediction({
    id: "on-a-picture-figure",
    parameters,
    ...t.predict,
    captionTells: true,
    measured() {
      // The blur is not what is asked about.
      if (state.values.mixing === "blur") return;
      const read = pixelsRead(result.plan, spot());
      const answer = read.size > 1 ? "blur" : read.has(String(spot())) ? "neither" : "move";
      return {answer, says: comparison(mixed(picture, weightsOf(state.values), true))};
    }
  });
  const element = figure({
    id: "on-a-picture-figure",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [
      options(state, "mixing", t.mixing, t.names),
      checkbox(state, "shuffled", t.shuffle),
      html(
        "span.control",
        open.element,
        button(t.drawn, () => use(drawnPicture())),
        html("span", t.drop)
      )
    ],
    body: html(
      "div.on-a-picture",
      ...elements,
      asked.cover(looked.element),
      html("div.flow-item", weights.element, blurred, outputs),
      verdict
    ),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(picture, result.output, result.filters)},
    describe: ({mixing}) =>
      t.describe(t.names[mixing], pixelsRead(result.plan, spot()).size, comparison(result)),
    networks: only(() => result.plan),
    // The picture itself can be saved as one; these are the sums at the pixel that is looked at.
    data: () => repeat(result.filters, f => termRows(result.plan, spot(), f)).flat()
  });
  open.listen(element);
  return element;
}

function termRows(plan: Plan, spot: readonly [number, number], filter: number): Row[] {
  return plan.explain("z1", [0, ...spot, filter]).terms.map(({from, input, weight, product}) => ({
    filter: filter + 1,
    row: from ? from.index[1] + 1 : "padding",
    column: from ? from.index[2] + 1 : "padding",
    channel: from ? ["red", "green", "blue"][from.index[3]] : "padding",
    input,
    weight,
    product
  }));
}
