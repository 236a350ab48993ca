import type {Explanation} from "../../../../graph/index.js";
import {diverging, extent} from "../../../kit/colour.js";
import {set, svg} from "../../../kit/dom.js";
import {fixed} from "../../../kit/numbers.js";
import {type Resized, resized} from "../../../kit/resize.js";
import {stripTexts as t} from "./texts.js";

export interface Strips {
  readonly element: HTMLElement;
  /** `scale` is that of the values wherever else they are seen: one number has one colour. */
  show(reason: Explanation, result: number, channel: number, scale: number): void;
}

/**
 * A sum of products, column by column: values, weights, products, the running sum, the bias, ReLU. A column is chosen
 * by the pointer or the arrow keys; weights are dragged or stepped with the keys.
 */
export function strips({
  count,
  most,
  choose,
  weigh
}: {
  readonly count: number;
  /** Weights lie between −most and most. */
  readonly most: number;
  readonly choose: (channel: number) => void;
  readonly weigh: (channel: number, weight: number) => void;
}): Strips {
  let shown: Parameters<Strips["show"]> | undefined;
  let update = (..._: Parameters<Strips["show"]>) => {};
  const view: Resized = resized(
    width => {
      const drawn = drawing(width);
      update = drawn.update;
      if (shown) update(...shown);
      return drawn.element;
    },
    {height: 320}
  );

  function drawing(width: number) {
    const narrow = width < 560;
    const left = narrow ? 2 : 104;
    const label = narrow ? 17 : 0;
    const right = narrow ? 62 : 96;
    const pitch = (width - left - right) / count;
    const x = (c: number) => left + c * pitch;
    const heights = {values: 24, weights: 76, products: 24, sum: 84};
    const top = {values: label + 4, weights: 0, products: 0, sum: 0};
    top.weights = top.values + heights.values + 12 + label;
    top.products = top.weights + heights.weights + 12 + label;
    top.sum = top.products + heights.products + 12 + label;
    const height = top.sum + heights.sum + 22;
    const end = x(count);
    const zero = top.weights + heights.weights / 2;
    const unit = heights.weights / 2 / most;

    const column = (draw: (c: number) => SVGElement) => Array.from({length: count}, (_, c) => draw(c));
    const cell = (y: number, h: number) => (c: number) =>
      svg("rect", {x: x(c), y, width: pitch - 1, height: h, rx: 2});
    const values = column(cell(top.values, heights.values));
    const products = column(cell(top.products, heights.products));
    const bars = column(c => svg("rect", {class: "weight-bar", x: x(c) + 0.5, width: pitch - 2, rx: 1}));
    const line = svg("path", {class: "running"});
    const rest = svg("path", {class: "running rest"});
    const dots = [0, 1, 2].map(i => svg("circle", {r: 3.5, class: i === 2 ? "result-dot" : "dot"}));
    const level = svg("line", {x1: left, x2: width - 2, class: "level"});
    const ends = [t.bias, t.relu].map(text =>
      svg("text", {"text-anchor": "middle", "font-size": narrow ? 11 : 12.5, y: height - 4}, text)
    );
    const numbers = [0, 1].map(() => svg("text", {class: "number", "font-size": narrow ? 11 : 12.5}));
    const frames = (["values", "weights", "products", "sum"] as const).map(key =>
      svg("rect", {
        class: "frame column-frame",
        y: top[key] - 2,
        width: pitch + 1,
        height: heights[key] + 4,
        rx: 3,
        fill: "none"
      })
    );
    const area = (part: string, name: keyof typeof heights) =>
      svg("rect", {
        x: left,
        y: top[name] - 4,
        width: end - left,
        height: heights[name] + 8,
        fill: "transparent",
        "data-part": part
      });
    const sliders = area("weight", "weights");
    set(sliders, {
      tabindex: 0,
      role: "slider",
      class: "pickable",
      "aria-label": t.weight,
      "aria-valuemin": -most,
      "aria-valuemax": most
    });
    const name = (key: keyof typeof heights, part: string) =>
      svg(
        "text",
        {
          x: narrow ? left : left - 10,
          y: narrow ? top[key] - 6 : top[key] + heights[key] / 2 + 4.5,
          "text-anchor": narrow ? "start" : "end",
          "font-size": 13.5,
          class: `strip-name ${part}`,
          "data-part": part
        },
        t[key]
      );
    const element = svg(
      "svg",
      {width, height, viewBox: `0 0 ${width} ${height}`, class: "strips"},
      name("values", "value"),
      name("weights", "weight"),
      name("products", "product"),
      name("sum", "sum"),
      svg("g", {"data-part": "value"}, ...values),
      svg("line", {x1: left, x2: end, y1: zero, y2: zero, class: "level"}),
      svg("g", {"data-part": "weight"}, ...bars),
      svg("g", {"data-part": "product"}, ...products),
      level,
      svg("g", {"data-part": "sum"}, line, dots[0]),
      svg("g", {"data-part": "bias"}, ends[0], dots[1], numbers[0]),
      svg("g", {"data-part": "relu"}, rest, ends[1], dots[2], numbers[1]),
      ...frames,
      area("value", "values"),
      sliders,
      area("product", "products"),
      area("sum", "sum")
    );

    const channelAt = (event: PointerEvent) =>
      Math.max(
        0,
        Math.min(
          count - 1,
          Math.floor(
            (((event.clientX - element.getBoundingClientRect().left) / element.clientWidth) * width - left) /
              pitch
          )
        )
      );
    const snap = (value: number) => Math.max(-most, Math.min(most, Math.round(value * 20) / 20));
    element.addEventListener("pointermove", event => {
      if (!sliders.hasPointerCapture(event.pointerId) && (event.target as Element).closest("rect"))
        choose(channelAt(event));
    });
    const drag = (event: PointerEvent) => {
      const box = element.getBoundingClientRect();
      const y = ((event.clientY - box.top) / box.height) * height;
      weigh(channelAt(event), snap((zero - y) / unit));
    };
    sliders.addEventListener("pointerdown", event => {
      sliders.setPointerCapture(event.pointerId);
      drag(event);
    });
    sliders.addEventListener("pointermove", event => {
      if (sliders.hasPointerCapture(event.pointerId)) drag(event);
    });
    sliders.addEventListener("keydown", event => {
      const [, , channel] = shown!;
      const weight = shown![0].terms[channel].weight;
      const move = {ArrowLeft: channel - 1, ArrowRight: channel + 1, Home: 0, End: count - 1}[event.key];
      const step = {ArrowUp: 0.05, ArrowDown: -0.05, PageUp: 0.5, PageDown: -0.5}[event.key];
      if (move !== undefined) choose(Math.max(0, Math.min(count - 1, move)));
      else if (step) weigh(channel, snap(weight + step));
      else return;
      event.preventDefault();
    });

    return {
      element,
      update(reason: Explanation, result: number, channel: number, scale: number) {
        const {terms} = reason;
        const productScale = extent(terms.map(({product}) => product));
        let sum = 0;
        const sums = terms.map(({product}) => {
          sum += product;
          return sum;
        });
        const bias = reason.bias?.value ?? 0;
        const levels = [0, ...sums, sum + bias, result];
        const [least, greatest] = [Math.min(...levels), Math.max(...levels)];
        const range = Math.max(greatest - least, 1e-9);
        const y = (v: number) => top.sum + ((greatest - v) / range) * (heights.sum - 8) + 4;
        terms.forEach(({input, weight, product}, c) => {
          values[c].style.fill = diverging(input, scale);
          products[c].style.fill = diverging(product, productScale);
          const size = Math.max(1, Math.abs(weight) * unit);
          set(bars[c], {y: weight < 0 ? zero : zero - size, height: size});
        });
        const steps = [0, ...sums].map(y);
        set(level, {y1: y(0), y2: y(0)});
        set(line, {
          d: `M${x(0)},${steps[0]}${steps
            .slice(1)
            .map((s, c) => `H${x(c) + 0.5}V${s}H${x(c + 1) - 0.5}`)
            .join("")}`
        });
        const [atBias, atRelu] = [end + right * 0.3, end + right * 0.78];
        set(rest, {
          d: `M${end},${y(sum)}L${atBias},${y(sum + bias)}L${atRelu},${y(result)}`
        });
        const points = [
          [end - 0.5, y(sum)],
          [atBias, y(sum + bias)],
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
          text.textContent = fixed(i ? result : sum + bias);
        });
        for (const frame of frames) set(frame, {x: x(channel) - 1});
        set(sliders, {
          "aria-valuenow": terms[channel].weight,
          "aria-valuetext": t.say(channel + 1, fixed(terms[channel].weight))
        });
      }
    };
  }

  return {
    element: view.element,
    show(...args) {
      shown = args;
      update(...args);
    }
  };
}
