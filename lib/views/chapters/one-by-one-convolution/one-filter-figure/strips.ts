import {cumsum, extent as extentOf} from "d3-array";
import type {Explanation} from "../../../../graph/index.js";
import {fixed} from "../../../../lesson/numbers.js";
import {diverging, extent} from "../../../kit/colour.js";
import {set, svg} from "../../../kit/dom.js";
import {pointed, strokes} from "../../../kit/fingers.js";
import {placeOver} from "../../../kit/pick.js";
import {resized} from "../../../kit/resize.js";
import {stripTexts as t} from "./texts.js";

/** `scale` is that of the values wherever else they are seen: one number has one colour. */
type Show = (reason: Explanation, result: number, channel: number, scale: number) => void;

interface StripOptions {
  /** How many columns: channels. */
  readonly count: number;
  /** Weights lie between −most and most. */
  readonly most: number;
  readonly choose: (channel: number) => void;
  readonly weigh: (channel: number, weight: number) => void;
}

/**
 * A sum of products, column by column: values, weights, products, the running sum, the bias, ReLU. A column is chosen
 * by the pointer or the arrow keys; weights are dragged or stepped with the keys.
 */
export function strips(options: StripOptions): {readonly element: HTMLElement; readonly show: Show} {
  let latest: Parameters<Show> | undefined;
  let update: Show = () => {};
  const {element} = resized(
    width => {
      const place = placeOf(width, options);
      const parts = partsOf(place, options);
      const drawing = assembled(place, parts);
      listen(drawing, parts.sliders, place, options, () => {
        const [{terms}, , channel] = latest!;
        return {channel, weight: terms[channel].weight};
      });
      update = (...args) => write(place, parts, ...args);
      if (latest) update(...latest);
      return drawing;
    },
    {height: 320}
  );
  return {
    element,
    show(...args) {
      latest = args;
      update(...args);
    }
  };
}

const heights = {values: 24, weights: 76, products: 24, sum: 84};
const keys = ["values", "weights", "products", "sum"] as const;
type Key = (typeof keys)[number];
const partNames = {values: "value", weights: "weight", products: "product", sum: "sum"};

/** Where everything stands in a drawing of this width. */
type Place = ReturnType<typeof placeOf>;

function placeOf(width: number, {count, most}: StripOptions) {
  const narrow = width < 560;
  const left = narrow ? 2 : 104;
  const label = narrow ? 17 : 0;
  const right = narrow ? 62 : 96;
  const pitch = (width - left - right) / count;
  const top = {values: label + 4, weights: 0, products: 0, sum: 0};
  for (const [i, key] of keys.entries())
    if (i > 0) top[key] = top[keys[i - 1]] + heights[keys[i - 1]] + 12 + label;
  const x = (c: number) => left + c * pitch;
  return {
    ...{width, height: top.sum + heights.sum + 22, narrow, left, right, pitch, top, x},
    /** The end of the last column. */
    end: x(count),
    /** Where a weight of zero stands, and the height of a weight of one. */
    zero: top.weights + heights.weights / 2,
    unit: heights.weights / 2 / most
  };
}

type Parts = ReturnType<typeof partsOf>;

/** What `write` moves, colours and fills in. */
function partsOf(place: Place, {count, most}: StripOptions) {
  const {narrow, left, end, pitch, width, height, top, x} = place;
  const column = (draw: (c: number) => SVGElement) => Array.from({length: count}, (_, c) => draw(c));
  const cell = (key: Key) => (c: number) =>
    svg("rect", {x: x(c), y: top[key], width: pitch - 1, height: heights[key], rx: 2});
  const small = narrow ? 11 : 12.5;
  return {
    values: column(cell("values")),
    products: column(cell("products")),
    bars: column(c => svg("rect.weight-bar", {x: x(c) + 0.5, width: pitch - 2, rx: 1})),
    line: svg("path.running"),
    rest: svg("path.running.rest"),
    dots: [0, 1, 2].map(i => svg("circle", {r: 3.5, class: i === 2 ? "result-dot" : "dot"})),
    level: svg("line.level", {x1: left, x2: width - 2}),
    ends: [t.bias, t.relu].map(text =>
      svg("text", {"text-anchor": "middle", "font-size": small, y: height - 4}, text)
    ),
    numbers: [0, 1].map(() => svg("text.number", {"font-size": small})),
    frames: keys.map(key =>
      svg("rect", {
        class: "frame column-frame",
        y: top[key] - 2,
        width: pitch + 1,
        height: heights[key] + 4,
        rx: 3,
        fill: "none"
      })
    ),
    sliders: set(area(place, "weights", end - left), {
      tabindex: 0,
      role: "slider",
      class: "pickable",
      "aria-label": t.weight,
      "aria-valuemin": -most,
      "aria-valuemax": most
    })
  };
}

/** The area over a strip, where a pointer chooses a column. */
const area = ({left, top}: Place, key: Key, width: number) =>
  svg("rect", {
    x: left,
    y: top[key] - 4,
    width,
    height: heights[key] + 8,
    fill: "transparent",
    "data-part": partNames[key]
  });

function stripName({narrow, left, top}: Place, key: Key): SVGTextElement {
  return svg(
    "text",
    {
      x: narrow ? left : left - 10,
      y: narrow ? top[key] - 6 : top[key] + heights[key] / 2 + 4.5,
      "text-anchor": narrow ? "start" : "end",
      "font-size": 13.5,
      class: `strip-name ${partNames[key]}`,
      "data-part": partNames[key]
    },
    t[key]
  );
}

