// The Jupyter notebooks in Jupyter itself, with PyTorch, where both are at hand.
import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {exercises} from "../../lib/lesson/exercises/index.js";
import {chapterNames, downloadsOf} from "../../scripts/notebooks/downloads.js";
import {functionOf, solutions} from "../../scripts/notebooks/exercises.js";
import {languages, output} from "../../scripts/site.js";
import {pythonWith, skipped} from "../support/pytorch.js";

const python = pythonWith("torch", "nbconvert", "ipykernel");
const absent = skipped(python, "torch, nbconvert and ipykernel");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "jupyter-"));
  // The kernel is this Python, whichever else a machine has by the name of python3.
  const kernel = ["-m", "ipykernel", "install", "--prefix", folder, "--name", "python3"];
  if (python) spawnSync(python, kernel);
});
afterAll(() => rmSync(folder, {recursive: true}));

interface Cell {
  readonly cell_type: string;
  source: string | readonly string[];
  readonly outputs?: readonly {readonly text?: readonly string[]}[];
}

const notebookOf = (path: string): {readonly cells: Cell[]} =>
  JSON.parse(readFileSync(join(output, downloadsOf(path)!.jupyter), "utf8"));

/** Runs a notebook from top to bottom; what its cells have printed. */
function executed(notebook: object): readonly string[] {
  const file = join(folder, "notebook.ipynb");
  writeFileSync(file, JSON.stringify(notebook));
  const {status, stderr, stdout} = spawnSync(
    python!,
    ["-m", "nbconvert", "--to", "notebook", "--execute", "--stdout", file],
    {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
      env: {...process.env, JUPYTER_PATH: join(folder, "share/jupyter"), JUPYTER_PREFER_ENV_PATH: "0"}
    }
  );
  expect(status, stderr).toBe(0);
  const {cells} = JSON.parse(stdout) as {readonly cells: readonly Cell[]};
  return cells.flatMap(({outputs = []}) => outputs.map(({text = []}) => [text].flat().join("")));
}

describe.skipIf(!python)("Jupyter and PyTorch", () => {
  test.for(languages.flatMap(language => chapterNames.map(name => `/${language}/${name}`)))(
    `run %s from top to bottom, to the lesson's numbers; its exercises wait for an answer${absent}`,
    path => {
      const printed = executed(notebookOf(path));
      const count = Object.keys(solutions[path.split("/").at(-1)!]).length;
      expect(printed.filter(text => /^(Not yet|还没有)/.test(text))).toHaveLength(count);
      expect(printed.filter(text => /as in the lesson|与本课一致/.test(text)).length).toBeGreaterThan(0);
    }
  );

  test.for(chapterNames)(`take the solutions of %s for right, and know a usual slip${absent}`, name => {
    const notebook = notebookOf(`/en/${name}`);
    for (const cell of notebook.cells) {
      const source = [cell.source].flat().join("");
      const [, id] = /^check\(\w+, "([\w-]+)"\)$/m.exec(source) ?? [];
      if (!id) continue;
      const exercise = exercises.find(row => row.id === id)!;
      const check = `check(${exercise.name}, "${id}")`;
      cell.source = [
        functionOf(exercise, solutions[name][id]),
        check,
        // A slip's own answers, one after another.
        `slip = exercises["${id}"]["slips"][0]`,
        `answers = iter(slip["answers"])`,
        `check(lambda *_: torch.tensor(next(answers), dtype=torch.float32), "${id}")`,
        `print("slip:", slip["say"])`
      ].join("\n");
    }
    const printed = executed(notebook).filter(text => text.startsWith("Right."));
    expect(printed).toHaveLength(Object.keys(solutions[name]).length);
    for (const text of printed) {
      const [, said, slip] = text.trim().split("\n");
      expect(`slip: ${said}`).toBe(slip);
    }
  });
});
