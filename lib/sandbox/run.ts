// Runs cells on a runtime of their own: a cell that reads another's names runs after it. No DOM: this is what the
// worker does, and what tests call.
import {Runtime} from "@observablehq/runtime";
import {CodeError, type Compiled, compile} from "./compile.js";
import {library, libraryNames} from "./library.js";
import type {Shown} from "./shown.js";
import {room, toShow} from "./values.js";

export interface Fault {
  readonly message: string;
  /** The line in the cell's code, counted from 1, where it is known. */
  readonly line?: number;
  /** The cell whose error this is, where it is another's. */
  readonly from?: number;
}

/** What became of one cell. */
export interface Outcome {
  readonly cell: number;
  /** What it displayed, in order; else the values of the names that it declares. */
  readonly values: readonly {readonly name?: string; readonly value: Shown}[];
  readonly fault?: Fault;
}

/** The most values that one cell displays. */
const most = 100;

type Exports = {readonly [name: string]: unknown};
type Function = (...inputs: unknown[]) => Promise<Exports>;

const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => Function;

// The runtime takes a function for a definition, and calls it.
const builtins = Object.fromEntries(Object.entries(library).map(([name, value]) => [name, () => value]));

/** The function of a compiled cell, named so that an error in it can be traced to its line. */
function functionOf(parameters: readonly string[], body: string, file: string): Function {
  return new AsyncFunction(...parameters, `${body}\n//# sourceURL=${file}`);
}

/** Runs all cells once and hands out what becomes of each, in the order in which they finish. */
export async function run(codes: readonly string[], tell: (outcome: Outcome) => void): Promise<void> {
  const runtime = new Runtime(builtins);
  const module = runtime.module();
  const {cells, homes} = compileAll(codes);

  const outcomes = cells.map(async (compiled, cell): Promise<Outcome> => {
    const file = `cell-${cell + 1}.js`;
    const values: {name?: string; value: Shown}[] = [];
    const left = room();
    const display = (value: unknown) => {
      if (value !== undefined && values.length < most) values.push({value: toShow(value, left)});
    };
    try {
      if (compiled instanceof Error) throw compiled;
      const {declares, reads, body} = compiled;
      const inputs = reads.filter(name => homes.has(name) || libraryNames.has(name));
      const f = functionOf(["display", ...inputs], body, file);
      const exports = await new Promise<Exports>((fulfilled, rejected) => {
        const compute = (...values: never[]) => f(display, ...values);
        module.variable({fulfilled, rejected}).define(`cell ${cell}`, inputs, compute);
        for (const name of declares)
          module.variable().define(name, [`cell ${cell}`], (exports: Exports) => exports[name]);
      });
      // A cell that displays nothing shows the names that it declares.
      if (!values.length)
        for (const name of declares) values.push({name, value: toShow(exports[name], left)});
      return {cell, values};
    } catch (error) {
      // The runtime names the input that a cell waited for in vain.
      const from = homes.get((error as {input?: string})?.input ?? "");
      return {cell, values, fault: from === undefined ? await faultOf(error, file) : {message: "", from}};
    }
  });
  await Promise.all(outcomes.map(outcome => outcome.then(tell)));
  runtime.dispose();
}

/** Each cell compiled, or why it cannot be; and the cell that declares each name. */
function compileAll(codes: readonly string[]) {
  const homes = new Map<string, number>();
  const cells = codes.map((code, cell): Compiled | Error => {
    try {
      const compiled = compile(code, libraryNames);
      const twice = compiled.declares.find(name => homes.has(name));
      if (twice) throw new CodeError(`${twice} is declared in cell ${homes.get(twice)! + 1} too`);
      for (const name of compiled.declares) homes.set(name, cell);
      return compiled;
    } catch (error) {
      return error as Error;
    }
  });
  return {cells, homes};
}

/** The function that a reader's code declares under this name. Throws where there is none, and what the code throws. */
export async function declaredFunction(code: string, name: string, file: string) {
  const {declares, reads, body} = compile(code, libraryNames);
  if (!declares.includes(name)) throw new CodeError(`there is no function ${name}`);
  const inputs = reads.filter(read => libraryNames.has(read));
  const exports = await functionOf(
    ["display", ...inputs],
    body,
    file
  )(() => {}, ...inputs.map(input => library[input]));
  const f = exports[name];
  if (typeof f !== "function") throw new CodeError(`${name} is not a function`);
  return f as (...args: readonly unknown[]) => unknown;
}

/** What to say of an error that came out of a file's code. */
export async function faultOf(error: unknown, file: string): Promise<Fault> {
  if (!(error instanceof Error)) return {message: `thrown: ${String(error)}`};
  if (error instanceof CodeError) return {message: `${error.name}: ${error.message}`, line: error.line};
  const line = lineIn(error, file);
  return {message: `${error.name}: ${error.message}`, line: line && line - (await linesBefore())};
}

function lineIn({stack = ""}: Error, file: string): number | undefined {
  const at = stack.indexOf(`${file}:`);
  return at < 0 ? undefined : Number.parseInt(stack.slice(at + file.length + 1), 10);
}

// Engines put a line or two of their own before such a function's body; a function that fails in line 1 says how many.
async function linesBefore(): Promise<number> {
  const probe = functionOf([], "throw new Error()", "probe.js");
  return probe().then(
    () => 0,
    error => lineIn(error, "probe.js")! - 1
  );
}
