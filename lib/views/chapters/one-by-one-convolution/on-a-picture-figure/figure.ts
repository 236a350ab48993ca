import type {Plan} from "../../../../graph/index.js";
import {choice, integer, numbers, toggle, type Values} from "../../../../lesson/parameters.js";
import {flat, random, shuffle} from "../../../../tensor/index.js";
import {figure} from "../../../figure/figure.js";
import {button, checkbox, options, slider} from "../../../kit/controls.js";
import {html, svg} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import {type NumberCell, numberCell} from "../../../kit/number-cell.js";
import {fixed, significant} from "../../../kit/numbers.js";
import {pickable} from "../../../kit/pick.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {drawnPicture, type Picture, paint, readPicture} from "../model/picture.js";
import {t} from "./texts.js";

/** Most filters of one's own. */
const most = 6;

/** Columns of weights, for red, green and blue. The grey is the luma of ITU-R BT.601; the sepia is a usual recipe. */
const presets = {
  grey: [0.299, 0.587, 0.114],
  sepia: [0.393, 0.769, 0.189, 0.349, 0.686, 0.168, 0.272, 0.534, 0.131],
  swap: [0, 0, 1, 0, 1, 0, 1, 0, 0]
};

export const pictureParameters = {
  mixing: choice(["grey", "sepia", "swap", "own", "blur"], "sepia"),
  outputs: integer({min: 1, max: most, value: 3}),
  mix: numbers({
    length: 3 * most,
    min: -2,
    max: 2,
    value: [1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5, 0.5, 0, 0, 0.5, 0.5, 1, -1, 0]
  }),
  shuffled: toggle(false),
  /** Where one looks, as shares of height and width: it fits any picture. */
  spot: numbers({length: 2, min: 0, max: 1, value: [0.305, 0.34]})
};

type PictureValues = Values<typeof pictureParameters>;

/** The weights of the moment, filter by filter. */
function weightsOf({mixing, mix, outputs}: PictureValues): readonly number[] {
  return mixing === "own" ? mix.slice(0, 3 * outputs) : mixing === "blur" ? [] : presets[mixing];
}

/**
 * A picture through 1×1 filters. `mix` and `blur` make the plans: of F 1×1 filters, and of three 3×3 ones to compare,
 * for a picture of height × width.
 */
