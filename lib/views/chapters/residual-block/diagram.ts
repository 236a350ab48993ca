import type {OperationName, Tensor} from "../../../index.js";
import {short} from "../../../lesson/numbers.js";
import {svgName} from "../../drawing/names.js";
import {centred, textAt} from "../../drawing/text.js";
import {tiles} from "../../drawing/tiles.js";
import {html, set, svg} from "../../kit/dom.js";
import {spoken} from "../../kit/labels.js";
import {numberCell} from "../../kit/number-cell.js";
import {pickable} from "../../kit/pick.js";
import {resized} from "../../kit/resize.js";
import {texts} from "../../kit/texts.js";
import {type DrawnGrid, drawGrid} from "./grid.js";
import type {Flow, Item} from "./model/flow.js";
import {type Layout, layout, type Placed} from "./model/layout.js";
import {arrow, mainPath, shortcutPath} from "./paths.js";

const t = texts({
  en: {main: "main path", shortcut: "shortcut", linear: "linear", pad: "pad", upright: false},
  zh: {main: "主路径", shortcut: "捷径", linear: "线性", pad: "补零", upright: true}
});

/** One number of an array. */
export interface Chosen {
  readonly key: string;
  readonly index: readonly number[];
}

/** What a diagram shows at a moment. */
export interface Look {
  /** The array of a key, or undefined while nothing stands there yet. */
  tensor(key: string): Tensor | undefined;
  /** Where the colour scale of an array ends. */
  scale(key: string): number;
  /** The items of this step are the ones at work. */
  readonly step: number;
  readonly chosen?: Chosen;
  /** The numbers that made the chosen one. */
  readonly terms?: readonly Chosen[];
  /** Whether ReLU cut this number. */
  cut?(key: string, index: readonly number[]): boolean;
  /** Whether this number differs from the one that it is compared with. */
  differs?(key: string, index: readonly number[]): boolean;
}

export interface DiagramOptions {
  readonly label: string;
  /** Hue of the paths: gradients wear theirs. */
  readonly hue?: "values" | "gradients";
  /** Words for what is at an index, with its value. */
  say(chosen: Chosen): string;
  choose(chosen: Chosen): void;
  /** Goes to a step whose operator was pressed. */
  go?(step: number): void;
  /** Which arrays can be edited, and what to do with a new number. */
  readonly edit?: {holds(key: string): boolean; change(chosen: Chosen, value: number): void};
}

export interface Drawn {
  readonly svg: SVGSVGElement;
  readonly layout: Layout;
  readonly grids: ReadonlyMap<string, DrawnGrid>;
  readonly shortcut: SVGPathElement | undefined;
  /** The main path as far as the walk has come. */
  readonly walked: SVGPathElement;
  /** The colours of all grids. */
  readonly ground: ReturnType<typeof tiles>;
}

interface Current extends Drawn {
  readonly width: number;
  /** Brings it up to date with what is to be seen. */
  readonly refresh: () => void;
}

/** Draws a block: arrays on their ways, operators between them. Every number can be pointed at, some can be edited. */
export function diagram(options: DiagramOptions) {
  const {label, hue = "values", edit} = options;
  let flow: Flow | undefined;
  let look: Look | undefined;
  let current: Current | undefined;
  /** A reader goes back and forth between sizes: what has been drawn is kept. */
  const kept = new WeakMap<Flow, Current>();
  const chosen = () => look?.chosen;
  const editor = edit && numberEditor(options, edit, chosen);
  const box = resized(width => {
    if (!flow) return html("span");
    const known = kept.get(flow);
    current = known?.width === width ? known : draw(flow, width);
    kept.set(flow, current);
    current.refresh();
    return current.svg;
  });
  const element = html("div", {class: `diagram ${hue}`, role: "group", "aria-label": label}, box.element);
  if (editor) element.append(editor.element);

  function draw(flow: Flow, width: number): Current {
    const fresh = drawing(flow, width, options.go);
    const grids = [...fresh.grids.values()];
    const syncs = grids.map(grid => picked(grid, {options, chosen, editor}));
    const refresh = () => {
      if (!look) return;
      const {step, tensor, scale, cut} = look;
      fresh.ground.show(lay => {
        for (const grid of grids) {
          const {key} = grid.grid;
          grid.show(tensor(key), scale(key), lay, cut && (index => cut(key, index)));
        }
      });
      for (const grid of grids) markGrid(grid, look);
      set(fresh.walked, {d: mainPath(fresh.layout, step)});
      for (const mark of fresh.svg.querySelectorAll<SVGElement>("[data-step]")) {
        mark.classList.toggle("now", Number(mark.dataset.step) === step);
        mark.classList.toggle("later", Number(mark.dataset.step) > step);
      }
      for (const sync of syncs) sync();
      editor?.place(look, fresh);
    };
    return {...fresh, width, refresh};
  }

  return {
    element,
    draw(next: Flow) {
      if (next === flow) return;
      flow = next;
      look = undefined;
      box.redraw();
    },
    show(next: Look) {
      look = next;
      current?.refresh();
    },
    /** The drawing of the moment, for what moves on it. */
    get drawn() {
      return current;
    }
  };
}

