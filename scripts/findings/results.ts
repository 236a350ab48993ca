// What was measured, kept between runs: for each measurement its numbers, seed by seed.
import {readFileSync, writeFileSync} from "node:fs";
import type {Measurement, Numbers} from "./finding.js";

const file = new URL("results.json", import.meta.url);

export interface Result {
  names: string[];
  /** By seed, in the order of the names; null stands for Infinity, which JSON lacks. */
  seeds: {[seed: string]: (number | null)[]};
}

export type Results = {[measurement: string]: Result};

export const readResults = (): Results => JSON.parse(readFileSync(file, "utf8"));

/** A line for each measurement, so that a change of one is a change of one line. */
export function writeResults(results: Results): void {
  const lines = Object.keys(results)
    .sort()
    .map(name => `${JSON.stringify(name)}: ${JSON.stringify(results[name])}`);
  writeFileSync(file, `{\n${lines.join(",\n")}\n}\n`);
}

/** The numbers of a measurement, seed by seed; seeds that are missing are left out. */
export const numbersOf = ({name, seeds}: Measurement, results: Results): Numbers[] =>
  seeds.flatMap(seed => {
    const {names = [], seeds: found = {}} = results[name] ?? {};
    const values = found[seed];
    return values
      ? [Object.fromEntries(names.map((n, i) => [n, values[i] ?? Number.POSITIVE_INFINITY]))]
      : [];
  });

/** As it is stored: four digits. */
export const rounded = (value: number): number =>
  Number.isFinite(value) ? Number(value.toPrecision(4)) : value;

/** Adds what one seed came to. Where a measurement has other numbers than before, those go. */
export function addResult(results: Results, name: string, seed: number, numbers: Numbers): void {
  const names = Object.keys(numbers);
  if (results[name]?.names.join() !== names.join()) results[name] = {names, seeds: {}};
  results[name].seeds[seed] = names.map(n => (Number.isFinite(numbers[n]) ? rounded(numbers[n]) : null));
}
