// The layers of a residual network as bars: the wider the more channels, the higher the larger its map.
import type {LayerPlace} from "../../../experiments/opened.js";
import {html} from "../../kit/dom.js";
import type {BlockRow, LayerRow, Walk} from "./model/walker-layers.js";
import {t} from "./walker/texts.js";

/** One stop for Tab, and the arrow keys from layer to layer. */
export function walkable(body: HTMLElement): void {
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

interface LayerBarsOptions {
  /** Told of the layer that is pointed at, or reached by keyboard. */
  readonly say: (text: string) => void;
  /** Told of a layer with weights that is pressed, or reached by keyboard. */
  readonly choose?: (layer: LayerPlace, text: string, bar: HTMLElement) => void;
}

/** The groups of a network as bars, each layer with what it costs. */
export function layerBars(
  {stem, pool, groups, head}: Walk,
  side: number,
  {say, choose}: LayerBarsOptions
): HTMLElement[] {
  const row = (
    text: string,
    shape: readonly number[],
    {cost, kind = "", place}: {cost?: LayerRow; kind?: string; place?: LayerPlace} = {}
  ) => {
    const said = `${text} → ${shape.join("×")}${cost ? ` · ${t.cost(cost)}` : ""}`;
    const bar = html("div", {
      class: `layer ${cost ? kind : "free"}`,
      style: `--wide: ${widthOf(shape.at(-1)!)}px; --high: ${heightOf(shape.length > 1 ? shape : [1], side)}px`,
      tabindex: -1,
      role: "listitem",
      "aria-label": said,
      focus: () => {
        say(said);
        if (place) choose?.(place, text, bar);
      },
      pointerenter: () => say(said)
    });
    return bar;
  };
  const list = (shortcut: string, ...rows: (Node | false | undefined)[]) =>
    html("div", {class: `block ${shortcut}`, role: "list"}, ...rows);
  const parts = groups.flat();
  const block = (shown: BlockRow) => {
    const {shortcut, layers, projection} = shown;
    const part = parts.indexOf(shown) + 1;
    return list(
      shortcut,
      ...layers.map((layer, at) => row(t.conv(layer), layer.shape, {cost: layer, place: {part, at}})),
      projection &&
        row(t.projection, projection.shape, {
          ...{cost: projection, kind: "projected"},
          place: {part, at: layers.length}
        })
    );
  };
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
        row(t.conv(stem), stem.shape, {cost: stem, place: {part: 0, at: 0}}),
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
        row(t.dense(dense.shape[0]), dense.shape, {cost: dense, place: {part: parts.length + 1, at: 0}}),
        row("softmax", dense.shape)
      )
    )
  ];
}
