import {elements, type Layer} from "../../../../index.js";
import type {Row} from "../../../../lesson/csv.js";
import {list, short} from "../../../../lesson/numbers.js";
import {merge, namesOf} from "../../../../lesson/parameters.js";
import {cells} from "../../../drawing/cells.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {only} from "../../../figure/networks.js";
import {prediction} from "../../../figure/prediction.js";
import {tinted} from "../../../kit/colour.js";
import {button} from "../../../kit/controls.js";
import {html, svg} from "../../../kit/dom.js";
import {rich} from "../../../kit/labels.js";
import {linked} from "../../../kit/linked.js";
import type {State} from "../../../kit/state.js";
import {table, tableRow} from "../../../kit/table.js";
import {labelled, sentences} from "../../../kit/texts.js";
import type {Chosen} from "../diagram.js";
import {jacobian, jacobianParts} from "../model/gradients.js";
import {blockNumbers, blockParameters, compute, plansOf, presets} from "../model/numbers.js";
import {type OuterProduct, outerProducts} from "../model/weights.js";
import {backwardsParameters, lastBackStep} from "../parameters.js";
import {walk} from "../walk.js";
import {yourTurn} from "../your-turn.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";
import {backwards as script} from "./walk.js";
import {outerProduct, productRows} from "./weights.js";

const declarations = merge(blockParameters, backwardsParameters);
const parameters = namesOf(declarations);

/** The walk back through the block of the walkthrough, beside a plain block. Models come from the page's cells. */
export function backwards(
  state: State<typeof declarations>,
  models: {readonly block: (n: number) => Layer; readonly plain: (n: number) => Layer}
): HTMLElement {
  const [blocks, plains] = [plansOf(models.block), plansOf(models.plain)];
  const arriving = () => {
    const {n, g} = state.values;
    return g.length === n ? g : new Array<number>(n).fill(1);
  };
  const parts = walk({
    state,
    step: "backStep",
    label: t.diagram,
    hue: "gradients",
    edit: {
      holds: key => key === "da[l+2]",
      change: ({index}: Chosen, value: number) => state.set({g: arriving().with(index[1], value)})
    }
  });
  const table = html("div.scroll", {tabindex: 0, role: "group", "aria-label": t.title});
  const parting = html("section.aside", table);
  const matrices = html("div.jacobians");
  const ofWeights = html("div");
  let sentence = "";
  let reaches: {readonly [K in "plain" | "residual"]: boolean} | undefined;
  let measured: Jacobians;
  let products: readonly OuterProduct[] = [];
  let plain: readonly number[] = [];
  let residual: readonly number[] = [];
  followInView(
    state,
    parts.diagram,
    values => {
      const numbers = blockNumbers(values);
      const [p, q] = [blocks(values.n), plains(values.n)].map(p => compute(p, numbers));
      q.backward({gradient: arriving()});
      plain = [...elements(q.gradient("a[l]"))];
      measured = {total: jacobian(p), ...jacobianParts(p, numbers), plain: jacobian(q)};
      matrices.replaceChildren(...jacobians(measured));
      // Last, since all passes write to the same gradients.
      const steps = script(p, numbers, arriving());
      const [total, main, shortcut] = ["da[l]", "da[l] main", "da[l] shortcut"].map(key => [
        ...elements(steps.tensor(key))
      ]);
      products = outerProducts(p);
      ofWeights.replaceChildren(...products.map(outerProduct));
      residual = total;
      reaches = {plain: plain.some(v => v !== 0), residual: total.some(v => v !== 0)};
      sentence = t.says(list(total), list(main), list(shortcut), list(plain));
      // Half the figure's width holds the names and four numbers.
      parting.classList.toggle("whole-row", values.n > 4);
      parts.show(steps);
      table.replaceChildren(comparison({main, shortcut, total, plain}, parts.scale()));
    },
    parameters
  );
  const asked = prediction({
    id: "backwards-figure",
    parameters,
    ...t.predict,
    shows: () => state.set({...presets.dead(state.values), backStep: lastBackStep}),
    measured() {
      if (!reaches) return;
      const {plain, residual} = reaches;
      return {answer: plain ? (residual ? "both" : "plain") : residual ? "residual" : "none", says: sentence};
    }
  });
  const turn = yourTurn({
    id: "backwards-figure",
    load: () => import("./turns.js"),
    about: () => ({...blockNumbers(state.values), g: arriving()}),
    hide: parts.hide
  });
  state.follow(turn.follow, parameters);
  const body = html(
    "div",
    parts.diagram,
    turn.panel,
    html("div.walk-controls", parts.narration, parts.controls),
    asked.cover(
      html("div.asides", html("section.aside", html("h4", t.account), parts.account), parting),
      html("details", html("summary", ...rich(t.weights)), html("p", ...rich(t.outer)), ofWeights),
      html("details", html("summary", ...rich(t.matrices)), matrices)
    )
  );
  const element = figure({
    id: "backwards-figure",
    title: t.title,
    state,
    parameters,
    prediction: turn.beside(asked),
    controls: [
      ...(["dead", "random"] as const).map(name =>
        button(t.presets[name], () => state.set({...presets[name](state.values), backStep: lastBackStep}))
      ),
      turn.toggle
    ],
    body,
    caption: t.caption,
    goal: {...t.goal, reached: () => (asked.covered() ? undefined : reached(residual, plain))},
    describe: () => turn.says() ?? sentences(parts.describe(), asked.covered() ?? sentence),
    data: () => [...parts.rows(), ...jacobianRows(measured), ...products.flatMap(productRows)],
    networks: only(() => compute(blocks(state.values.n), blockNumbers(state.values)))
  });
  parts.listen(element);
  linked(element);
  return element;
}

