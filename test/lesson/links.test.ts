// Links that readers have go on working: the places and parameters of every page as they were at commit 7c279dd, with texts
// that stand for values. The list may grow; nothing leaves it. test/e2e/pages.test.ts looks for the places.
import {describe, expect, it} from "vitest";
import {names} from "../../scripts/site.js";
import links from "./links.json" with {type: "json"};
import {pageParameters} from "./page-parameters.js";

const pages: {readonly [page: string]: {readonly parameters: {readonly [name: string]: readonly string[]}}} =
  links;

it("knows the links of every page", () => {
  expect(Object.keys(pages).sort()).toEqual(["index", ...names].sort());
});

describe.each(Object.entries(pages).filter(([, {parameters}]) => Object.keys(parameters).length))(
  "a link to %s",
  (page, {parameters}) => {
    it.each(Object.entries(parameters))("may set %s", async (name, texts) => {
      const declarations = await pageParameters(page);
      expect(Object.keys(declarations)).toContain(name);
      const refused = texts.filter(text => declarations[name].parse(text) === undefined);
      expect(refused).toEqual([]);
    });
  }
);