/** A flow as a drawing, without its numbers. */
function drawing(flow: Flow, width: number, go: DiagramOptions["go"]): Drawn {
  const place = roomy(flow, width);
  // Drawn a little smaller where it would not fit.
  const scale = Math.min(1, width / place.width);
  const placed = [...place.main, ...place.shortcut];
  const grids = new Map(placed.flatMap(p => p.grids).map(g => [g.key, drawGrid(g)]));
  for (const [key, {area}] of grids) area.dataset.part = key;
  const ground = tiles();
  const shortcut = flow.span && shortcutPath(place, flow.span);
  const walked = svg("path.way.main");
  const head = flow.span && !flow.absent && arrow(place, flow.span[1]);
  if (flow.absent) shortcut?.classList.add("absent");
  else
    for (const line of [shortcut, head])
      if (line) line.dataset.step = String((flow.shortcut[0] ?? flow.main[flow.span![1]]).step);
  const root = svg(
    "svg",
    {width: place.width * scale, height: place.height * scale, viewBox: `0 0 ${place.width} ${place.height}`},
    svg("path.way.main.ahead", {d: mainPath(place)}),
    walked,
    shortcut,
    head,
    ...placed.map(frame),
    ground.element,
    ...[...grids.values()].map(g => g.element),
    ...placed.flatMap(p => names(p, place)),
    ...placed.filter(p => p.item.kind === "operator").map(p => pill(p, go)),
    ...titles(place, flow)
  );
  return {svg: root, layout: place, grids, shortcut, walked, ground};
}

/** A layout that runs to the right, a fifth smaller if it must, before one that runs down a wide page. */
function roomy(flow: Flow, width: number): Layout {
  const place = layout(flow, width);
  if (!place.down || width < 680) return place;
  const wider = layout(flow, width / 0.8);
  return wider.down ? place : wider;
}

/** Frames what is looked at in a grid. */
function markGrid(drawn: DrawnGrid, {tensor, chosen, terms = [], differs}: Look): void {
  const {key} = drawn.grid;
  drawn.mark("chosen", chosen?.key === key ? [chosen.index] : []);
  drawn.mark(
    "term",
    terms.filter(place => place.key === key).map(place => place.index)
  );
  if (differs) drawn.mark("differs", tensor(key) ? [...indices(drawn)].filter(i => differs(key, i)) : []);
}

/** Pointing, keys: the arrow keys move in an array, Enter or a digit edits. Returns what brings it up to date. */
function picked(
  drawn: DrawnGrid,
  {
    options: {choose, say, edit},
    chosen,
    editor
  }: {
    readonly options: DiagramOptions;
    readonly chosen: () => Chosen | undefined;
    readonly editor: NumberEditor | undefined;
  }
): () => void {
  const {area, grid} = drawn;
  const {key, rows, columns, index} = grid;
  const here = () => {
    const at = chosen();
    return at?.key === key ? drawn.find(at.index) : undefined;
  };
  const pick = (row: number, column: number) => {
    if (document.activeElement !== editor?.element) choose({key, index: index(row, column)});
  };
  const sync = pickable(area, {
    rows,
    columns,
    label: spoken(key),
    at: () => [here()?.row ?? -1, here()?.column ?? -1],
    pick,
    say: (row, column) => say({key, index: index(row, column)})
  });
  area.addEventListener("focus", () => {
    if (!here()) pick(0, 0);
  });
  if (edit?.holds(key))
    area.addEventListener("keydown", event => {
      if (/^(Enter|F2|[-+.\d])$/.test(event.key)) editor!.open(area, event);
    });
  return sync;
}

