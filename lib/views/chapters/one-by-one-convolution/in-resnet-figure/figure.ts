import {count as costs} from "../../../../graph/index.js";
import {count, percent, significant} from "../../../../lesson/numbers.js";
import {architectures, conv, sequential} from "../../../../nn/index.js";
import type {Shape} from "../../../../tensor/index.js";
import {textAt} from "../../../drawing/text.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {options} from "../../../kit/controls.js";
import {html, svg} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {listed} from "../../../kit/texts.js";
import {blockOf, convolutionsBySize} from "../model/resnet-block.js";
import type {resnetParameters} from "../parameters.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

const names = {"resnet-50": "ResNet-50", "resnet-101": "ResNet-101", "resnet-152": "ResNet-152"};

/** As many decimals as leave something of a small share. */
const shareText = (share: number) => percent(share, share < 0.001 ? 2 : share < 0.1 ? 1 : 0);

const volumeText = (shape: Shape) => shape.slice(1).join("×");

/** Where 1×1 convolutions sit in a ResNet: in the main path of a bottleneck block, and in its shortcut. */
export function inResnet(state: State<typeof resnetParameters>): HTMLElement {
  const stage = html("div.block-drawing");
  const note = html("p");
  const sizes = html("div");
  const current = () => {
    const {network: name, group, inGroup} = state.values;
    return blockOf(architectures[name], Number(group) - 1, inGroup === "first");
  };

  state.follow(
    ({network: name}) => {
      const block = current();
      stage.replaceChildren(drawing(block));
      const [, wide] = block.filters;
      const main = block.convolutions.slice(0, 3).reduce((n, c) => n + c.parameters, 0);
      const two = costs(
        sequential(conv(wide, 3, {bias: false}), conv(wide, 3, {bias: false})),
        block.output
      ).parameters;
      note.textContent = t.note(count(main), count(two), wide, significant(two / main));
      sizes.replaceChildren(
        table(
          ["", t.number, t.share, t.work],
          convolutionsBySize(architectures[name]).map(({size, number, weights, work}) => [
            size,
            number,
            shareText(weights),
            shareText(work)
          ]),
          {class: "costs", caption: t.whole(names[name])}
        )
      );
    },
    ["network", "group", "inGroup"]
  );

  return figure({
    id: "in-resnet-figure",
    title: t.title,
    state,
    parameters: ["network", "group", "inGroup"],
    controls: [
      options(state, "network", t.network, names),
      options(state, "group", t.stage, {}),
      options(state, "inGroup", t.block, t.blocks)
    ],
    body: html("div.in-resnet", stage, html("div", note, sizes)),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(current())},
    describe({network: name, group}) {
      const {input, convolutions} = current();
      const main = [volumeText(input), ...convolutions.slice(0, 3).map(c => volumeText(c.shape))];
      const projection = convolutions[3];
      return t.describe(
        names[name],
        Number(group),
        main.join(" → "),
        projection ? listed([t.projection, "1×1", t.weights(count(projection.parameters))]) : t.identity
      );
    },
    data() {
      const row = (quantity: string, of: string, value: number) => ({quantity, of, value});
      return [
        ...current().convolutions.map(({weight, parameters}, i) =>
          row(
            "weights in this block",
            `${i === 3 ? "shortcut" : `convolution ${i + 1}`}, ${weight![0]}×${weight![0]}, ${weight![2]} → ${weight![3]}`,
            parameters
          )
        ),
        ...convolutionsBySize(architectures[state.values.network]).flatMap(
          ({size, number, weights, work}) => [
            row("convolutions in the network", size, number),
            row("weights of the network's convolutions in %", size, inPercent(weights)),
            row("multiplications of the network's convolutions in %", size, inPercent(work))
          ]
        )
      ];
    }
  });
}

/** The block as a drawing: the main path goes down on the left, the shortcut on the right. */
function drawing({input, convolutions}: ReturnType<typeof blockOf>): SVGSVGElement {
  // The boxes hold what is longest: 1×1, 1024 → 2048.
  const [main, side, half, top, pitch] = [88, 276, 84, 34, 92];
  const projection = convolutions[3];
  const plus = top + 3 * pitch + 12;
  const layer = (
    x: number,
    y: number,
    {weight, shape, parameters}: (typeof convolutions)[number],
    from: Shape
  ) => {
    const moved = from[1] !== shape[1];
    const size = weight![0];
    return svg(
      "g",
      {class: `layer ${size === 1 ? "pointwise" : ""}`},
      svg("rect", {x: x - half, y: y - 25, width: 2 * half, height: 50, rx: 9}),
      svg(
        "text.title",
        {...textAt(x, y - 4, 15, "middle"), "font-weight": 600},
        `${size}×${size}, ${weight![2]} → ${weight![3]}`
      ),
      svg("text", textAt(x, y + 15, 12.5, "middle"), t.weights(count(parameters)) + (moved ? `, /2` : ""))
    );
  };
  const shape = (x: number, y: number, value: Shape) =>
    svg("text.number", textAt(x, y, 12.5), volumeText(value));
  const shapes = [input, ...convolutions.slice(0, 3).map(c => c.shape)];
  const centre = (i: number) => top + i * pitch + 50;
  const out = plus + 46;
  return svg(
    "svg",
    {viewBox: `0 0 362 ${out + 18}`, width: 362, "aria-hidden": "true"},
    svg("text", textAt(main, 14, 14, "middle"), `${t.input} ${volumeText(input)}`),
    svg("path.way.main", {d: `M${main},22V${plus - 13}M${main},${plus + 13}V${out - 8}`}),
    svg("path", {
      class: "way shortcut",
      d: `M${main},34H${side - 14}q14,0 14,14V${plus - 14}q0,14 -14,14H${main + 15}`
    }),
    svg("path.way.shortcut", {d: `M${main + 22},${plus - 6}l-8,6l8,6`}),
    ...convolutions.slice(0, 3).map((c, i) => layer(main, centre(i), c, shapes[i])),
    ...shapes.slice(1, 3).map((s, i) => shape(main + 10, centre(i) + 50, s)),
    projection
      ? layer(side, centre(1), projection, input)
      : svg("text.shortcut-name", textAt(side - 8, centre(1), 14, "end"), t.identity),
    svg("circle.plus", {cx: main, cy: plus, r: 13}),
    svg("text.title", textAt(main, plus + 6, 19, "middle"), "+"),
    svg("text", textAt(main + 16, plus + 24, 12.5), t.add),
    svg("text", textAt(main, out + 10, 14, "middle"), `${t.output} ${volumeText(convolutions[2].shape)}`)
  );
}
