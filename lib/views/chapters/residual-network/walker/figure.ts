// ResNet-34 and its relatives, layer by layer: a bar for each, the wider the more channels, the higher the larger its map.
import type {Row} from "../../../../lesson/csv.js";
import {count} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import type {ArchitectureName} from "../../../../nn/architectures.js";
import {figure} from "../../../figure/figure.js";
import {options, select, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {type BlockRow, type LayerRow, published, type Walk, walk} from "../model/walker-layers.js";
import {walkerParameters} from "../parameters.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

export function walker(state: State<typeof walkerParameters>): HTMLElement {
  const parameters = namesOf(walkerParameters);
  const body = html("div.walk");
  const detail = html("p.remark.walk-detail", " ");
  const totals = html("div.walk-totals");
  const note = html("p.remark.stale", t.onlyResidual);
  const chosen = () => {
    const {walkDepth, walkKind, walkSide: side} = state.values;
    const plain = walkKind === "plain" && Number(walkDepth) <= 34;
    const name = `${plain ? "plain" : "resnet"}-${walkDepth}` as ArchitectureName;
    return {name, side, missing: walkKind === "plain" && !plain, network: walk(name, side)};
  };
  const say = (text: string) => {
    detail.textContent = text;
  };
  const describe = () => {
    const {name, side, network} = chosen();
    return t.describe(name.replace("resnet", "ResNet"), network, side);
  };

  const element = figure({
    id: "walker",
    title: t.title,
    state,
    parameters,
    controls: [
      select(state, "walkDepth", t.depth, {}),
      options(state, "walkKind", t.kind, t.kinds),
      slider(state, "walkSide", t.side)
    ],
    body: html("div", note, body, detail, html("details", html("summary", t.compared), totals)),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(chosen().network, walk("resnet-34", 224))},
    hint: t.hint,
    describe,
    data: () => layerRows(chosen().network)
  });
  state.follow(() => {
    const {name, side, missing, network} = chosen();
    note.hidden = !missing;
    body.replaceChildren(...groupsOf(network, side, say));
    totals.replaceChildren(totalsTable(name, network), html("p.remark", t.sources));
    say(describe());
    body.querySelector<HTMLElement>(".layer")!.tabIndex = 0;
  }, parameters);
  walkable(body);
  return element;
}

/** One stop for Tab, and the arrow keys from layer to layer. */
function walkable(body: HTMLElement): void {
  body.addEventListener("keydown", event => {
    const way = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key];
    const layers = [...body.querySelectorAll<HTMLElement>(".layer")];
    const next = layers[layers.indexOf(event.target as HTMLElement) + (way ?? 0)];
    if (!way || !next) return;
    event.preventDefault();
    for (const layer of layers) layer.tabIndex = layer === next ? 0 : -1;
    next.focus();
  });
}

/** Lengths in pixels: by the square root, since areas are compared, and 7×7 has to be seen beside 224×224. */
const heightOf = ([side]: readonly number[], input: number) => Math.round(12 + 104 * Math.sqrt(side / input));
const widthOf = (channels: number) => Math.round(2 + 0.86 * Math.sqrt(channels));

/** The groups of a network as bars, each layer with what it costs; `say` is told of the layer that is pointed at. */
function groupsOf(
  {stem, pool, groups, head}: Walk,
  side: number,
  say: (text: string) => void
): HTMLElement[] {
  const row = (text: string, shape: readonly number[], cost?: LayerRow, kind = "") => {
    const said = `${text} → ${shape.join("×")}${cost ? ` · ${t.cost(cost)}` : ""}`;
    return html("div", {
      class: `layer ${cost ? kind : "free"}`,
      style: `--wide: ${widthOf(shape.at(-1)!)}px; --high: ${heightOf(shape.length > 1 ? shape : [1], side)}px`,
      tabindex: -1,
      role: "listitem",
      "aria-label": said,
      focus: () => say(said),
      pointerenter: () => say(said)
    });
  };
  const list = (shortcut: string, ...rows: (Node | false | undefined)[]) =>
    html("div", {class: `block ${shortcut}`, role: "list"}, ...rows);
  const block = ({shortcut, layers, projection}: BlockRow) =>
    list(
      shortcut,
      ...layers.map(layer => row(t.conv(layer), layer.shape, layer)),
      projection && row(t.projection, projection.shape, projection, "projected")
    );
  // Long groups repeat one block: a few of them tell it all.
  const group = (blocks: readonly BlockRow[]) => {
    const count = blocks.length > 6 ? 3 : blocks.length;
    const left = blocks.length - count;
    return [...blocks.slice(0, count).map(block), left > 0 && html("p.more", t.more(left))];
  };
  const card = (title: string, largest: readonly number[], ...children: (Node | false)[]) =>
    html(
      "section.group",
      {style: `--tall: ${heightOf(largest.length > 1 ? largest : [1], side)}px`},
      html("div.bars", ...children),
      html("h4", title, html("span.num", largest.join("×")))
    );
  const {pooled, dense} = head;
  return [
    card(
      t.start,
      [side, side, 3],
      list(
        "none",
        row(t.input, [side, side, 3]),
        row(t.conv(stem), stem.shape, stem),
        pool && row(t.maxPool, pool)
      )
    ),
    ...groups.map((blocks, i) => card(t.group(i + 1), blocks[0].layers.at(-1)!.shape, ...group(blocks))),
    card(
      t.end,
      dense.shape,
      list(
        "none",
        row(t.average, pooled),
        row(t.dense(dense.shape[0]), dense.shape, dense),
        row("softmax", dense.shape)
      )
    )
  ];
}

/** All parameters and multiply-adds, counted and published. */
function totalsTable(name: ArchitectureName, {parameters, multiplyAdds}: Walk): HTMLElement {
  const known = published[name] ?? {};
  return table(
    [t.totals, t.counted, t.published],
    [
      [t.parameters, count(parameters), known.parameters ? count(known.parameters) : "–"],
      [
        t.macs,
        t.work(multiplyAdds, 3),
        known.multiplyAdds ? t.work(known.multiplyAdds, known.multiplyAdds < 1e10 ? 2 : 3) : "–"
      ]
    ]
  );
}

function layerRows({stem, groups, head}: Walk): Row[] {
  const layers = groups.flat().flatMap(b => [...b.layers, ...(b.projection ? [b.projection] : [])]);
  return [stem, ...layers, head.dense].map(({shape, kernel, stride, parameters, multiplyAdds}, i) => ({
    layer: i + 1,
    "output shape": shape.join("×"),
    kernel,
    stride,
    parameters,
    "multiply-adds": multiplyAdds
  }));
}
