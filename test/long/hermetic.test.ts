// A page as an instructor would write it builds with the network cut and no cache; a page with an error is found out.
import {spawnSync} from "node:child_process";
import {cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {serve} from "../../scripts/serve.js";
import {languages, names, top} from "../../scripts/site.js";
import {openPage} from "../e2e/support/page.js";

const idiomatic = `# Idiomatic {#idiomatic}

\`\`\`js echo
const n = view(Inputs.range([1, 10], {label: "n", step: 1, value: 3}));
\`\`\`

\`\`\`js
import * as array from "npm:d3-array";
import ndarray from "npm:ndarray";
\`\`\`

\`\`\`js
display(html\`<p id="html">\${d3.sum(array.range(n + 1))}</p>\`);
display(svg\`<svg id="svg" width="20" height="20"><circle r="5"></circle></svg>\`);
display(Plot.plot({marks: [Plot.dot(d3.range(n), {x: d => d, y: d => ndarray([1, 2, 3], [3]).get(d % 3)})]}));
display(Inputs.table([{a: 1}]));
\`\`\`

\`\`\`js
display(html\`<p id="loaded">\${await FileAttachment("data/rows.json").json()}</p>\`);
\`\`\`

So n is \${n}, and $n^2$ is \${square(n)}.

\`\`\`js
const square = n => n * n;
\`\`\`
`;

const loader = `import {tensor} from "../../lib/tensor/index.js";
const rows: number = tensor([6, 2]).shape[0];
console.log(JSON.stringify(rows));
`;

let copy: string;
let built: ReturnType<typeof build>;
let site: Awaited<ReturnType<typeof serve>>;

const build = () =>
  spawnSync("npm", ["run", "--silent", "build", "--", "--offline"], {
    cwd: copy,
    encoding: "utf8",
    timeout: 300_000
  });
const write = (page: string, text: string) => writeFileSync(join(copy, "notebooks", `${page}.md`), text);

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), "the-shortcut-"));
  for (const name of [
    "assets",
    "lib",
    "scripts",
    "notebooks",
    "package.json",
    "tsconfig.json",
    "observablehq.config.ts"
  ])
    cpSync(join(top, name), join(copy, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: source => !source.includes(".observablehq")
    });
  symlinkSync(join(top, "node_modules"), join(copy, "node_modules"));
  // The lesson's own pages and results were built this way before: here they would only cost time.
  for (const language of languages)
    for (const name of names) write(`${language}/${name}`, `# ${name} {#${name}}\n`);
  rmSync(join(copy, "notebooks", "data"), {recursive: true});
  mkdirSync(join(copy, "notebooks", "data"));
  writeFileSync(join(copy, "notebooks", "data", "rows.json.ts"), loader);
  write("index", "# Index\n");
  write("idiomatic", idiomatic);
  write("broken", '# Broken\n\n```js\nthrow new Error(["seen", 1 + 1, "times"].join(" "));\n```\n');
  built = build();
  if (existsSync(join(copy, "dist"))) site = await serve(join(copy, "dist"));
});

afterAll(async () => {
  await site?.close();
  rmSync(copy, {recursive: true, force: true});
});

test("the site builds with the network cut and empty caches", () => {
  expect(built.status, built.stdout + built.stderr).toBe(0);
});

test("a page that uses Inputs, Plot, d3, html, svg, npm: imports and a loader of its own runs, with no request to another host", async () => {
  const {page, problems} = await openPage(`${site.url}idiomatic`);
  expect(problems).toEqual([]);
  expect(await page.locator("#html").textContent()).toBe("6");
  expect(await page.locator("#loaded").textContent()).toBe("6");
  expect(await page.locator("svg circle").count()).toBeGreaterThan(3);
  await page.locator("input[type=number]").first().fill("4");
  await page.locator("#html", {hasText: "10"}).waitFor();
});

test("an error in a cell is found when the page is opened", async () => {
  const {problems} = await openPage(`${site.url}broken`);
  expect(problems.some(problem => problem.startsWith("cell: ") && problem.includes("seen 2 times"))).toBe(
    true
  );
});

test("a cell that is no JavaScript and an import from above the root fail the build, each with its page", () => {
  write("faulty", "# Faulty\n\n```js\nconst = 1;\n```\n");
  write("lost", '# Lost\n\n```js\nimport {a} from "../lib/tensor/index.js";\n```\n');
  const {status, stderr} = build();
  expect(status).not.toBe(0);
  expect(stderr).toContain("/faulty: SyntaxError");
  expect(stderr).toContain("/lost: SyntaxError: non-local import");
}, 300_000);

test("a package that is not locked fails the build, with page, line, package and remedy", () => {
  write("faulty", '# Faulty\n\n```js\nimport confetti from "npm:canvas-confetti";\n```\n');
  const {status, stderr} = build();
  expect(status).not.toBe(0);
  expect(stderr).toContain("no network, and /faulty: line 4 needs canvas-confetti, which is not among");
  expect(stderr).toContain('run npm install canvas-confetti and import it from "canvas-confetti"');
}, 300_000);

test("a formula that is no TeX fails the build, with page and reason", () => {
  write("faulty", "So $\\frac{1}$.\n");
  const {status, stdout, stderr} = build();
  expect(status).not.toBe(0);
  expect(stdout + stderr).toContain("/faulty: formula $\\frac{1}$: Missing argument");
}, 300_000);
