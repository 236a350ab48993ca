import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {solutions} from "../../support/goals.js";

const chapters = join(import.meta.dirname, "../../../lib/views/chapters");

/** The figures of a page: folders of their name. */
const figuresOf = (page: string) =>
  readdirSync(join(chapters, page)).filter(name => existsSync(join(chapters, page, name, "figure.ts")));

it("every figure has a goal but the one that readers draw their answer on, and values that reach it", () => {
  const pages = readdirSync(chapters);
  const without = pages.flatMap(page =>
    figuresOf(page).filter(name => !existsSync(join(chapters, page, name, "goal.ts")))
  );
  expect(without).toEqual(["prediction"]);
  // That a figure has blocks deleted is in no link; the landing page's figure is tested by itself.
  const linked = pages.flatMap(figuresOf).filter(name => !["prediction", "blocks", "duel"].includes(name));
  expect(Object.values(solutions).flatMap(Object.keys).sort()).toEqual(linked.sort());
});
