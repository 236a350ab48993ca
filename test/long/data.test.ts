// Every figure gives away its numbers as a table: those that it shows.
import type {Page} from "playwright-core";
import {describe, test} from "vitest";
import {allRows, choose, saved, savedRows} from "../e2e/support/menu.js";
import {openPage, reach} from "../e2e/support/page.js";

const chapters = [
  "",
  "en/residual-block",
  "en/residual-network",
  "en/why-resnets-work",
  "en/one-by-one-convolution"
];

describe.concurrent("the data of every figure", () => {
  test.for(chapters)(
    "are a table with named columns and at least one row: %s",
    async (path, {expect, onTestFinished}) => {
      // Once it is told, the landing page gives its numbers.
      const asked = path || "#guess=shown";
      const {page, problems} = await openPage(asked, {onTestFinished, figures: "all"});
      const tables = Object.entries(await allRows(page));
      expect(tables).toHaveLength(await page.locator("main .figure").count());
      for (const [figure, rows] of tables) {
        expect(rows.length, figure).toBeGreaterThan(0);
        const columns = Object.keys(rows[0]);
        expect(columns.length, figure).toBeGreaterThan(1);
        for (const column of columns) {
          expect(column, figure).toMatch(/^[a-zA-Z]/);
          const values = rows.map(row => row[column]).join("");
          expect(values, `${figure}, ${column}`).not.toMatch(/undefined|null|\[object/);
          // Blank are only what the reader has not uncovered, and what was not measured or did not happen.
          if (!/measured|time|diverged/.test(column)) expect(values, `${figure}, ${column}`).not.toBe("");
        }
      }
      expect(problems).toEqual([]);
    }
  );
});

describe.concurrent("the data", () => {
  test("of the walkthrough are its arrays, as far as the walk has come", async ({expect, onTestFinished}) => {
    const {page} = await openPage("en/residual-block#step=5", {
      onTestFinished,
      figures: ["walkthrough-figure"]
    });
    const said = await page.locator("#walkthrough-figure > .visually-hidden").textContent();
    const rows = await savedRows(page, "walkthrough-figure");
    const output = rows.filter(({array}) => array === "a[l+2]").map(({value}) => Number(value));
    expect(said).toContain(`= [${output.map(v => String(Number(v.toFixed(3)))).join(", ")}]`);
    await page.locator("#walkthrough-figure").getByLabel("Step back").click();
    const before = new Set((await savedRows(page, "walkthrough-figure")).map(({array}) => array));
    expect(before).not.toContain("a[l+2]");
    expect(before).toContain("z[l+2]+a[l]");
  });

  test("of one filter add up to what the figure shows", async ({expect, onTestFinished}) => {
    const {page} = await openPage("en/one-by-one-convolution#row=2&column=4", {
      onTestFinished,
      figures: ["one-filter-figure"]
    });
    const rows = await savedRows(page, "one-filter-figure");
    const values = (name: string) =>
      rows.filter(({array}) => array.startsWith(name)).map(r => Number(r.value));
    const products = values("products at row 2, column 4");
    expect(products).toHaveLength(32);
    const sum = products.reduce((a, b) => a + b, values("bias")[0]);
    const at = ({array, row, column}: (typeof rows)[number]) => `${array} ${row} ${column}` === "output 2 4";
    const output = Number(rows.find(at)!.value);
    expect(output).toBeCloseTo(Math.max(0, sum), 4);
    expect(await number(page, "#one-filter-figure .big-number")).toBeCloseTo(output, 2);
  });

  test("of a prediction hold what was measured once it is uncovered", async ({expect, onTestFinished}) => {
    const {page} = await openPage("en/residual-network", {
      onTestFinished,
      predict: "asked",
      figures: ["prediction"]
    });
    const measured = async () => (await savedRows(page, "prediction")).map(row => row["measured error in %"]);
    await choose(page, "prediction", /CSV/);
    await page.locator(".notice", {hasText: "Covered until you have answered"}).waitFor();
    await page.locator("#prediction .handle.plain").first().press("PageUp");
    await page.locator("#prediction").getByRole("button", {name: "Show me"}).click();
    const shown = (await page.locator("#prediction .guess-results").textContent())!;
    const found = await measured();
    // Plain and residual networks of 20, 56 and 110 layers are said below the drawing.
    for (const i of [3, 5, 6, 10, 12, 13])
      expect(shown).toContain(`measured ${Number(found[i]).toFixed(1)}%`);
  });

  test("of a published network add up to its parameters", async ({expect, onTestFinished}) => {
    const {page} = await openPage("en/residual-network", {onTestFinished, figures: ["walker"]});
    const rows = await savedRows(page, "walker");
    const total = rows.reduce((sum, {parameters}) => sum + Number(parameters), 0);
    expect(total.toLocaleString("en")).toBe(
      await page.locator("#walker .walk-totals tbody tr").first().locator("td").first().textContent()
    );
  });

  test("of the identity sweep have the medians that the figure's table has", async ({
    expect,
    onTestFinished
  }) => {
    const {page} = await openPage("en/why-resnets-work", {onTestFinished, figures: ["lambda-sweep"]});
    const rows = await savedRows(page, "lambda-sweep");
    const errors = rows
      .filter(r => r.quantity === "relative error" && r.of === "plain" && r.lambda === "0.01")
      .map(r => Number(r["in %"]))
      .sort((a, b) => a - b);
    const {length} = errors;
    expect(length).toBeGreaterThan(1);
    const median = (errors[Math.ceil(length / 2) - 1] + errors[Math.floor(length / 2)]) / 2;
    const line = page.locator("#lambda-sweep .data-table tr", {
      has: page.locator("th", {hasText: /^0\.01$/})
    });
    const [cell] = await line.locator("td").allTextContents();
    expect(Number.parseFloat(cell)).toBeCloseTo(median, 1);
  });
});

const number = async (page: Page, selector: string) =>
  Number((await page.locator(selector).textContent())!.replace("−", "-"));

describe.concurrent("a file", () => {
  test("of data begins with the mark by which spreadsheet programs know UTF-8", async ({
    expect,
    onTestFinished
  }) => {
    const {page} = await openPage("zh/residual-block", {onTestFinished, figures: ["many-blocks-figure"]});
    const file = await saved(page, "many-blocks-figure", /CSV/);
    expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(file.toString("utf8").slice(1)).toMatch(/^[a-zA-Z]/);
  });

  test("that a host's policy forbids is not waited for in silence", async ({expect, onTestFinished}) => {
    const {page} = await openPage("en/glossary", {onTestFinished});
    // As a host would send it: pictures from the site alone, none from data.
    await page.route(/residual-block$/, async route => {
      const response = await route.fetch();
      const headers = {...response.headers(), "content-security-policy": "img-src 'self'"};
      await route.fulfill({response, headers});
    });
    await page.goto(new URL("residual-block", page.url()).href);
    await reach(page.locator("#many-blocks-figure"));
    await page.locator("#many-blocks-figure .menu summary").waitFor();
    await choose(page, "many-blocks-figure", /PNG/);
    await expect
      .poll(() => page.locator(".notice").allTextContents())
      .toEqual([expect.stringContaining("PNG")]);
  });
});

test("a phone's keyboard has a minus where a number may be negative", async ({expect, onTestFinished}) => {
  const {page} = await openPage("en/residual-block", {
    onTestFinished,
    figures: ["walkthrough-figure", "kinds-figure"]
  });
  const modes = await page.$$eval("#walkthrough-figure .number-cell", cells =>
    cells.map(cell => cell.getAttribute("inputmode"))
  );
  expect(modes.length).toBeGreaterThan(0);
  // Phones show a keyboard of digits without a minus for "decimal" and "numeric".
  expect(new Set(modes)).toEqual(new Set(["text"]));
  expect(await page.locator("#kinds-figure input[type=text]").first().getAttribute("inputmode")).not.toBe(
    "text"
  );
});
