// Worksheets: what is asked and how it comes out, against plain loops over the numbers that stand on the sheet.
import {readFileSync} from "node:fs";
import MarkdownIt from "markdown-it";
import {describe, expect, it} from "vitest";
import {loadChapters} from "../../lib/lesson/questions/index.js";
import {asked, firstSeed} from "../../lib/lesson/questions/question.js";
import {readPredictions} from "../../scripts/predictions.js";
import {type Language, languages} from "../../scripts/site.js";
import {partsOf, sheet, worksheets} from "../../scripts/worksheets/index.js";
import {rich} from "../../scripts/worksheets/markup.js";

const chapters = await loadChapters();
const pages = chapters.map(({page}) => page);

const text = (html: string) => html.replace(/<[^>]*>/g, "");
const number = (written: string) =>
  Number(
    text(written)
      .replace(/−|&#x2212;/, "-")
      .replace(/[,%]/g, "")
  );
/** Rows of each table in HTML, heads included: what stands in their cells. */
const tables = (html: string): string[][][] =>
  [...html.matchAll(/<table.*?<\/table>/gs)].map(([table]) =>
    [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => text(cell))
    )
  );
/** The numbers of a table, without its head and the names of its rows. */
const numbers = (rows: string[][]) => rows.slice(1).map(([, ...cells]) => cells.map(number));
const matrices = (html: string) =>
  [...html.matchAll(/<mtable.*?<\/mtable>/gs)].map(([matrix]) =>
    [...matrix.matchAll(/<mtr>(.*?)<\/mtr>/gs)].map(([, row]) =>
      [...row.matchAll(/<mtd>(.*?)<\/mtd>/gs)].map(([, cell]) => number(cell))
    )
  );
/** `[3, −4]` in a text. */
const lists = (html: string) =>
  [...text(html).matchAll(/\[(−?[\d.]+(?:, −?[\d.]+)*)\]/g)].map(([, list]) => list.split(", ").map(number));

const byHand = (page: string, language: Language) => partsOf(page, language)[0].tasks;
const relu = (v: number) => Math.max(0, v);
const times = (matrix: number[][], x: number[]) =>
  matrix.map(row => row.reduce((sum, w, i) => sum + w * x[i], 0));
const plus = (x: number[], y: number[]) => x.map((v, i) => v + y[i]);

describe.each(pages.flatMap(page => languages.map(language => ({page, language}))))(
  "the worksheet of $page in $language",
  ({page, language}) => {
    const ask = sheet(page, language, "ask");
    const solution = sheet(page, language, "solution");

    it("has a solution for each thing that it asks, under the same number", () => {
      const count = (html: string) => html.match(/<li class="task">/g)!.length;
      const starts = (html: string) => [...html.matchAll(/<ol start="(\d+)"/g)].map(([, start]) => start);
      expect(count(ask)).toBeGreaterThan(8);
      expect(count(solution)).toBe(count(ask));
      expect(starts(solution)).toEqual(starts(ask));
    });

    it("asks for what its solutions hold, and holds none of them", () => {
      for (const {ask, solution} of byHand(page, language)) {
        const [toFill, filled] = [tables(ask).at(-1)!, tables(solution)[0]];
        const names = (rows: string[][]) => [rows[0], rows.map(([name]) => name)];
        expect(names(toFill)).toEqual(names(filled));
        expect(toFill.slice(1).flatMap(([, ...cells]) => cells.filter(Boolean))).toEqual([]);
        expect(filled.slice(1).flat()).not.toContain("");
      }
      // The names of measured curves, and the answers, stand in the solutions alone.
      for (const mark of ['class="measured', "<strong>"]) expect(ask).not.toContain(mark);
      expect(solution).toContain("<strong>");
    });

    it("asks all questions of the chapter that have other numbers, with others than the chapter's", () => {
      const [, , {tasks}] = partsOf(page, language);
      const {questions} = chapters.find(chapter => chapter.page === page)!;
      const own = questions.map(row => rich(asked(row, firstSeed).ask[language]));
      expect(tasks).toHaveLength(questions.filter(({varies}) => varies).length);
      for (const task of tasks) expect(own.filter(question => task.ask.includes(question))).toEqual([]);
    });

    it("asks what figures ask, and says what they measured", () => {
      const [, {tasks}] = partsOf(page, language);
      const measured = Object.values(readPredictions()).filter(
        prediction => prediction.page === page && prediction.measured !== undefined
      );
      expect(tasks).toHaveLength(measured.length);
      for (const {[language]: said, measured: answer} of measured) {
        const {ask, solution} = tasks.find(({ask}) => ask.includes(rich(said.ask)))!;
        for (const choice of Object.values(said.choices ?? {})) expect(ask).toContain(rich(choice));
        if (said.choices) expect(solution).toBe(`<p>${rich(said.choices[answer as string])}</p>`);
        else if (typeof answer === "number") {
          expect(Math.abs(Number.parseFloat(text(solution).replaceAll(",", "")) - answer)).toBeLessThan(0.05);
        } else {
          expect(numbers(tables(solution)[0])).toEqual(
            (answer as readonly (readonly number[])[]).map(curve => curve.map(v => Number(v.toFixed(1))))
          );
        }
      }
    });
  }
);

