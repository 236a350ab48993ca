// ResNet-34 and its relatives, layer by layer: drawn in groups that stand side by side or one below the other.
import {namesOf} from "../../../../lesson/parameters.js";
import type {ArchitectureName} from "../../../../nn/architectures.js";
import {figure} from "../../../figure/figure.js";
import {options, select, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {count, significant} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {type BlockRow, type LayerRow, published, walk} from "../model/walker-layers.js";
import {walkerParameters} from "../parameters.js";
import {t} from "./texts.js";

export function walker(state: State<typeof walkerParameters>): HTMLElement {
  const parameters = namesOf(walkerParameters);
  const body = html("div.walk");
  const detail = html("p.remark.walk-detail", {"aria-live": "polite"}, " ");
  const totals = html("div.walk-totals");
  const note = html("p.remark.stale", t.onlyResidual);
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
      html("span", text),
      html("span.num", shape.join("×"))
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
      shown < blocks.length && html("p.more", t.more(blocks.length - shown))
    ];
  };

  const card = (title: string, ...children: (Node | false | undefined)[]) =>
    html("section.group", html("h4", title), ...children);

  function draw() {
    const {name, side, missing} = chosen();
    const w = walk(name, side);
    note.hidden = !missing;
    body.replaceChildren(
      card(
        t.start,
        html(
          "div.block.none",
          {role: "list"},
          row(t.input, [side, side, 3]),
          row(t.conv(w.stem), w.stem.shape, w.stem),
          w.pool && row(t.maxPool, w.pool)
        )
      ),
      ...w.groups.map((blocks, i) => card(t.group(i + 1), ...group(blocks))),
      card(
        t.end,
        html(
          "div.block.none",
          {role: "list"},
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
      html("p.remark", t.sources)
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
    parameters,
    controls: [
      select(state, "walkDepth", t.depth, {}),
      options(state, "walkKind", t.kind, t.kinds),
      slider(state, "walkSide", t.side)
    ],
    body: html("div", note, body, detail, totals),
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
  state.follow(draw, parameters);
  return element;
}
