import type {IdentityRecord} from "../../../../experiments/identity.js";
import type {BlockKind} from "../../../../experiments/landscape.js";
import {moveRule, plotted} from "../../../drawing/curves.js";
import {html} from "../../../kit/dom.js";
import {errorText, normsChart} from "../identity-charts.js";
import {identityTexts as t} from "../identity-texts.js";
import {unitsPicture} from "./units-picture.js";
import {weightsPicture} from "./weights-picture.js";

/** What became of one block: its norms over the steps, its weights, and what it does to each unit. */
export function blockPanel(
  kind: BlockKind,
  {
    records,
    shown,
    diverged,
    moment,
    steps
  }: {
    readonly records: () => readonly IdentityRecord[];
    /** The moment that is looked at. */
    readonly shown: () => IdentityRecord | undefined;
    /** Whether training had ended by then, because the numbers overflowed. */
    readonly diverged: () => boolean;
    readonly moment: () => number;
    readonly steps: () => number;
  }
): {readonly element: HTMLElement; redraw(): void; drawMoment(): void} {
  const heading = html("h4", {class: `panel-heading ${kind}`}, t.panel(t.kinds[kind], "…"));
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
    const record = shown();
    heading.textContent = t.panel(
      t.kinds[kind],
      !record ? "…" : diverged() ? t.divergedWord : t.errorIs(errorText(record.error))
    );
    units.redraw();
    weights.redraw();
    moveRule(norms, moment(), saidOfNorms());
  }
  return {
    element: html(
      "section.block-panel",
      heading,
      html("p.part-name", t.units),
      units.element,
      html("p.part-name", t.weights),
      weights.element,
      norms.element
    ),
    drawMoment,
    redraw() {
      drawMoment();
      norms.redraw();
    }
  };
}