type NumberEditor = ReturnType<typeof numberEditor>;

/** A box to type into that lies on the chosen number, where that can be edited. */
function numberEditor(
  {label, say}: DiagramOptions,
  edit: NonNullable<DiagramOptions["edit"]>,
  chosen: () => Chosen | undefined
) {
  const {element, show} = numberCell({
    label,
    min: -9,
    max: 9,
    text: short,
    change(value) {
      const place = chosen();
      if (place) edit.change(place, value);
    }
  });
  let from: SVGElement | undefined;
  element.classList.add("over");
  element.hidden = true;
  element.addEventListener("keydown", event => {
    if (event.key === "Enter" || event.key === "Escape") from?.focus();
  });
  return {
    element,
    open(area: SVGElement, event: KeyboardEvent) {
      // Nothing stands there yet.
      if (element.hidden) return;
      from = area;
      element.focus();
      element.select();
      if (event.key === "Enter") event.preventDefault();
    },
    place({chosen, tensor, scale}: Look, {grids, layout}: Drawn) {
      const grid = chosen && edit.holds(chosen.key) ? grids.get(chosen.key) : undefined;
      const cell = grid?.find(chosen!.index);
      const value = cell && tensor(chosen!.key)?.get(...cell.index);
      element.hidden = value === undefined;
      if (!cell || value === undefined) return;
      const {x, y, width: w, height: h} = cell.place;
      const [width, tall] = [Math.max(48, w), Math.max(26, h)];
      const left = Math.max(0, Math.min(layout.width - width, x + w / 2 - width / 2));
      element.style.cssText = `left:${left}px;top:${y + h / 2 - tall / 2}px;width:${width}px;height:${tall}px`;
      element.setAttribute("aria-label", say(chosen!));
      show(value, scale(chosen!.key));
    }
  };
}

const signs: {readonly [K in OperationName]?: string} = {
  relu: "ReLU",
  add: "+",
  batchNorm: "BN",
  subsample: t.pad
};

function pill({item, x, y, width, height}: Placed, go: DiagramOptions["go"]): SVGElement {
  const {operation, step, sign, absent} = item as Item & {kind: "operator"};
  if (absent) return svg("rect.absent", {x, y, width, height, rx: height / 2});
  return svg(
    "g",
    {class: `pill ${operation}`, "data-step": step, click: () => go?.(step)},
    svg("rect", {x, y, width, height, rx: height / 2}),
    svg(
      "text",
      {...centred(x + width / 2, y + height / 2), "font-size": operation === "add" ? 19 : 13},
      sign ?? signs[operation] ?? operation
    )
  );
}

function* indices({grid}: DrawnGrid): Generator<readonly number[]> {
  for (let row = 0; row < grid.rows; row++)
    for (let column = 0; column < grid.columns; column++) yield grid.index(row, column);
}

function frame({item, x, y, width, height}: Placed): SVGElement | undefined {
  if (item.kind === "weights")
    return svg("rect.weights", {"data-step": item.step, x, y, width, height, rx: 10});
  return item.kind === "values" && item.absent ? svg("rect.absent", {x, y, width, height, rx: 5}) : undefined;
}

/** How far apart the names of a weight matrix and its bias must be, and half of a long name. */
const apart = 42;
const half = 42;

