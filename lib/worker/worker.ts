// The worker's end. The page asks for each slice of work, so a page that stops asking has paused the experiment,
// and between two slices the worker listens: to stop takes no longer than a slice. Several runs take turns, slice by slice.
import {experiments} from "../experiments/index.js";

/** What the page says. `run` numbers the runs, so that answers to an older one can be told apart. */
export type Request =
  | {type: "run"; run: number; name: string; options: unknown}
  | {type: "next"; run: number}
  | {type: "stop"; run: number};

/** What the worker answers: to each `next` one of the first three, with the records of its slice; to `stop` the last. */
export type Reply =
  | {type: "records"; run: number; records: unknown[]}
  | {type: "done"; run: number; records: unknown[]}
  | {type: "error"; run: number; records: unknown[]; message: string; cause?: unknown}
  | {type: "stopped"; run: number};

/** A worker's own scope, or one end of a MessageChannel. */
export type Port = {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
};

/** Experiments by name: functions from options to a generator of records. */
// biome-ignore lint/suspicious/noExplicitAny: each experiment has options of its own type
export type Table = Readonly<Record<string, (options: any) => Iterator<unknown>>>;

/** Milliseconds of work for each `next`. */
const slice = 8;

/** Answers the requests that arrive at a port. */
export function serve(port: Port, table: Table = experiments): void {
  const runs = new Map<number, Iterator<unknown>>();
  const reply = (message: Reply, records: unknown[] = []) => port.postMessage(message, buffers(records));

  port.onmessage = ({data}: MessageEvent<Request>) => {
    const {run} = data;
    try {
      if (data.type === "run") {
        if (!Object.hasOwn(table, data.name)) throw new Error(`unknown experiment: ${data.name}`);
        runs.set(run, table[data.name](data.options));
      } else if (data.type === "stop") {
        runs.delete(run);
        reply({type: "stopped", run});
      } else {
        const steps = runs.get(run);
        if (!steps) return;
        const {records, end} = work(steps);
        if (end) runs.delete(run);
        reply({type: "records", ...end, run, records}, records);
      }
    } catch (error) {
      runs.delete(run);
      reply({...failure(error), run, records: []});
    }
  };
}

type End = {type: "done"} | {type: "error"; message: string; cause?: unknown};

const failure = (error: unknown): End & {type: "error"} =>
  error instanceof Error
    ? {type: "error", message: error.message, cause: error.cause}
    : {type: "error", message: String(error)};

/** Takes records until the slice is over or the experiment ends: `end` is how. */
function work(steps: Iterator<unknown>): {records: unknown[]; end?: End} {
  const over = performance.now() + slice;
  const records: unknown[] = [];
  try {
    do {
      const {value, done} = steps.next();
      if (done) return {records, end: {type: "done"}};
      records.push(value);
    } while (performance.now() < over);
  } catch (error) {
    return {records, end: failure(error)};
  }
  return {records};
}

/** The buffers of typed arrays in the records: they move to the page instead of being copied. */
function buffers(records: unknown): Transferable[] {
  const found = new Set<Transferable>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.byteLength === value.buffer.byteLength) found.add(value.buffer as ArrayBuffer);
    } else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(records);
  return [...found];
}

declare const WorkerGlobalScope: (new () => Port) | undefined;
if (typeof WorkerGlobalScope === "function" && globalThis instanceof WorkerGlobalScope)
  serve(globalThis as unknown as Port);
