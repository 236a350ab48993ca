// What figures ask before they show, and what was measured: `npm run stills` looks at the figures themselves, and a page
// that speaks of them without showing them reads what it wrote down. test/long/outlines.test.ts holds the two together.
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {inEach} from "../lib/lesson/languages.js";
import type {Prediction} from "../lib/lesson/results/lesson.js";
import {type Language, top} from "./site.js";

/** By the figures' ids. */
export type Predictions = {readonly [id: string]: Prediction};

export const predictionFile = join(top, "assets", "stills", "predictions.json");

export const readPredictions = (): Predictions =>
  existsSync(predictionFile) ? inAllLanguages(JSON.parse(readFileSync(predictionFile, "utf8"))) : {};

/** With English questions where those of a new language have yet to be written down: for that a page must be built. */
export const inAllLanguages = (all: Predictions): Predictions =>
  Object.fromEntries(
    Object.entries(all).map(([id, asked]) => [id, {...asked, ...inEach(of => asked[of] ?? asked.en)}])
  );

/** What a figure's question says of itself in one language: `asks` of lib/views/figure/prediction.ts. */
export interface Told {
  readonly ask: string;
  readonly choices?: {readonly [choice: string]: string};
  readonly number?: {readonly min: number; readonly max: number};
  readonly unit?: string;
  readonly curves?: {
    readonly count: number;
    readonly length: number;
    readonly at: readonly number[];
    readonly min: number;
    readonly max: number;
  };
  readonly measured?: Prediction["measured"];
}

/** Puts what a figure tells in one language beside what it has told in the other. */
export function withTold(
  before: Prediction | undefined,
  page: string,
  language: Language,
  told: Told
): Prediction {
  const {ask, choices, number, unit, curves, measured} = told;
  const short = (value: unknown): unknown =>
    typeof value === "number"
      ? Number(value.toPrecision(6))
      : Array.isArray(value)
        ? value.map(short)
        : value;
  return {
    ...before,
    page,
    ...(number && {number}),
    ...(curves && {curves}),
    ...(measured !== undefined && {measured: short(measured)}),
    [language]: {ask, ...(choices && {choices}), ...(unit && {unit})}
  } as Prediction;
}

/** JSON with a line for each figure. */
export const predictionText = (all: Predictions): string =>
  `{\n${Object.entries(all)
    .map(([id, prediction]) => ` "${id}": ${JSON.stringify(prediction)}`)
    .join(",\n")}\n}\n`;
