import type {IdentityRecord} from "../../../../experiments/identity.js";
import type {BlockKind} from "../../../../experiments/landscape.js";
import {moveRule, plotted} from "../../../drawing/curves.js";
import {html} from "../../../kit/dom.js";
import {normsChart} from "../identity-charts.js";
import {identityTexts as t} from "../identity-texts.js";
import {unitsPicture} from "./units-picture.js";
import {weightsPicture} from "./weights-picture.js";

/** Inside one block: what it does to each unit, its weights, and its norms over the steps. */
export function blockPanel(
  kind: BlockKind,
  {
    records,
    shown,
    moment,
    steps
  }: {
    readonly records: () => readonly IdentityRecord[];
    /** The moment that is looked at. */
    readonly shown: () => IdentityRecord | undefined;
    readonly moment: () => number;
    readonly steps: () => number;
  }
): {readonly element: HTMLElement; redraw(): void; drawMoment(): void} {
  const units = unitsPicture(kind, () => shown()?.end);
  const weights = weightsPicture(() => shown()?.end);
  const saidOfNorms = () => t.norms(t.kinds[kind], shown()?.norms);
  const norms = plotted(
    width =>
      normsChart(records(), {
        ...{width, rule: moment(), description: saidOfNorms()},
        steps: steps()
      }),
    {height: 200}
  );
  /** All but the chart of the norms, where a line moves. */
  function drawMoment() {
    units.redraw();
    weights.redraw();
    moveRule(norms, moment(), saidOfNorms());
  }
  return {
    element: html(
      "section.block-panel.pair",
      html("div", html("p.part-name", t.units), units.element),
      html("div", html("p.part-name", t.weights), weights.element, norms.element)
    ),
    drawMoment,
    redraw() {
      drawMoment();
      norms.redraw();
    }
  };
}
