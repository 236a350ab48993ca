// Once for all files: the built site behind a small server, and one browser.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {TestProject} from "vitest/node";
import {launchServer} from "../../../scripts/browser.js";
import {serve} from "../../../scripts/serve.js";
import {output} from "../../../scripts/site.js";

declare module "vitest" {
  interface ProvidedContext {
    site: string;
    browser: string;
  }
}

export default async function setup(project: TestProject) {
  // The page for unknown addresses is the only one that knows where the site stands.
  const base = /<base href="([^"]*)">/.exec(readFileSync(join(output, "404.html"), "utf8"))?.[1];
  const [site, browser] = await Promise.all([serve(output, {base}), launchServer()]);
  project.provide("site", site.url);
  project.provide("browser", browser.wsEndpoint());
  return () => Promise.all([site.close(), browser.close()]);
}
