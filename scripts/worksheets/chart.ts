// A chart to draw in, and the same with what was measured.
import type {ByLanguage} from "../../lib/lesson/languages.js";
import {fixed} from "../../lib/lesson/numbers.js";
import type {Drawn} from "../../lib/lesson/prediction.js";
import type {Prediction} from "../../lib/lesson/results/lesson.js";
import type {Language} from "../site.js";
import {paragraph, table} from "./markup.js";

const say = {
  en: {
    layers: "layers",
    error: "training error, %",
    // In the order in which the figure asks for them.
    kinds: ["plain", "residual"],
    axes: (from: number, to: number, top: number) =>
      `Empty axes: training error from 0 to ${top}% over networks of ${from} to ${to} layers.`,
    drawn: "The measured curves, and their numbers:"
  },
  zh: {
    layers: "层数",
    error: "训练误差，%",
    kinds: ["普通网络", "残差网络"],
    axes: (from: number, to: number, top: number) =>
      `空的坐标轴：横轴是 ${from} 到 ${to} 层的网络，纵轴是 0 到 ${top}% 的训练误差。`,
    drawn: "测得的曲线及其数字："
  }
} as const satisfies ByLanguage<unknown>;

/** In units of the drawing, which is as wide as the page. */
const [width, height] = [640, 376];
const [left, right, top, bottom] = [44, 628, 30, 328];
/** How far apart in per cent the thin lines are, and those with a number. */
const [fine, coarse] = [5, 25];

/**
 * The axes of a question that is answered by curves, each point as far from the next as in its figure; with what was
 * measured, and that in a table, if `measured` is given.
 */
export function chart(
  {at, min, max}: NonNullable<Prediction["curves"]>,
  language: Language,
  measured?: Drawn
): string {
  const {layers, error, kinds, axes, drawn} = say[language];
  const last = at.length - 1;
  const x = (i: number) => round(left + 16 + (i / last) * (right - left - 32));
  const y = (v: number) => round(bottom - ((v - min) / (max - min)) * (bottom - top));
  const rows = Array.from({length: (max - min) / fine + 1}, (_, i) => min + i * fine);
  const parts = [
    ...at.map((_, i) => `<path class="fine" d="M${x(i)},${top}V${bottom}"/>`),
    ...rows.map(v => `<path class="${v % coarse ? "fine" : "coarse"}" d="M${left},${y(v)}H${right}"/>`),
    ...rows.filter(v => v % coarse === 0).map(v => text(left - 8, y(v) + 5, "end", String(v))),
    ...at.map((depth, i) => text(x(i), bottom + 22, "middle", String(depth))),
    text(right, bottom + 42, "end", `${layers} →`),
    text(4, 16, "start", `↑ ${error}`),
    ...(measured ?? []).map((curve, k) => measuredCurve(curve, k, kinds[k]))
  ];
  function measuredCurve(curve: readonly number[], k: number, kind: string): string {
    const [first, ...others] = curve.map((v, i) => `${x(i)},${y(v)}`);
    // Above its highest point on the right half, where the two are apart.
    const end = curve.length - 2;
    return `<g class="measured ${["plain", "residual"][k]}"><path d="M${first}L${others.join("L")}"/>${curve
      .map((v, i) => `<circle cx="${x(i)}" cy="${y(v)}" r="4"/>`)
      .join("")}${text(x(end), y(curve[end]) - 12, "middle", kind)}</g>`;
  }
  const label = measured ? drawn : axes(at[0], at[last], max);
  const svg = `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${parts.join("")}</svg>`;
  if (!measured) return svg;
  return (
    paragraph(drawn) +
    svg +
    table(
      [layers, ...at.map(String)],
      measured.map((curve, k) => [kinds[k], ...curve.map(v => `${fixed(v, 1)}%`)])
    )
  );
}

const round = (value: number) => Number(value.toFixed(1));

const text = (x: number, y: number, anchor: "start" | "middle" | "end", said: string) =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${said}</text>`;