function assembled(place: Place, parts: Parts): SVGSVGElement {
  const {width, height, left, end, zero} = place;
  const {values, bars, products, level, line, rest, dots, ends, numbers, frames, sliders} = parts;
  const part = (name: string, ...children: SVGElement[]) => svg("g", {"data-part": name}, ...children);
  return svg(
    "svg.strips.drawable",
    {width, height, viewBox: `0 0 ${width} ${height}`},
    ...keys.map(key => stripName(place, key)),
    part("value", ...values),
    svg("line.level", {x1: left, x2: end, y1: zero, y2: zero}),
    part("weight", ...bars),
    part("product", ...products),
    level,
    part("sum", line, dots[0]),
    part("bias", ends[0], dots[1], numbers[0]),
    part("relu", rest, ends[1], dots[2], numbers[1]),
    ...frames,
    area(place, "values", end - left),
    sliders,
    area(place, "products", end - left),
    area(place, "sum", end - left)
  );
}

/** The pointer chooses columns and drags weights; on the weights, arrow keys do. */
function listen(
  drawing: SVGSVGElement,
  sliders: SVGRectElement,
  {width, height, left, pitch, zero, unit}: Place,
  {count, most, choose, weigh}: StripOptions,
  current: () => {readonly channel: number; readonly weight: number}
): void {
  const clamp = (channel: number) => Math.max(0, Math.min(count - 1, channel));
  const snap = (value: number) => Math.max(-most, Math.min(most, Math.round(value * 20) / 20));
  const channelAt = (event: MouseEvent) => {
    const [x] = placeOver(drawing, event);
    return clamp(Math.floor((x * width - left) / pitch));
  };
  const drag = (event: MouseEvent) => {
    const [, y] = placeOver(drawing, event);
    weigh(channelAt(event), snap((zero - y * height) / unit));
  };
  pointed(drawing, event => {
    const dragging = event instanceof PointerEvent && sliders.hasPointerCapture(event.pointerId);
    if (!dragging && (event.target as Element).closest("rect")) choose(channelAt(event));
  });
  strokes(sliders, () => drag);
  sliders.addEventListener("keydown", event => {
    const {channel, weight} = current();
    const move = {ArrowLeft: channel - 1, ArrowRight: channel + 1, Home: 0, End: count - 1}[event.key];
    const step = {ArrowUp: 0.05, ArrowDown: -0.05, PageUp: 0.5, PageDown: -0.5}[event.key];
    if (move !== undefined) choose(clamp(move));
    else if (step) weigh(channel, snap(weight + step));
    else return;
    event.preventDefault();
  });
}

/** Brings the strips up to date. */
function write(
  place: Place,
  parts: Parts,
  reason: Explanation,
  result: number,
  channel: number,
  scale: number
): void {
  const {x, zero, unit} = place;
  const {values, products, bars, frames, sliders} = parts;
  const {terms} = reason;
  const productScale = extent(terms.map(({product}) => product));
  terms.forEach(({input, weight, product}, c) => {
    values[c].style.fill = diverging(input, scale);
    products[c].style.fill = diverging(product, productScale);
    const size = Math.max(1, Math.abs(weight) * unit);
    set(bars[c], {y: weight < 0 ? zero : zero - size, height: size});
  });
  writeSum(place, parts, reason, result);
  for (const frame of frames) set(frame, {x: x(channel) - 1});
  set(sliders, {
    "aria-valuenow": terms[channel].weight,
    "aria-valuetext": t.say(channel + 1, fixed(terms[channel].weight))
  });
}

/** The running sum, and its end: the bias, ReLU. */
function writeSum(
  {x, top, end, right, narrow}: Place,
  {level, line, rest, dots, ends, numbers}: Parts,
  {terms, bias: added}: Explanation,
  result: number
): void {
  const sums = [0, ...cumsum(terms, ({product}) => product)];
  const sum = sums[sums.length - 1];
  const biased = sum + (added?.value ?? 0);
  const [least, greatest] = extentOf([...sums, biased, result]) as [number, number];
  const range = Math.max(greatest - least, 1e-9);
  const y = (v: number) => top.sum + ((greatest - v) / range) * (heights.sum - 8) + 4;
  const [atBias, atRelu] = [end + right * 0.3, end + right * 0.78];
  const steps = sums.slice(1).map((s, c) => `H${x(c) + 0.5}V${y(s)}H${x(c + 1) - 0.5}`);
  set(level, {y1: y(0), y2: y(0)});
  set(line, {d: `M${x(0)},${y(0)}${steps.join("")}`});
  set(rest, {d: `M${end},${y(sum)}L${atBias},${y(biased)}L${atRelu},${y(result)}`});
  const points = [
    [end - 0.5, y(sum)],
    [atBias, y(biased)],
    [atRelu, y(result)]
  ];
  dots.forEach((dot, i) => {
    set(dot, {cx: points[i][0], cy: points[i][1]});
  });
  set(ends[0], {x: atBias});
  set(ends[1], {x: atRelu});
  numbers.forEach((text, i) => {
    const [px, py] = points[i + 1];
    set(text, {
      x: px,
      y: py < top.sum + 18 ? py + 17 : py - 8,
      "text-anchor": "middle",
      visibility: narrow && i === 0 ? "hidden" : null
    });
    text.textContent = fixed(i ? result : biased);
  });
}