/** Under each array its name; above it where the path runs down. */
function names(placed: Placed, place: Layout): SVGElement[] {
  const {item, x, y, width, height, grids} = placed;
  const {down, axis, main} = place;
  // On one line below the main path.
  const under = Math.max(...main.filter(({item}) => item.kind !== "operator").map(m => m.y + m.height)) + 20;
  if (item.kind === "operator" || (item.kind === "values" && item.absent)) return [];
  // What lies on the shortcut has its name beside the line.
  const beside = place.shortcut.includes(placed) ? {x: place.detour - 7, "text-anchor": "end"} : undefined;
  if (item.kind === "values") {
    const at = down
      ? {x: Math.max(4, Math.min(x, axis - 84)), "text-anchor": "start", ...beside, y: y - 7}
      : x + width / 2 + half > place.width && item.name.includes("]+")
        ? {x: place.width - 4, y: beside ? y + height + 20 : under, "text-anchor": "end"}
        : {x: x + width / 2, y: beside ? y + height + 20 : under, "text-anchor": "middle"};
    return [
      svgName(item.name, {
        ...at,
        "font-size": down ? 14 : 15.5,
        "data-part": item.key,
        "data-step": item.step,
        class: `name ${item.way ?? ""}`
      })
    ];
  }
  const [w, b] = grids;
  const middle = (g: typeof w) => g.x + g.width / 2;
  // A small matrix has no room below for both names: its own goes above.
  const small = b && middle(b) - middle(w) < apart;
  const nameAt = (g: typeof w) => {
    if (down) {
      const left = g === w ? g.x + Math.min(4, g.width - 40) : g.x;
      return {x: left, "text-anchor": "start", ...beside, y: y - 6, "font-size": 13.5};
    }
    const below = textAt(middle(g), beside ? y + height + 20 : under, 15.5, "middle");
    return small ? {...below, x: x + width / 2, y: g === w ? y - 6 : below.y} : below;
  };
  const name = (g: typeof w) =>
    svgName(g.key, {class: "name weight", "data-part": g.key, "data-step": item.step, ...nameAt(g)});
  return b ? [name(w), name(b)] : [name(w)];
}

/** The upper edge of what stands where a name above `from` would: its neighbours may be taller. */
function clear(main: readonly Placed[], from: Placed): number {
  const under = main.filter(({x, width}) => x + width > from.x && x < from.x + 80);
  return Math.min(...under.map(({y}) => y));
}

/** How much room the names of the two ways take at most. */
const room = {main: 80, shortcut: 64};

/** The names of the two ways. */
function titles(place: Layout, {span, absent}: Flow): SVGElement[] {
  const {main, down, axis, detour, shortcut} = place;
  const way = (
    className: string,
    attributes: {readonly [name: string]: string | number | undefined},
    text: string
  ) => svg("text", {class: `way-name ${className}`, "font-size": 13.5, ...attributes}, text);
  const weights = main.find(({item}) => item.kind === "weights")!;
  const gate = main.find(({item}) => item.kind === "operator" && item.operation === "relu")!;
  const besideGate =
    axis > 32 + room.main ? {x: axis - 32, "text-anchor": "end"} : {x: axis + 32, "text-anchor": "start"};
  const path = down
    ? way("main", {y: gate.y + 19, ...besideGate}, t.main)
    : way("main", {x: weights.x + 2, y: clear(main, weights) - 7}, t.main);
  if (!span || absent) return [path];
  const [from, to] = span.map(i => main[i]).sort((a, b) => a.x + a.y - b.x - b.y);
  const middle = ({x, y, width, height}: Placed) => (down ? y + height / 2 : x + width / 2);
  const centre = (middle(from) + middle(to)) / 2;
  // Where something lies on the shortcut, its name stands at the corner.
  const at = down
    ? shortcut.length
      ? {x: Math.min(detour, place.width - room.shortcut / 2), y: middle(from) - 9, "text-anchor": "middle"}
      : {
          "text-anchor": "middle",
          // Chinese characters stand one below the other; other letters lie along the line.
          ...(t.upright
            ? {x: detour - 12, y: centre, "writing-mode": "vertical-rl"}
            : {transform: `translate(${detour - 6},${centre}) rotate(-90)`})
        }
    : shortcut.length
      ? {x: middle(from) + 12, y: detour - 8}
      : {x: centre, y: detour - 7, "text-anchor": "middle"};
  return [path, way("shortcut", at, t.shortcut)];
}
