// What each layer of the reader's network makes of the picture, chosen among its bars; and its weights, where they tell.
import type {LayerPlace, LayerResult} from "../../../../experiments/opened.js";
import type {Architecture} from "../../../../nn/index.js";
import {paint} from "../../../drawing/colour-picture.js";
import {heat} from "../../../drawing/heat.js";
import {extent} from "../../../kit/colour.js";
import {html} from "../../../kit/dom.js";
import {nextFrame} from "../../../kit/frames.js";
import {layerBars, walkable} from "../layer-bars.js";
import {walk} from "../model/walker-layers.js";
import {filterPictures, pictures} from "./panel.js";
import {t} from "./texts.js";

/** Rows and columns of a matrix of weights that are shown at most, an entry a pixel or more. */
const most = 256;

/** Maps that are painted in one frame: the largest have 112×112 pixels. */
const inAFrame = 4;

/** The layers as bars, and below them what the one that is chosen makes; `choose` asks for that. */
export function ownLayers(architecture: Architecture, choose: (layer: LayerPlace) => void) {
  const [side] = architecture.input;
  const network = walk(architecture, side);
  const blocks = network.groups.flat().length;
  const cost = html("p.remark.walk-detail", " ");
  const result = html("div");
  const matrix = heat();
  let chosen: HTMLElement | undefined;
  let name = "";
  let shows = 0;
  const bars = html(
    "div.walk",
    ...layerBars(network, side, {
      say: text => {
        cost.textContent = text;
      },
      choose(layer, text, bar) {
        if (bar === chosen) return;
        chosen?.removeAttribute("aria-current");
        bar.setAttribute("aria-current", "true");
        chosen = bar;
        name = t.layerAt(layer.part, blocks, text);
        choose(layer);
      }
    })
  );
  walkable(bars);
  bars.querySelector<HTMLElement>(".layer")!.tabIndex = 0;
  return {
    element: html("div", html("p.remark", t.layersHint), bars, cost, result),
    /** Draws what a layer makes: that which was chosen last. No frame has to wait for all of it. */
    async show(layer: LayerResult) {
      const turn = ++shows;
      const {elements, canvases, draw} = mapsOf(name, layer);
      result.replaceChildren(...elements);
      for (const [channel, canvas] of canvases.entries()) {
        if (channel % inAFrame === 0) await nextFrame();
        if (turn !== shows) return;
        draw(canvas, channel);
      }
      await nextFrame();
      if (turn === shows) result.append(...weightsOf(name, layer, matrix));
    }
  };
}

/** A map for each channel: grey from 0 on, or around it where there are numbers below. */
function mapsOf(name: string, {shape, shown, values}: LayerResult) {
  const [height, width, channels] = shape;
  if (width === undefined) {
    const elements = [html("p.pane-heading", t.scores(name, height))];
    return {elements, canvases: [], draw() {}};
  }
  // Almost a million numbers: a function for each would be felt.
  let least = 0;
  for (let i = 0; i < values.length; i++) if (values[i] < least) least = values[i];
  const signed = least < 0;
  const canvases = Array.from({length: shown}, () => html("canvas", {"aria-hidden": "true"}));
  return {
    canvases,
    elements: pictures(t.layerMaps(name, channels, shown, `${height}×${width}`, signed), canvases),
    draw(canvas: HTMLCanvasElement, channel: number) {
      const map = new Float32Array(height * width);
      let largest = 0;
      for (let p = 0; p < map.length; p++) {
        map[p] = values[p * shown + channel];
        largest = Math.max(largest, Math.abs(map[p]));
      }
      const [zero, one] = signed ? [0.5, 0.5] : [0, 1];
      for (let p = 0; p < map.length; p++) map[p] = zero + (one * map[p]) / (largest || 1);
      paint(canvas, {height, width}, map, {channels: 1, channel: 0});
    }
  };
}

/** The filters of the first layer as pictures; a 1×1 convolution is a matrix. */
function weightsOf(
  name: string,
  {weights}: LayerResult,
  {element, canvas, show}: ReturnType<typeof heat>
): HTMLElement[] {
  if (!weights) return [];
  if (weights.shape[0] > 1) return filterPictures(name, weights);
  const [, , inputs, filters] = weights.shape;
  const [rows, columns] = [Math.min(most, inputs), Math.min(most, filters)];
  const label = t.matrix(inputs, filters, rows, columns);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  show({
    ...{rows, columns, cell: Math.max(1, Math.floor(most / Math.max(rows, columns)))},
    scale: extent(weights.values),
    value: (row, column) => weights.values[row * filters + column]
  });
  return [html("p.pane-heading", label), element];
}
