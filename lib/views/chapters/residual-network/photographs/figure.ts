// Two networks that were trained on photographs, opened: a picture goes through them, whole or with parts taken out.
import {max, median, min} from "d3-array";
import type {PhotographOptions, PhotographRecord} from "../../../../experiments/photograph.js";
import type {Row} from "../../../../lesson/csv.js";
import {count, fixed, percent} from "../../../../lesson/numbers.js";
import type {Values} from "../../../../lesson/parameters.js";
import {pageWorkers} from "../../../../worker/client.js";
import {camera} from "../../../drawing/camera.js";
import {drawnPicture, type Picture, paint, square} from "../../../drawing/colour-picture.js";
import {type Curves, curves, plotted} from "../../../drawing/curves.js";
import {opener} from "../../../drawing/open-picture.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {extent} from "../../../kit/colour.js";
import {button, options, slider} from "../../../kit/controls.js";
import {html, write} from "../../../kit/dom.js";
import {newest} from "../../../kit/newest.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {sentences} from "../../../kit/texts.js";
import {blockRow} from "../block-row.js";
import {
  type Change,
  errorsWith,
  isGrey,
  type MeasuredNetwork,
  passages,
  ranked,
  typical
} from "../model/photographs.js";
import {names} from "../names.js";
import {photographBlocks, type photographParameters} from "../parameters.js";
import {isWhole, reached, type Said} from "./goal.js";
import {likeliest} from "./likeliest.js";
import {ownNetwork} from "./own-network.js";
import {t} from "./texts.js";

const kinds = ["plain", "residual"] as const;
const architectures = {plain: "cifar-plain-20", residual: "cifar-resnet-20"} as const;
const signs = {plain: "photoPlain", residual: "photoResidual"} as const;

/** The pixels on a side of what the networks were trained with. */
const side = 32;

/** A file of weights: Framework's FileAttachment. */
interface File {
  arrayBuffer(): Promise<ArrayBuffer>;
}

export function photographs(
  state: State<typeof photographParameters>,
  measured: readonly MeasuredNetwork[],
  files: {readonly [K in (typeof kinds)[number]]: File}
): HTMLElement {
  const parameters = ["photoAct", "photoResidual", "photoPlain", "photoPassed"] as const;
  let picture = square(drawnPicture(), side);
  let weights: readonly Uint8Array[] | undefined;
  const panels = kinds.map((kind, i) => panel(state, kind, measured[i]));

  /** What the residual network says now, and what it said of the picture when it was whole. */
  let [now, whole]: (Said | undefined)[] = [];
  const ask = newest(
    async () => {
      if (!weights) return;
      const of = {picture, left: panels[1].signs(), passed: state.values.photoPassed};
      try {
        return {of, records: await Promise.all(weights.map((file, i) => read(i, file)))};
      } catch (failure) {
        notice(t.failed(String(failure)));
      }
    },
    found => {
      for (const [i, {show}] of panels.entries()) show(found?.records[i]);
      const best = panels[1].best();
      now = found && best ? {...found.of, best} : undefined;
      if (now && isWhole(now)) whole = now;
      tellShown(element);
    }
  );

  const read = (i: number, weights: Uint8Array) =>
    through({
      network: architectures[kinds[i]],
      ...{weights, scale: measured[i].scale, pixels: picture.data},
      passages: passages(panels[i].signs(), state.values.photoPassed)
    });
  const yours = ownNetwork({
    classes: measured[0].classes,
    taken: () => taken(state.values),
    read: (weights, passages) => through({weights, scale: measured[0].scale, pixels: picture.data, passages}),
    said: () => tellShown(element)
  });

  function follow() {
    for (const {draw} of panels) draw();
    void ask();
    void yours.ask();
  }

  const bytes = measured.reduce((sum, network) => sum + network.bytes, 0);
  const label = t.open(`${fixed(bytes / 1e6, 1)} MB`);
  const open = button(
    label,
    async () => {
      open.disabled = true;
      write(open, t.opening);
      try {
        weights = await Promise.all(kinds.map(async kind => new Uint8Array(await files[kind].arrayBuffer())));
        open.hidden = true;
        // Who pressed it goes on with what it opened.
        element.querySelector<HTMLElement>(".block-row button")?.focus({preventScroll: true});
        follow();
      } catch (error) {
        open.disabled = false;
        write(open, label);
        notice(t.absent(String(error)));
      }
    },
    {class: "primary"}
  );

  const shown = html("canvas", {role: "img", "aria-label": t.picture});
  const use = (next: Picture) => {
    own.camera.stop();
    picture = square(next, side);
    paint(shown, picture, picture.data, {channels: 3});
    follow();
  };
  const own = {...opener(use, {quiet: true}), camera: camera(use, shown)};
  paint(shown, picture, picture.data, {channels: 3});

  const element: HTMLElement = figure({
    id: "photographs",
    title: t.title,
    state,
    parameters,
    controls: [
      open,
      options(state, "photoAct", t.act, t.acts),
      slider(state, "photoPassed", t.passed, {format: k => t.of(k, photographBlocks)})
    ],
    body: html(
      "div",
      html(
        "div.photograph",
        shown,
        html(
          "p.control",
          own.element,
          own.camera.element,
          button(t.drawn, () => use(drawnPicture())),
          html("span", t.drop)
        )
      ),
      html("div.duo", ...panels.map(({element}) => element)),
      html(
        "div.pane",
        html("h4", t.measured),
        plotted(width => lesionChart(measured, width), {height: 230}).element
      ),
      ...folds(
        measured,
        panels.map(({inside}) => inside),
        yours.element
      )
    ),
    caption: t.caption(
      percent(typical(measured[1], "deleted")),
      percent(typical(measured[0], "deleted")),
      percent(measured[1].error)
    ),
    goal: {...t.goal, reached: () => reached(now, whole)},
    hint: t.hint,
    describe: () => {
      const [plain, residual] = panels.map(({say}) => say());
      return sentences(
        weights && t.describe(residual, plain),
        yours.say() && t.yours(yours.say()),
        summary(measured)
      );
    },
    data: () => [...panels.flatMap(({rows}) => rows()), ...historyRows(measured)]
  });
  own.listen(element);
  // A page that was left has lost its workers: it asks again when it comes back.
  addEventListener("pageshow", ({persisted}) => persisted && follow());
  state.follow(follow, parameters);
  return element;
}

