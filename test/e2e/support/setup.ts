// Once for all files: the built site behind a small server, and a browser where there is none.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {TestProject} from "vitest/node";
import {requireBrowser, requireChinese} from "../../../scripts/browser.js";
import {hosts, serve} from "../../../scripts/serve.js";
import {output} from "../../../scripts/site.js";

declare module "vitest" {
  interface ProvidedContext {
    site: string;
  }
}

export default async function setup(project: TestProject) {
  // The page for unknown addresses is the only one that knows where the site stands.
  const base = /<base href="([^"]*)">/.exec(readFileSync(join(output, "404.html"), "utf8"))?.[1];
  requireBrowser();
  requireChinese();
  const site = await serve(output, {base, host: hosts.pages});
  project.provide("site", site.url);
  return () => site.close();
}