type Rows = {readonly [K in keyof typeof t.rows]: readonly number[]};

/** What reaches each entry of a[l], and by which way. */
function comparison(rows: Rows, scale: number): HTMLElement {
  const cell = (value: number) => html("span.cell", {style: tinted(value, scale)}, short(value));
  const line = (name: keyof Rows) => tableRow([rich(t.rows[name]), ...rows[name].map(cell)], {class: name});
  return table([], (Object.keys(t.rows) as (keyof Rows)[]).map(line), {class: "facts parts"});
}

type Jacobians = {readonly [K in keyof typeof t.names]: readonly (readonly number[])[]};

const jacobianRows = (all: Jacobians): Row[] =>
  (Object.keys(t.names) as (keyof Jacobians)[]).flatMap(name =>
    all[name].flatMap((row, i) =>
      row.map((value, j) => ({array: `Jacobian, ${name}`, unit: i + 1, input: j + 1, value}))
    )
  );

/** The residual block's Jacobian as the sum of its two parts, and the plain block's. */
function jacobians(all: Jacobians): Node[] {
  const scale = Math.max(1e-9, ...Object.values(all).flat(2).map(Math.abs));
  const matrix = (name: keyof typeof all) => {
    const m = all[name];
    const width = m.length > 6 ? 20 : m.length > 4 ? 30 : 40;
    const grid = cells({
      rows: m.length,
      columns: m.length,
      width,
      height: Math.min(30, width),
      digits: width > 24 ? (width > 36 ? 2 : 1) : undefined
    });
    grid.show((row, column) => m[row][column], scale);
    const title = labelled(t.names[name], m.map(row => list(row)).join("; "));
    return html(
      "figure",
      {class: `jacobian ${name}`},
      svg(
        "svg",
        {
          width: grid.width,
          height: grid.height,
          viewBox: `0 0 ${grid.width} ${grid.height}`,
          role: "img",
          "aria-label": title
        },
        grid.element
      ),
      html("figcaption", t.names[name])
    );
  };
  const sign = (text: string) => html("span.sign", {"aria-hidden": "true"}, text);
  return [
    matrix("total"),
    sign("="),
    matrix("main"),
    sign("+"),
    matrix("shortcut"),
    html("span.apart"),
    matrix("plain")
  ];
}