export function onAPicture(
  state: State<typeof pictureParameters>,
  {
    mix,
    blur
  }: {
    readonly mix: (height: number, width: number, filters: number) => Plan;
    readonly blur: (height: number, width: number) => Plan;
  }
): HTMLElement {
  let picture = drawnPicture();
  let order: Int32Array = permutation(picture);
  let layer: Plan | undefined;
  let key = "";
  let difference = 0;

  const at = (): readonly [number, number] => [
    Math.min(picture.height - 1, Math.floor(state.values.spot[0] * picture.height)),
    Math.min(picture.width - 1, Math.floor(state.values.spot[1] * picture.width))
  ];
  const canvas = html("canvas", {});
  const updates: (() => void)[] = [];
  const pick = (area: HTMLCanvasElement, label: string) =>
    updates.push(
      pickable(area, {
        label: `${label}, ${t.pixel}`,
        get rows() {
          return picture.height;
        },
        get columns() {
          return picture.width;
        },
        at,
        pick: (row, column) =>
          state.set({spot: [(row + 0.5) / picture.height, (column + 0.5) / picture.width]}),
        say: (row, column) => t.say(row + 1, column + 1)
      })
    );
  pick(canvas, t.input(picture.height, picture.width));
  const results = Array.from({length: most}, (_, f) =>
    html("canvas", {role: "img", "aria-label": t.filter(f + 1)})
  );
  pick(results[0], t.output(picture.height, picture.width, 1));
  const marks = [0, 1].map(() => html("div", {class: "spot"}));
  const framed = (content: Node, mark: Node) => html("div", {class: "picture-frame"}, content, mark);
  const labels = [0, 1].map(() => html("p", {class: "flow-label"}));
  const others = html("div", {class: "other-maps"}, ...results.slice(1));
  const verdict = html("p", {class: "finding strong"});
  const lens = [svg("g"), svg("g", {transform: "translate(136 0)"})];
  const reads = html("p", {class: "flow-label"});
  const sums = html("p", {class: "pixel-sums"});
  const cells: NumberCell[] = Array.from({length: 3 * most}, (_, i) =>
    numberCell({
      label: t.weight(t.names3[i % 3], Math.floor(i / 3) + 1),
      min: -2,
      max: 2,
      step: 0.05,
      change(weight) {
        const own = [...weightsOf(state.values)];
        own[i] = weight;
        const rest = state.values.mix.slice(own.length);
        state.set({mixing: "own", outputs: own.length / 3, mix: [...own, ...rest]});
      }
    })
  );
  const weightTable = table(
    [],
    t.names3.map((name, c) => [name, ...Array.from({length: most}, (_, f) => cells[f * 3 + c].element)]),
    {class: "mix", caption: t.table}
  );
  const blurred = html("p", {class: "flow-label"}, t.blurred);

  const outputs = slider(state, "outputs", t.outputs);

  const file = html("input", {
    type: "file",
    accept: "image/*",
    class: "visually-hidden",
    change: () => {
      if (file.files?.[0]) load(file.files[0]);
      file.value = "";
    }
  });

  async function load(blob: File) {
    try {
      const {picture: read, size} = await readPicture(blob);
      if (read.width !== size[0]) notice(t.scaled(...size, read));
      use(read);
    } catch {
      notice(t.refused(blob.name));
    }
  }

  function use(next: Picture) {
    picture = next;
    order = permutation(next);
    key = "";
    show(state.values);
  }

  function run(values: PictureValues): Float32Array {
    const {height, width, data} = picture;
    const weights = weightsOf(values);
    const filters = values.mixing === "blur" ? 3 : weights.length / 3;
    const made = `${height} ${width} ${filters} ${values.mixing === "blur"}`;
    if (made !== key) layer = values.mixing === "blur" ? blur(height, width) : mix(height, width, filters);
    key = made;
    const w = layer!.parameters[0].value;
    flat(w).fill(0);
    if (values.mixing === "blur")
      for (let u = 0; u < 3; u++)
        for (let v = 0; v < 3; v++) for (let c = 0; c < 3; c++) w.set(u, v, c, c, 1 / 9);
    else for (const [i, weight] of weights.entries()) w.set(0, 0, i % 3, Math.floor(i / 3), weight);
    const restored = values.shuffled && scatter(through(layer!, gather(data, order, 3)), order, filters);
    // Last, so that the plan holds the picture as it is.
    const straight = through(layer!, data);
    if (!restored) return straight;
    difference = restored.reduce((largest, v, i) => Math.max(largest, Math.abs(v - straight[i])), 0);
    return restored;
  }

  function show(values: PictureValues) {
    const {height, width, data} = picture;
    const output = run(values);
    const filters = output.length / (height * width);
    const [row, column] = at();
    paint(canvas, picture, values.shuffled ? gather(data, order, 3) : data, {channels: 3});
    results.forEach((result, f) => {
      result.hidden = f > 0 && (filters === 3 || f >= filters);
      if (!result.hidden)
        paint(result, picture, output, {channels: filters, channel: filters === 3 ? undefined : f});
    });
    for (const mark of marks)
      Object.assign(mark.style, {
        left: `${((column + 0.5) / width) * 100}%`,
        top: `${((row + 0.5) / height) * 100}%`
      });
    labels[0].textContent = t.input(height, width) + (values.shuffled ? t.shuffled : "");
    labels[1].textContent = t.output(height, width, filters) + (values.shuffled ? t.back : "");
    for (const update of updates) update();
    const own = weightsOf(values);
    cells.forEach((cell, i) => {
      cell.element.closest("td")!.hidden = i >= own.length;
      cell.show(own[i] ?? 0, 1);
    });
    weightTable.hidden = values.mixing === "blur";
    blurred.hidden = values.mixing !== "blur";
    outputs.hidden = values.mixing !== "own";
    look(filters);
    verdict.textContent = said(values);
  }
  state.follow(show, ["mixing", "outputs", "mix", "shuffled", "spot"]);

  /** The pixels around the spot, in and out, with those framed that the plan's `explain` names as read. */
  function look(filters: number) {
    const [row, column] = at();
    const {terms} = layer!.explain("z1", [0, row, column, 0]);
    const read = new Set(terms.flatMap(({from}) => (from ? [`${from.index[1]} ${from.index[2]}`] : [])));
    const around = (data: Float32Array, channels: number, marked: (r: number, c: number) => boolean) =>
      Array.from({length: 25}, (_, i) => {
        const [r, c] = [row + Math.floor(i / 5) - 2, column + (i % 5) - 2];
        const inside = r >= 0 && r < picture.height && c >= 0 && c < picture.width;
        const p = (r * picture.width + c) * channels;
        const rgb = [0, 1, 2].map(k =>
          Math.round(255 * Math.max(0, Math.min(1, data[p + (channels === 3 ? k : 0)])))
        );
        return svg("rect", {
          x: (i % 5) * 22 + 3,
          y: Math.floor(i / 5) * 22 + 3,
          width: 21,
          height: 21,
          fill: inside ? `rgb(${rgb})` : "none",
          class: inside && marked(r, c) ? "read" : "unread"
        });
      });
    lens[0].replaceChildren(
      ...around(picture.data, 3, (r, c) => read.has(`${r} ${c}`)).sort(
        (a, b) => Number(a.classList.contains("read")) - Number(b.classList.contains("read"))
      )
    );
    lens[1].replaceChildren(...around(flat(layer!.output), filters, (r, c) => r === row && c === column));
    reads.textContent = t.read(read.size);
    const lines = Array.from({length: filters}, (_, f) => {
      const {terms: products, sum} = layer!.explain("z1", [0, row, column, f]);
      if (products.length > 3) return `${f + 1}: 27 × … = ${fixed(sum)}`;
      return `${products.map(p => `${fixed(p.input)}·${p.weight < 0 ? `(${fixed(p.weight)})` : fixed(p.weight)}`).join(" + ")} = ${fixed(sum)}`;
    });
    sums.replaceChildren(...lines.map(line => html("span", {}, line)));
  }

  function said(values: PictureValues): string {
    if (!values.shuffled) return "";
    return difference === 0 ? t.same : t.differs(significant(difference, 2));
  }

  const element = figure({
    id: "on-a-picture-figure",
    title: t.title,
    state,
    parameters: ["mixing", "outputs", "mix", "shuffled", "spot"],
    controls: [
      options(state, "mixing", t.mixing, t.names),
      checkbox(state, "shuffled", t.shuffle),
      html(
        "span",
        {class: "control"},
        html("label", {class: "file-button"}, t.open, file),
        button(t.drawn, () => use(drawnPicture())),
        html("span", {}, t.drop)
      )
    ],
    body: html(
      "div",
      {class: "on-a-picture"},
      html("div", {class: "flow-item"}, framed(canvas, marks[0]), labels[0]),
      html("div", {class: "flow-item"}, framed(results[0], marks[1]), others, labels[1]),
      html(
        "div",
        {class: "flow-item"},
        svg(
          "svg",
          {viewBox: "0 0 252 116", width: 252, class: "lens", "aria-hidden": "true"},
          ...lens,
          svg("path", {class: "wire", d: "M116,58h18m-6,-5l6,5l-6,5"})
        ),
        html("p", {class: "flow-label"}, t.lens),
        reads,
        sums
      ),
      html("div", {class: "flow-item"}, weightTable, blurred, outputs),
      verdict
    ),
    caption: t.caption,
    describe(values) {
      const {terms} = layer!.explain("z1", [0, ...at(), 0]);
      const pixels = new Set(terms.flatMap(({from}) => (from ? [`${from.index}`.replace(/,\d+$/, "")] : [])));
      return t.describe(t.names[values.mixing], pixels.size, said(values));
    },
    // The picture itself can be saved as one; these are the sums at the pixel that is looked at.
    data: () =>
      Array.from({length: layer!.output.shape[3]}, (_, f) =>
        layer!.explain("z1", [0, ...at(), f]).terms.map(({from, input, weight, product}) => ({
          filter: f + 1,
          row: from ? from.index[1] + 1 : "padding",
          column: from ? from.index[2] + 1 : "padding",
          channel: from ? (["red", "green", "blue"] as const)[from.index[3]] : "padding",
          input,
          weight,
          product
        }))
      ).flat()
  });
  const taken = (items: DataTransfer | null) => items?.files[0];
  element.addEventListener("dragover", event => event.preventDefault());
  element.addEventListener("drop", event => {
    event.preventDefault();
    const dropped = taken(event.dataTransfer);
    if (dropped) load(dropped);
  });
  document.addEventListener("paste", event => {
    const pasted = taken(event.clipboardData);
    const {top, bottom} = element.getBoundingClientRect();
    if (pasted && bottom > 0 && top < innerHeight) load(pasted);
  });
  return element;
}

/** Runs a plan on pixels; a copy of what comes out. */
function through(layer: Plan, data: Float32Array): Float32Array {
  layer.feed(data);
  layer.forward();
  return flat(layer.output).slice();
}

const permutation = ({height, width}: Picture): Int32Array =>
  shuffle(
    Int32Array.from({length: height * width}, (_, i) => i),
    random(1)
  );

/** Pixel order[p] of the picture, at place p. */
function gather(data: Float32Array, order: Int32Array, channels: number): Float32Array {
  const result = new Float32Array(data.length);
  order.forEach((from, p) => {
    for (let c = 0; c < channels; c++) result[p * channels + c] = data[from * channels + c];
  });
  return result;
}

/** The other way round: the pixel at place p goes back to order[p]. */
function scatter(data: Float32Array, order: Int32Array, channels: number): Float32Array {
  const result = new Float32Array(data.length);
  order.forEach((to, p) => {
    for (let c = 0; c < channels; c++) result[to * channels + c] = data[p * channels + c];
  });
  return result;
}
