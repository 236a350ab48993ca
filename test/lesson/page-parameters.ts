// The parameters of a page, as its cells declare them: read without a browser.
import {existsSync} from "node:fs";
import {join} from "node:path";
import type {Declarations} from "../../lib/lesson/parameters.js";
import {top} from "../../scripts/site.js";

/** What a page hands to `pageState`. */
export async function pageParameters(name: string): Promise<Declarations> {
  const module = join(top, "lib", "views", "chapters", name, "parameters.ts");
  if (!existsSync(module)) throw new Error(`page without parameters: ${name}`);
  return (await import(/* @vite-ignore */ module)).parameters;
}
