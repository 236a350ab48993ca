// Typesets the live formulas into a module that the browser can load.
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {tex} from "../lib/lesson/live-formulas.js";
import {typesetToCopy} from "./markdown/math.js";
import {top} from "./site.js";

export const target = join(top, "lib", "lesson", "live-formulas.mathml.ts");

/** The module's text. */
export function formulasModule(): string {
  const rows = Object.entries(tex).map(([name, formula]) => {
    const mathml = typesetToCopy(formula.replace(/\s+/g, " "), {display: true});
    return `  ${name}: ${JSON.stringify(mathml)}`;
  });
  return `// Made from live-formulas.ts by scripts/formulas.ts, on start and on build: edit that.
export const mathml = {
${rows.join(",\n")}
};
`;
}

/** Writes the module, if it is not what it should be: a file that changes makes the preview reload. */
export function writeFormulas(): void {
  const text = formulasModule();
  if (readFileSync(target, {encoding: "utf8", flag: "a+"}) !== text) writeFileSync(target, text);
}