/** What unfolds: the insides of the networks, how they were trained, and a network of the reader's own. */
const folds = (measured: readonly MeasuredNetwork[], insides: readonly HTMLElement[], own: HTMLElement) => [
  html("details", html("summary", t.inside), html("div.duo", ...insides)),
  html(
    "details",
    html("summary", t.trained),
    html("p.remark", recipe(measured)),
    plotted(width => historyChart(measured, width), {height: 230}).element,
    besideThePaper(measured)
  ),
  html("details", html("summary", t.own), own)
];

/** What a press takes of a block of a residual network. */
const taken = ({photoAct}: Values<typeof photographParameters>) => (photoAct === "cut" ? "a" : "0");

/** Sends a picture through a network, in a worker. */
async function through(options: PhotographOptions): Promise<PhotographRecord | undefined> {
  for await (const record of pageWorkers().run("photograph", options)) return record;
}

/** One of the networks: its blocks, and what it says of the picture. */
function panel(
  state: State<typeof photographParameters>,
  kind: (typeof kinds)[number],
  network: MeasuredNetwork
) {
  let record: PhotographRecord | undefined;
  const {blocks} = network;
  const row = blockRow({
    kind,
    name: t.row(names.kinds[kind]),
    blocks: blocks.length,
    taken: () => (kind === "residual" ? taken(state.values) : "0"),
    left: () => state.values[signs[kind]],
    set: left => state.set({[signs[kind]]: left}),
    say: (block, left) => {
      const {share, deleted, arcRemoved, readOut} = blocks[block];
      const passed = block < state.values.photoPassed;
      return t.block(
        block + 1,
        passed ? t.left[left] : t.unpassed,
        share === undefined ? "" : percent(share),
        percent(deleted),
        arcRemoved === undefined ? "" : percent(arcRemoved),
        percent(readOut)
      );
    },
    shares: kind === "residual" ? blocks.map(({share}) => share!) : undefined
  });
  const verdict = html("p.finding", t.closed);
  const bars = html("div.classes", {"aria-hidden": "true"});
  const inside = html("div.pane");
  const answers = () => (record ? ranked(record.probabilities, network.classes) : []);
  const say = () => {
    const [best] = answers();
    return best ? t.says(t.classes[best.name], percent(best.probability)) + names.stop : t.closed;
  };
  return {
    element: html(
      "div.pane.strip-of-blocks",
      html("p", {class: `pane-heading ${kind}`}, t.heading(names.kinds[kind], percent(network.error))),
      row.element,
      verdict,
      bars
    ),
    inside,
    signs: row.signs,
    say,
    /** The likeliest class. */
    best: (): string | undefined => answers()[0]?.name,
    draw() {
      row.draw();
      for (const [block, box] of [...row.element.children].entries())
        box.classList.toggle("unpassed", block >= state.values.photoPassed);
    },
    show(next: PhotographRecord | undefined) {
      record = next;
      verdict.textContent = say();
      bars.replaceChildren(
        ...likeliest(answers().map(({name, probability}) => ({name: t.classes[name], probability})))
      );
      if (record) inside.replaceChildren(...drawFilters(kind, record), ...drawMaps(kind, record));
    },
    rows: (): Row[] => [
      ...(["deleted", "arcRemoved", "readOut"] as const).flatMap(change =>
        blocks.flatMap((block, k) =>
          block[change] === undefined ? [] : [dataRow(columns[change], kind, k + 1, block[change])]
        )
      ),
      ...answers().map(({name, probability}) => dataRow("probability now in %", kind, name, probability))
    ]
  };
}

const columns = {
  deleted: "test error without this block's layers in %",
  arcRemoved: "test error without this block's arc in %",
  readOut: "test error read after this block in %"
};

const dataRow = (quantity: string, network: string, at: number | string, share: number): Row => ({
  quantity,
  network,
  at,
  value: inPercent(share)
});

