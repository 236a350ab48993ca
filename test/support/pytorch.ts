// Python with PyTorch, where it is at hand.
import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

/** A Python that can import all of these; undefined where there is none. */
export const pythonWith = (...modules: readonly string[]): string | undefined =>
  ["python3", "/usr/bin/python3"].find(
    name => spawnSync(name, ["-c", `import ${modules.join(", ")}`], {stdio: "ignore"}).status === 0
  );

/** What a title says where a test needs what is not there. */
export const skipped = (python: string | undefined, modules: string): string =>
  python ? "" : `: skipped, no python3 here can import ${modules}`;

/** Runs scripts in one Python, each as if by itself; what fails, with what was said of it. */
export function failing(python: string, scripts: ReadonlyMap<string, string>): {[name: string]: string} {
  const folder = mkdtempSync(join(tmpdir(), "scripts-"));
  try {
    const files = [...scripts].map(([name, script], i) => {
      const file = join(folder, `${i}.py`);
      writeFileSync(file, script);
      return [name, file];
    });
    const runner = `import contextlib, io, json, runpy, sys, traceback
failed = {}
for name, file in json.load(sys.stdin):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            runpy.run_path(file)
    except BaseException:
        failed[name] = traceback.format_exc()
print(json.dumps(failed))`;
    const {stdout, stderr, status} = spawnSync(python, ["-c", runner], {
      input: JSON.stringify(files),
      encoding: "utf8"
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, {recursive: true});
  }
}