describe.each(languages)("computed by hand, in %s", language => {
  const [forwards, backwards] = byHand("residual-block", language);
  const [w1, w2] = matrices(forwards.ask);
  const [a, b1, b2] = lists(forwards.ask);
  /** The block as formulas say it, from a[l], or with another a[l+1]. */
  const block = (a: number[], a1 = times(w1, a).map((v, i) => relu(v + b1[i]))) => {
    const z2 = plus(times(w2, a1), b2);
    return {z1: plus(times(w1, a), b1), a1, z2, sum: plus(z2, a), out: plus(z2, a).map(relu)};
  };

  it("the block comes out as its formulas say, and each path and each ReLU makes a difference", () => {
    const {z1, a1, z2, sum, out} = block(a);
    const without = z2.map(relu);
    expect(numbers(tables(forwards.solution)[0])).toEqual([z1, a1, z2, sum, out, without]);
    expect(a1).not.toEqual(z1);
    expect(out).not.toEqual(sum);
    expect(out).not.toEqual(without);
    expect(out).not.toEqual(plus(without, a));
  });

  it("its gradients are the slopes of what arrives, each way by itself", () => {
    const [arriving] = lists(backwards.ask);
    const step = 1e-4;
    /** The slopes of the arriving gradient's product with the output, for each entry of x. */
    const slopes = (x: number[], output: (x: number[]) => number[]) =>
      x.map((_, i) => {
        const at = (by: number) =>
          output(x.map((v, j) => (i === j ? v + by : v))).reduce((sum, v, k) => sum + v * arriving[k], 0);
        return Math.round((1e3 * (at(step) - at(-step))) / (2 * step)) / 1e3 + 0;
      });
    const {z1, z2, a1, sum} = block(a);
    const bySum = slopes(sum, sum => sum.map(relu));
    const byFirst = slopes(a1, a1 => block(a, a1).out);
    const byZ1 = slopes(z1, z1 => block(a, z1.map(relu)).out);
    const main = slopes(a, x => plus(block(x).z2, a).map(relu));
    const shortcut = slopes(a, x => plus(z2, x).map(relu));
    const total = slopes(a, x => block(x).out);
    expect(numbers(tables(backwards.solution)[0])).toEqual([bySum, shortcut, byFirst, byZ1, main, total]);
    expect(total).not.toEqual(shortcut);
    expect(total).not.toEqual(main);
  });

  it("paths are as many as there are ways to choose at each block", () => {
    const [task] = byHand("residual-network", language);
    const count = (arcs: number) => {
      const found = [0, 0, 0, 0, 0];
      // A bit for each block: whether the path goes through its layers.
      for (let path = 0; path < 16; path++)
        if ((path | ((1 << arcs) - 1)) === 15) found[[1, 2, 4, 8].filter(bit => path & bit).length]++;
      return [...found, found.reduce((sum, n) => sum + n)];
    };
    expect(numbers(tables(task.solution)[0])).toEqual([count(4), count(3)]);
  });

  it("losses are what the formulas give, and nowhere lower than where it says", () => {
    const [task] = byHand("why-resnets-work", language);
    const [m, lambda] = [/m<\/i><\/span> = ([\d.]+)/, /λ<\/i><\/span> = ([\d.]+)/].map(pattern =>
      Number(pattern.exec(task.ask)![1])
    );
    const losses = (w1: number, w2: number) =>
      [1, 0].map(goal => (m / 2) * (goal - w1 * w2) ** 2 + (lambda / 2) * (w1 ** 2 + w2 ** 2));
    const [, ...rows] = tables(task.solution)[0];
    for (const [point, ...cells] of rows) {
      const [w1, w2] = point.split(", ").map(number);
      expect(cells.map(number)).toEqual(losses(w1, w2));
    }
    const said = [...text(task.solution.split("</table>")[1]).matchAll(/\((−?[\d.]+), (−?[\d.]+)\)/g)];
    const places = said.map(([, w1, w2]) => [number(w1), number(w2)]);
    const grid = Array.from({length: 81}, (_, i) => -2 + i / 20);
    const lowest = [0, 1].map(k => {
      const points = grid.flatMap(w1 => grid.map(w2 => [w1, w2]));
      const least = Math.min(...points.map(([w1, w2]) => losses(w1, w2)[k]));
      return points.filter(([w1, w2]) => losses(w1, w2)[k] < least + 1e-9);
    });
    const sorted = (points: number[][]) => points.map(p => p.map(v => v.toFixed(2)).join()).sort();
    expect(sorted(places)).toEqual(sorted(lowest.flat().map(p => p.map(v => v + 0))));
  });

  it("a 1×1 filter's sums, and how often something is multiplied, are those of plain loops", () => {
    const [positions, multiplications] = byHand("one-by-one-convolution", language);
    const [pixels, filters] = tables(positions.ask).map(numbers);
    let products = 0;
    const found = pixels.map(pixel =>
      filters.flatMap(([...weights]) => {
        let sum = weights.pop()!;
        for (const [c, w] of weights.entries()) {
          sum += w * pixel[c];
          products++;
        }
        return [sum, relu(sum)];
      })
    );
    expect(numbers(tables(positions.solution)[0])).toEqual(found);
    expect(found.some(row => row[0] !== row[1]) && found.some(row => row[2] !== row[3])).toBe(true);
    expect(numbers(tables(multiplications.solution)[0])).toEqual([[products], [9 * products]]);
  });
});

describe("worksheets(md)", () => {
  const md = worksheets(new MarkdownIt());
  it("fills the page's fences, every chapter's sheet and its solutions, in the page's language", () => {
    for (const language of languages) {
      const source = readFileSync(`notebooks/${language}/worksheets.md`, "utf8");
      const html = md.render(source, {path: `/${language}/worksheets`});
      for (const page of pages) {
        expect(html).toContain(sheet(page, language, "ask"));
        expect(html).toContain(sheet(page, language, "solution"));
      }
    }
  });
  it("leaves other fences alone, and says which chapters there are", () => {
    expect(md.render("```js\n1\n```")).toContain("<code");
    expect(() => md.render("```worksheet nowhere\n```", {path: "/en/worksheets"})).toThrow(
      "no chapter with a worksheet: nowhere; there are residual-block,residual-network"
    );
  });
});
