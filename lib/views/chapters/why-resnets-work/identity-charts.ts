// The curves of the identity experiment: error and norms over the steps, final error over λ.

import type {IdentityRecord} from "../../../experiments/identity.js";
import type {BlockKind} from "../../../experiments/landscape.js";
import {percentTick, significant} from "../../../lesson/numbers.js";
import {type ChartSize, type Curves, curves, type Point, type Series} from "../../drawing/curves.js";
import {labelled, texts} from "../../kit/texts.js";
import {identityTexts} from "./identity-texts.js";

const t = texts({
  en: {
    step: "step",
    error: "relative error",
    after: "relative error at the end",
    norm: "norm",
    floor: "floor for plain, by theory",
    diverged: "diverged"
  },
  zh: {
    step: "步",
    error: "相对误差",
    after: "结束时的相对误差",
    norm: "范数",
    floor: "普通块的理论下限",
    diverged: "发散"
  }
});

export type Runs = {readonly [kind in BlockKind]: readonly IdentityRecord[]};

/** Where error axes end below: what is smaller is drawn there, and 0 too, for which a log axis has no place. */
const least = 1e-10;
const axis = {log: true, domain: [least, 10], format: percentTick, ticks: 6} as const;

/** An error as text. */
export function errorText(error: number): string {
  if (Number.isNaN(error)) return t.diverged;
  return error === 0 ? "0" : `${significant(error * 100, 2)}%`;
}

const point = (x: number, error: number, title: string): Point => ({x, y: Math.max(least, error), title});
const kinds = ["plain", "residual"] as const;
const {kinds: kindNames} = identityTexts;

/** Relative error against step for both blocks; the run before stays as a shadow while a new one is under way. */
export function errorChart(
  runs: Runs,
  {
    steps,
    floor,
    before,
    ...size
  }: ChartSize & {readonly steps: number; readonly floor: number; readonly before?: Runs}
): Curves {
  const line = (kind: BlockKind, records: readonly IdentityRecord[], faded: boolean): Series => ({
    label: faded ? "" : kindNames[kind],
    colour: `--${kind}`,
    faded,
    dashed: faded,
    points: records
      .filter(r => !r.diverged)
      .map(r =>
        point(r.step, r.error, labelled(`${kindNames[kind]}\n${t.step} ${r.step}`, errorText(r.error)))
      )
  });
  return curves(
    [
      ...(before ? kinds.map(kind => line(kind, before[kind], true)) : []),
      // Without decay there is none.
      {
        label: floor > least ? t.floor : "",
        colour: "--ink",
        dashed: true,
        points: (floor > least ? [0, steps] : []).map(x =>
          point(x, floor, labelled(t.floor, errorText(floor)))
        )
      },
      ...kinds.map(kind => line(kind, runs[kind], false))
    ],
    {
      ...size,
      height: 280,
      x: {label: t.step, domain: [0, steps], ticks: 4},
      y: {label: t.error, ...axis}
    }
  );
}

export type Final = {readonly lambda: number} & {readonly [kind in BlockKind]: number};

/** What is left at the end against λ: a point for each λ that was tried, under the line of theory. */
export function finalChart(
  points: readonly Final[],
  {floor, most, ...size}: ChartSize & {readonly floor: (lambda: number) => number; readonly most: number}
): Curves {
  const grid = Array.from({length: 61}, (_, i) => (most * i) / 60);
  const dots = (kind: BlockKind): Series => ({
    label: kindNames[kind],
    colour: `--${kind}`,
    dots: true,
    points: [...points]
      .sort((a, b) => a.lambda - b.lambda)
      .filter(p => Number.isFinite(p[kind]))
      .map(p => point(p.lambda, p[kind], labelled(`${kindNames[kind]}\nλ = ${p.lambda}`, errorText(p[kind]))))
  });
  return curves(
    [
      {
        label: t.floor,
        colour: "--ink",
        dashed: true,
        points: grid
          .map(l => point(l, floor(l), labelled(`${t.floor}\nλ = ${significant(l)}`, errorText(floor(l)))))
          .filter(p => p.y > least)
      },
      dots("plain"),
      dots("residual")
    ],
    {
      ...size,
      height: 300,
      x: {label: "λ", domain: [0, most], ticks: 4},
      y: {label: t.after, ...axis}
    }
  );
}

/** ‖W[l+1]‖, ‖W[l+2]‖ and the norm of both biases together against step. */
export function normsChart(
  records: readonly IdentityRecord[],
  {steps, ...size}: ChartSize & {readonly steps: number}
): Curves {
  const of = {
    "‖W[l+1]‖": ({w1}) => w1,
    "‖W[l+2]‖": ({w2}) => w2,
    "‖b‖": ({b1, b2}) => Math.hypot(b1, b2)
  } satisfies Record<string, (norms: IdentityRecord["norms"]) => number>;
  const colours = ["--weight", "--weight", "--ink-3"];
  const most = records.reduce((m, {norms}) => Math.max(m, norms.w1, norms.w2, norms.b1, norms.b2), 0);
  return curves(
    Object.entries(of).map(([label, norm], i) => ({
      label,
      colour: colours[i],
      dashed: i === 1,
      points: records.map(r => ({x: r.step, y: norm(r.norms)}))
    })),
    {
      ...size,
      height: 200,
      x: {label: t.step, domain: [0, steps], ticks: 4},
      y: {label: t.norm, domain: [0, Math.max(1, most * 1.05)], ticks: 4, format: v => significant(v, 2)}
    }
  );
}