/** A small picture for each of some channels or filters, in words too. */
const pictures = (label: string, canvases: readonly HTMLCanvasElement[]) => [
  html("p.pane-heading", label),
  html("div.signal-maps", {role: "img", "aria-label": label}, ...canvases)
];

/** The filters of the first layer in the colours that they wait for; a weight of 0 is grey. */
function drawFilters(kind: (typeof kinds)[number], {filters}: PhotographRecord): HTMLElement[] {
  const [height, width, channels, count] = filters.shape;
  const each = Array.from({length: count}, (_, filter) =>
    filters.values.filter((_, i) => i % count === filter)
  );
  const label = t.filters(names.kinds[kind], count, each.filter(isGrey).length);
  return pictures(
    label,
    each.map(weights => {
      const canvas = html("canvas", {"aria-hidden": "true"});
      const scale = extent(weights);
      paint(
        canvas,
        {height, width},
        weights.map(w => 0.5 + w / scale / 2),
        {channels}
      );
      return canvas;
    })
  );
}

/** The channels that the last layer reads: the brighter, the stronger. */
function drawMaps(kind: (typeof kinds)[number], {signal}: PhotographRecord): HTMLElement[] {
  const [height, width, channels] = signal.shape;
  const scale = extent(signal.values);
  const shares = signal.values.map(value => value / scale);
  return pictures(
    t.map(names.kinds[kind], channels, height),
    Array.from({length: channels}, (_, channel) => {
      const canvas = html("canvas", {"aria-hidden": "true"});
      paint(canvas, {height, width}, shares, {channels, channel});
      return canvas;
    })
  );
}

/** What the paper measured of networks of this kind, beside what was measured here: trained unlike, and told apart. */
const besideThePaper = (measured: readonly MeasuredNetwork[]) =>
  table(
    [t.network, t.here(measured[0].recipe.epochs), t.paper],
    measured.map(({error}, i) => [
      t.twenty(names.kinds[kinds[i]]),
      percent(error),
      kinds[i] === "residual" ? "8.75%" : t.untold
    ]),
    {caption: t.apart}
  );

const perCent = (share: number) => 100 * share;

/** The measured errors with one change at a block. */
function lesionChart([plain, residual]: readonly MeasuredNetwork[], width: number): Curves {
  const lines = [
    [t.residualArc, "--shortcut", residual, "arcRemoved"],
    [t.plainLayers, "--plain", plain, "deleted"],
    [t.residualLayers, "--residual", residual, "deleted"]
  ] as const satisfies readonly (readonly [string, string, MeasuredNetwork, Change])[];
  return curves(
    lines.map(([label, colour, network, change]) => ({
      ...{label, colour, dots: true},
      points: errorsWith(network, change).map((error, k) => ({x: k + 1, y: perCent(error)}))
    })),
    {
      ...{width, height: 230},
      x: {
        label: t.place,
        domain: [0, photographBlocks + 1],
        ticks: Array.from({length: photographBlocks}, (_, k) => k + 1)
      },
      y: {label: "", domain: [0, 100], ticks: [0, 25, 50, 75, 100]},
      levels: [{y: perCent(1 - 1 / plain.classes.length), label: names.chance}],
      description: lines
        .map(([label, , network, change]) => {
          const errors = errorsWith(network, change).map(perCent);
          const [middle, least, most] = [median(errors)!, min(errors)!, max(errors)!];
          return `${label}${names.colon}${t.range(fixed(middle, 1), fixed(least, 1), fixed(most, 1))}`;
        })
        .join(names.semicolon)
    }
  );
}

/** Test and training error by epoch. */
const historyChart = (measured: readonly MeasuredNetwork[], width: number): Curves =>
  curves(
    measured.flatMap(({history}, i) =>
      (["testError", "trainingError"] as const).map(what => ({
        label: `${names.kinds[kinds[i]]}${names.comma}${what === "testError" ? t.test : t.training}`,
        colour: `--${kinds[i]}`,
        dashed: what === "trainingError",
        points: history.map(epoch => ({x: epoch.epoch, y: perCent(epoch[what])}))
      }))
    ),
    {
      ...{width, height: 230},
      x: {label: t.epochs, ticks: 5},
      y: {label: t.error, domain: [0, 80], ticks: 4},
      description: measured
        .map(({error}, i) => t.final(names.kinds[kinds[i]], percent(error)))
        .join(names.semicolon)
    }
  );

const recipe = ([{recipe, images}]: readonly MeasuredNetwork[]): string =>
  t.recipe(recipe, count(images.training));

const summary = ([plain, residual]: readonly MeasuredNetwork[]): string =>
  t.lost(
    percent(typical(residual, "deleted")),
    percent(typical(residual, "arcRemoved")),
    percent(typical(plain, "deleted"))
  );

const historyRows = (measured: readonly MeasuredNetwork[]): Row[] =>
  measured.flatMap(({history}, i) =>
    history.flatMap(({epoch, testError, trainingError}) => [
      dataRow("test error by epoch in %", kinds[i], epoch, testError),
      dataRow("training error by epoch in %", kinds[i], epoch, trainingError)
    ])
  );
