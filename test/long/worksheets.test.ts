// Worksheets on paper.
import {expect, test} from "vitest";
import {chapterNames} from "../../scripts/notebooks/downloads.js";
import {languages} from "../../scripts/site.js";
import {openPage} from "../e2e/support/page.js";

/** How many pages a PDF has. */
const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type \/Page\b/g)!.length;

const sheets = ["", "-solutions"].flatMap(end => chapterNames.map(name => name + end));

test.each(languages)(
  "in %s every sheet begins on a page of paper of its own, is printed alone where an address leads to it, and nothing is cut",
  async language => {
    const {page, problems} = await openPage(`${language}/worksheets`);
    const whole = pagesOf(await page.pdf({format: "A4"}));
    expect(pagesOf(await page.pdf({format: "Letter"}))).toBeLessThanOrEqual(whole + 2);
    // Between the margins of a page of A4.
    await page.setViewportSize({width: Math.floor((178 / 25.4) * 96), height: 900});
    await page.emulateMedia({media: "print"});
    const seen = () =>
      page.$$eval("main > *", all =>
        all
          .filter(e => (e as HTMLElement).offsetHeight)
          .map(({id, className, scrollWidth, clientWidth}) => ({
            what: id || className,
            cut: scrollWidth > clientWidth
          }))
      );
    expect(await seen()).toEqual(
      sheets.flatMap(id => [
        {what: id, cut: false},
        {what: id.endsWith("-solutions") ? "sheet solutions" : "sheet", cut: false}
      ])
    );
    const chart = await page.locator(".sheet:not(.solutions) .chart").boundingBox();
    expect(chart!.width).toBeGreaterThan((150 / 25.4) * 96);
    let sum = 0;
    for (const id of sheets) {
      await page.evaluate(place => {
        location.hash = place;
      }, id);
      expect(await seen()).toMatchObject([{what: id}, {cut: false}]);
      const alone = pagesOf(await page.pdf({format: "A4"}));
      expect(alone, id).toBeLessThanOrEqual(id.endsWith("-solutions") ? 2 : 3);
      sum += alone;
    }
    expect(whole).toBe(sum);
    expect(problems).toEqual([]);
  }
);

test("a solution opens the chapter's figure with the numbers of the sheet", async () => {
  const {page} = await openPage("en/worksheets");
  await page.getByRole("link", {name: "Step by step in the figure"}).click();
  await page.waitForURL(/residual-block/);
  const figure = page.locator("#walkthrough-figure");
  await figure.locator(".stepping input[type=range]").waitFor();
  await figure.locator(".stepping input[type=range]").press("End");
  await expect.poll(() => figure.textContent()).toContain("[1, 0]");
});
