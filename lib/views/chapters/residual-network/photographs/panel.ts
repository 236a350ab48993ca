// One of the two networks: its blocks, what it says of the picture, and its insides.
import type {PhotographRecord} from "../../../../experiments/photograph.js";
import type {Row} from "../../../../lesson/csv.js";
import {percent} from "../../../../lesson/numbers.js";
import type {Values} from "../../../../lesson/parameters.js";
import {paint} from "../../../drawing/colour-picture.js";
import {extent} from "../../../kit/colour.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {blockRow} from "../block-row.js";
import {isGrey, type Kind, type MeasuredNetwork, ranked} from "../model/photographs.js";
import {names} from "../names.js";
import type {photographParameters} from "../parameters.js";
import {dataRow} from "./measured.js";
import {t} from "./texts.js";
import {verdict} from "./verdict.js";

const signs = {plain: "photoPlain", residual: "photoResidual"} as const;

/** What a press takes of a block of a residual network. */
export const taken = ({photoAct}: Values<typeof photographParameters>) => (photoAct === "cut" ? "a" : "0");

/** One of the networks: its blocks, and what it says of the picture. */
export function panel(state: State<typeof photographParameters>, kind: Kind, network: MeasuredNetwork) {
  let record: PhotographRecord | undefined;
  const {blocks} = network;
  const row = blockRow({
    kind,
    name: t.row(names.kinds[kind]),
    blocks: blocks.length,
    taken: () => (kind === "residual" ? taken(state.values) : "0"),
    left: () => state.values[signs[kind]],
    set: left => state.set({[signs[kind]]: left}),
    passed: () => state.values.photoPassed,
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
  const {elements, say, show} = verdict(t.closed);
  const inside = html("div.pane");
  const answers = () => (record ? ranked(record.probabilities, network.classes) : []);
  return {
    element: html(
      "div.pane.strip-of-blocks",
      html("p", {class: `pane-heading ${kind}`}, t.heading(names.kinds[kind], percent(network.error))),
      row.element,
      ...elements
    ),
    inside,
    signs: row.signs,
    say,
    /** The likeliest class. */
    best: (): string | undefined => answers()[0]?.name,
    draw: row.draw,
    show(next: PhotographRecord | undefined) {
      record = next;
      show(answers().map(({name, probability}) => ({name: t.classes[name], probability})));
      if (record)
        inside.replaceChildren(
          ...filterPictures(names.kinds[kind], record.filters),
          ...drawMaps(kind, record)
        );
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

/** A small picture for each of some channels or filters, in words too. */
export const pictures = (label: string, canvases: readonly HTMLCanvasElement[]) => [
  html("p.pane-heading", label),
  html("div.signal-maps", {role: "img", "aria-label": label}, ...canvases)
];

/** The filters of the first layer in the colours that they wait for; a weight of 0 is grey. */
export function filterPictures(name: string, {shape, values}: PhotographRecord["filters"]): HTMLElement[] {
  const [height, width, channels, count] = shape;
  const weights = values.length / count;
  const each = Array.from({length: count}, (_, filter) =>
    Float32Array.from({length: weights}, (_, i) => values[i * count + filter])
  );
  const label = t.filters(name, count, each.filter(isGrey).length);
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
function drawMaps(kind: Kind, {signal}: PhotographRecord): HTMLElement[] {
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
