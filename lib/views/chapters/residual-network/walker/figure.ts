// ResNet-34 and its relatives, layer by layer: drawn in groups that stand side by side or one below the other.
import {choice, integer, namesOf} from "../../../../lesson/parameters.js";
import type {ArchitectureName} from "../../../../nn/architectures.js";
import {figure} from "../../../figure/figure.js";
import {options, select, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {count, significant} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {texts} from "../../../kit/texts.js";
import {type BlockRow, type LayerRow, published, type Walk, walk} from "../model/walker-layers.js";

const t = texts({
  en: {
    title: "Layer by layer",
    depth: "layers",
    kind: "kind",
    kinds: {plain: "plain", resnet: "residual"},
    side: "input size",
    onlyResidual: "The paper has no plain network of this depth; the residual one is shown.",
    input: "input",
    start: "start",
    group: (n: number) => `group ${n}`,
    end: "end",
    conv: ({kernel, stride, shape}: LayerRow) =>
      `${kernel}×${kernel} conv, ${shape[2]}${stride > 1 ? ", /2" : ""}`,
    maxPool: "3×3 max pool, /2",
    average: "average pool",
    dense: (n: number) => `fully connected, ${count(n)}`,
    more: (n: number) => `and ${n} more blocks like the last`,
    identity: "identity",
    projection: "1×1 projection Wₛ",
    cost: ({parameters, multiplyAdds}: LayerRow) =>
      `${count(parameters)} parameters, ${significant(multiplyAdds / 1e6)} million multiply–adds`,
    totals: "Total",
    counted: "counted here",
    published: "published, at 224×224",
    parameters: "parameters",
    macs: "multiply–adds",
    sources:
      "Published: multiply–adds from He et al. 2015, Table 1; parameters from torchvision’s documentation. The paper moves by two in the first layer of a bottleneck, torchvision and this page in the second, which costs a little more.",
    caption:
      "An arc over the left edge of a block is its shortcut: solid where the input is added as it is, dashed where a 1×1 convolution Wₛ brings it to the new shape. Point at a layer, or walk with the arrow keys, to read what it costs. A /2 at the start of group 2, 3 or 4 is where the lecturer says “pool”.",
    describe: (name: string, w: Walk, side: number) =>
      `${name} for ${side}×${side} images: ${w.depth} layers with weights, ${count(w.parameters)} parameters, ${significant(w.multiplyAdds / 1e9)} billion multiply–adds, ${shortcuts(w, "identity")} identity shortcuts and ${shortcuts(w, "projection")} projections.`
  },
  zh: {
    title: "一层一层看",
    depth: "层数",
    kind: "种类",
    kinds: {plain: "普通", resnet: "残差"},
    side: "输入大小",
    onlyResidual: "论文里没有这个深度的普通网络，这里显示残差网络。",
    input: "输入",
    start: "开头",
    group: n => `第 ${n} 组`,
    end: "末尾",
    conv: ({kernel, stride, shape}) => `${kernel}×${kernel} 卷积，${shape[2]}${stride > 1 ? "，/2" : ""}`,
    maxPool: "3×3 最大池化，/2",
    average: "平均池化",
    dense: n => `全连接，${count(n)}`,
    more: n => `另有 ${n} 个同样的块`,
    identity: "恒等",
    projection: "1×1 投影 Wₛ",
    cost: ({parameters, multiplyAdds}) =>
      `${count(parameters)} 个参数，${significant(multiplyAdds / 1e6)} 百万次乘加运算`,
    totals: "合计",
    counted: "本页算出",
    published: "公布的数字，224×224",
    parameters: "参数",
    macs: "乘加运算",
    sources:
      "公布的数字：乘加运算出自何恺明等人 2015 年论文的表 1，参数出自 torchvision 的文档。瓶颈块里的步幅 2，论文放在第一层，torchvision 和本页放在第二层，计算量略多。",
    caption:
      "块左边的弧线是它的捷径：实线处输入原样相加，虚线处由 1×1 卷积 Wₛ 把它变成新的形状。把指针移到一层上，或用方向键逐层走，可以看到它的开销。第 2、3、4 组开头的 /2，就是讲课人写作“pool”的地方。",
    describe: (name, w, side) =>
      `${name}，${side}×${side} 的图像：${w.depth} 个带权重的层，${count(w.parameters)} 个参数，${significant(w.multiplyAdds / 1e9)}·10⁹ 次乘加运算，${shortcuts(w, "identity")} 条恒等捷径，${shortcuts(w, "projection")} 条投影捷径。`
  }
});

/** Parameters of this figure. */
export const walkerParameters = {
  walkDepth: choice(["18", "34", "50", "101", "152"], "34"),
  walkKind: choice(["plain", "resnet"], "resnet"),
  walkSide: {...integer({min: 32, max: 448, value: 224}), step: 32}
};

const shortcuts = (w: Walk, kind: BlockRow["shortcut"]) =>
  w.groups.flat().filter(b => b.shortcut === kind).length;

export function walker(state: State<typeof walkerParameters>): HTMLElement {
  const own = namesOf(walkerParameters);
  const body = html("div", {class: "walk"});
  const detail = html("p", {class: "remark walk-detail", "aria-live": "polite"}, " ");
  const totals = html("div", {class: "walk-totals"});
  const note = html("p", {class: "remark stale"}, t.onlyResidual);
  const chosen = () => {
    const {walkDepth, walkKind, walkSide} = state.values;
    const plain = walkKind === "plain" && Number(walkDepth) <= 34;
    return {
      name: `${plain ? "plain" : "resnet"}-${walkDepth}` as ArchitectureName,
      side: walkSide,
      missing: walkKind === "plain" && !plain
    };
  };

  const say = (text: string) => {
    detail.textContent = text;
  };

  const row = (text: string, shape: readonly number[], cost?: LayerRow, kind = "") => {
    const said = `${text} → ${shape.join("×")}${cost ? ` · ${t.cost(cost)}` : ""}`;
    return html(
      "div",
      {
        class: `layer ${cost ? kind : "free"}`,
        tabindex: -1,
        role: "listitem",
        "aria-label": said,
        focus: () => say(said),
        pointerenter: () => say(said)
      },
      html("span", {}, text),
      html("span", {class: "num"}, shape.join("×"))
    );
  };

  const block = (b: BlockRow) =>
    html(
      "div",
      {class: `block ${b.shortcut}`, role: "list"},
      ...b.layers.map(layer => row(t.conv(layer), layer.shape, layer)),
      b.projection && row(t.projection, b.projection.shape, b.projection, "projected")
    );

  // Long groups repeat one block: a few of them tell it all.
  const group = (blocks: readonly BlockRow[]) => {
    const shown = blocks.length > 6 ? 3 : blocks.length;
    return [
      ...blocks.slice(0, shown).map(block),
      shown < blocks.length && html("p", {class: "more"}, t.more(blocks.length - shown))
    ];
  };

  const card = (title: string, ...children: (Node | false | undefined)[]) =>
    html("section", {class: "group"}, html("h4", {}, title), ...children);

  function draw() {
    const {name, side, missing} = chosen();
    const w = walk(name, side);
    note.hidden = !missing;
    body.replaceChildren(
      card(
        t.start,
        html(
          "div",
          {class: "block none", role: "list"},
          row(t.input, [side, side, 3]),
          row(t.conv(w.stem), w.stem.shape, w.stem),
          w.pool && row(t.maxPool, w.pool)
        )
      ),
      ...w.groups.map((blocks, i) => card(t.group(i + 1), ...group(blocks))),
      card(
        t.end,
        html(
          "div",
          {class: "block none", role: "list"},
          row(t.average, w.head.pooled),
          row(t.dense(w.head.dense.shape[0]), w.head.dense.shape, w.head.dense),
          row("softmax", w.head.dense.shape)
        )
      )
    );
    const known = published[name] ?? {};
    totals.replaceChildren(
      table(
        [t.totals, t.counted, t.published],
        [
          [t.parameters, count(w.parameters), known.parameters ? count(known.parameters) : "–"],
          [
            t.macs,
            `${significant(w.multiplyAdds / 1e9)}·10⁹`,
            known.multiplyAdds ? `${(known.multiplyAdds / 1e9).toFixed(1)}·10⁹` : "–"
          ]
        ]
      ),
      html("p", {class: "remark"}, t.sources)
    );
    say(describe());
    body.querySelector<HTMLElement>(".layer")!.tabIndex = 0;
  }

  // One stop for Tab, and the arrow keys from layer to layer.
  body.addEventListener("keydown", event => {
    const way = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key];
    const layers = [...body.querySelectorAll<HTMLElement>(".layer")];
    const next = layers[layers.indexOf(event.target as HTMLElement) + (way ?? 0)];
    if (!way || !next) return;
    event.preventDefault();
    for (const layer of layers) layer.tabIndex = layer === next ? 0 : -1;
    next.focus();
  });

  const describe = () => {
    const {name, side} = chosen();
    return t.describe(name.replace("resnet", "ResNet"), walk(name, side), side);
  };

  const element = figure({
    id: "walker",
    title: t.title,
    state,
    parameters: own,
    controls: [
      select(state, "walkDepth", t.depth, {}),
      options(state, "walkKind", t.kind, t.kinds),
      slider(state, "walkSide", t.side)
    ],
    body: html("div", {}, note, body, detail, totals),
    caption: t.caption,
    describe,
    data: () => {
      const {name, side} = chosen();
      const {stem, groups, head} = walk(name, side);
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
  });
  state.follow(draw, own);
  return element;
}
