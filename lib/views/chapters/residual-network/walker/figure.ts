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
import {layerBars, walkable} from "../layer-bars.js";
import {published, type Walk, walk} from "../model/walker-layers.js";
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
    body.replaceChildren(...layerBars(network, side, {say}));
    totals.replaceChildren(totalsTable(name, network), html("p.remark", t.sources));
    say(describe());
    body.querySelector<HTMLElement>(".layer")!.tabIndex = 0;
  }, parameters);
  walkable(body);
  return element;
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
