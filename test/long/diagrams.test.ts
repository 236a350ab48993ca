// The diagrams of the residual block, in every form and at every step.
import {expect, test} from "vitest";
import {openPage, reach} from "../e2e/support/page.js";
import {axe} from "../e2e/support/survey.js";

test("no name in a diagram runs into another, into the numbers or the shortcut, or over the edge", async () => {
  const found: string[] = [];
  for (const width of [360, 1440]) {
    const {page} = await openPage("en/residual-block", {width, clock: true, figures: "all"});
    for (const [figure, hash] of [
      ["walkthrough-figure", "n=1"],
      ["what-if-figure", "variant=after"],
      ["what-if-figure", "variant=preActivation"],
      ["kinds-figure", "kind=bottleneck"],
      ["kinds-figure", "kind=bottleneck&norm=on&f=5"],
      ["shapes-figure", "remedy=B"],
      ["shapes-figure", "form=images&widthIn=6&widthOut=2"],
      ["backwards-figure", "n=8"]
    ]) {
      await page.evaluate(hash => {
        location.hash = hash;
      }, hash);
      await reach(page.locator(`#${figure}`));
      // A figure out of view follows a quarter of a second later.
      await page.clock.fastForward(400);
      for (const text of await page.evaluate(collisions, `#${figure}`))
        found.push(`${hash} at ${width} px: ${text}`);
    }
  }
  expect(found).toEqual([]);
});

/** The names of a figure's diagrams that cover something. */
function collisions(figure: string): string[] {
  const drawings = [...document.querySelectorAll(`${figure} .diagram svg`)];
  return drawings.flatMap(drawing => {
    const edge = drawing.getBoundingClientRect();
    // The letters take the middle of their line's height.
    const letters = (text: Element) => {
      const {left, right, top, height} = text.getBoundingClientRect();
      return {left, right, top: top + height * 0.3, bottom: top + height * 0.75, text: text.textContent};
    };
    const names = [...drawing.querySelectorAll("text.name, text.way-name")].map(letters);
    const cells = [...drawing.querySelectorAll("g.cells rect, g.pill rect")].map(cell => {
      const {left, right, top, bottom} = cell.getBoundingClientRect();
      return {left, right, top, bottom, text: "a number"};
    });
    const line = drawing.querySelector<SVGPathElement>("path.shortcut:not(.head)");
    const points = Array.from({length: line ? Math.ceil(line.getTotalLength()) : 0}, (_, at) => {
      const {x, y} = line!.getPointAtLength(at);
      return {x: x + edge.left, y: y + edge.top};
    });
    return names.flatMap((a, i) => [
      ...(points.some(({x, y}) => a.left < x && x < a.right && a.top < y && y < a.bottom)
        ? [`${a.text} on the shortcut`]
        : []),
      ...[...names.slice(i + 1), ...cells]
        .filter(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map(b => `${a.text} on ${b.text}`),
      ...(a.left < edge.left - 1 || a.right > edge.right + 1 ? [`${a.text} over the edge`] : [])
    ]);
  });
}

const walks = ["walkthrough-figure", "kinds-figure", "shapes-figure", "backwards-figure"];

test("no step of a walk has an accessibility violation, or is wider than a phone", async () => {
  const {page} = await openPage("zh/residual-block", {width: 360, clock: true, figures: walks});
  for (const [step, theme] of (["light", "dark", "light", "dark", "light"] as const).entries()) {
    await page.emulateMedia({colorScheme: theme});
    await page.evaluate(hash => {
      location.hash = hash;
    }, `step=${step}&kindStep=${step}&shapeStep=${step}&backStep=${step}`);
    // A figure out of view follows a quarter of a second later.
    await page.clock.fastForward(400);
    expect(await axe(page, `step ${step}`, ".figure")).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0
    );
  }
});
