// What stands for a figure until it is drawn: part of the page itself, so that nothing jumps, and so that a page without
// JavaScript, in print and in search, has the figure's title, its words and its picture. `npm run stills` takes the
// pictures, and writes down the titles and the heights at several widths of the window.
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {top} from "./site.js";

/** Widths of the window, in CSS pixels, at which heights are taken. In between, heights go in a straight line. */
export const widths = [320, 390, 480, 640, 800, 1024, 1280, 1440, 1680] as const;

export interface Outline {
  /** As markup: it may hold names of values. */
  readonly title: string;
  /** The level of its heading. */
  readonly level: number;
  /** What the figure's goal asks, as markup. */
  readonly goal?: string;
  /** In CSS pixels, at each of `widths`. */
  readonly heights: readonly number[];
}

/** By language, then by the figure's id. */
export type Outlines = Readonly<Record<string, Readonly<Record<string, Outline>>>>;

export const outlineFile = join(top, "assets", "stills", "outlines.json");

export const readOutlines = (): Outlines =>
  existsSync(outlineFile) ? JSON.parse(readFileSync(outlineFile, "utf8")) : {};

/** A figure's cell and the picture behind it, as Framework and the page's Markdown have them. */
const still =
  /(<div class="observablehq observablehq--block">)((?:(?!observablehq--block)[\s\S])*?)<p><noscript><img src="([^"]*\/stills\/(\w+)\/([\w-]+)\.[^"]*)" alt="([^"]*)"><\/noscript><\/p>/g;

/** Without JavaScript the picture is all that comes. */
const pictures =
  "<noscript><style>figure.outline{min-height:0!important}figure.outline :is(.still,.goal){display:block}</style></noscript>";

/** Puts an outline into the cell of each figure that has a picture, and the heights into the page's head. */
export function addOutlines(html: string, outlines: Outlines = readOutlines()): string {
  const rules: string[] = [];
  const body = html.replace(still, (all, cell, rest, src, language, id, alt) => {
    const outline = outlines[language]?.[id];
    if (!outline) return all;
    rules.push(heightRules(id, outline.heights));
    const {title, level, goal} = outline;
    const line = goal === undefined ? "" : `<p class="goal">${goal}</p>`;
    const figure = `<figure class="figure outline" id="${id}" aria-labelledby="${id}-title"><div class="figure-head"><h${level} class="figure-title" id="${id}-title">${title}</h${level}></div><p class="outline-text">${alt}</p><img class="still" loading="lazy" alt="" src="${src}">${line}</figure>`;
    // Before the place where Framework puts what the cell shows.
    return cell + figure + rest;
  });
  return rules.length
    ? body.replace("</head>", `<style>${rules.join("")}</style>${pictures}\n</head>`)
    : body;
}

/** The height of a figure's outline for every width of the window: a straight line between two that were taken. */
function heightRules(id: string, heights: readonly number[]): string {
  const rule = (height: string) => `#${id}.outline{min-height:${height}}`;
  const between = widths.slice(1).map((to, i) => {
    // In steps that make less than a pixel's difference: these rules stand in every page with figures.
    const slope = Math.round((1000 * (heights[i + 1] - heights[i])) / (to - widths[i])) / 10;
    const start = Math.round(heights[i] - (slope / 100) * widths[i]);
    return `@media(min-width:${widths[i]}px){${rule(slope ? `calc(${start}px + ${slope}vw)` : `${start}px`)}}`;
  });
  return [
    rule(`${heights[0]}px`),
    ...between,
    `@media(min-width:${widths.at(-1)}px){${rule(`${heights.at(-1)}px`)}}`
  ].join("");
}
