/**
 * Where readers' code runs. Each run has a worker of its own, for these reasons: an endless loop ends with its worker,
 * and the page never waits; a worker has no document, no storage and no window, so the code of a link cannot touch the
 * page; and what code changed, allocated or trained is gone before the next run. Only numbers and text go back to the
 * page, which draws them: no code of a reader's ever runs in the page. What a worker could still reach of the site
 * (requests, databases, other tabs) is taken away before the code starts: see confine.ts.
 */
import {exercises, grade, type Text} from "../lesson/exercises/index.js";
import {confine} from "./confine.js";
import {declaredFunction, type Fault, faultOf, type Outcome, run} from "./run.js";

export type Request =
  | {readonly type: "run"; readonly codes: readonly string[]}
  | {readonly type: "grade"; readonly exercise: string; readonly code: string; readonly seed: number};

/** What an exercise's grader found, in text. */
export interface Report {
  readonly cases: number;
  readonly failure?: {
    readonly args: readonly (readonly [name: string, value: string])[];
    readonly expected: string;
    readonly given: string;
    readonly kind: "threw" | "nothing" | "promise" | "other" | "shape" | "value";
    /** The shapes, or the place of the first difference. */
    readonly own?: string;
    readonly due?: string;
    readonly fault?: Fault;
    readonly say?: Text;
  };
}

export type Reply =
  | {readonly type: "ready" | "done"}
  | {readonly type: "outcome"; readonly outcome: Outcome}
  | {readonly type: "report"; readonly report: Report}
  | {readonly type: "fault"; readonly fault: Fault};

const file = "exercise.js";

/** Does what is asked; every answer goes through `reply`. */
export async function answer(request: Request, reply: (reply: Reply) => void): Promise<void> {
  if (request.type === "run") await run(request.codes, outcome => reply({type: "outcome", outcome}));
  else
    await graded(request).then(
      report => reply({type: "report", report}),
      async error => reply({type: "fault", fault: await faultOf(error, file)})
    );
  reply({type: "done"});
}

async function graded({exercise: id, code, seed}: Request & {type: "grade"}): Promise<Report> {
  const exercise = exercises.find(e => e.id === id);
  if (!exercise) throw new Error(`no exercise named ${id}`);
  const {cases, failure} = grade(exercise, await declaredFunction(code, exercise.name, file), seed);
  if (!failure) return {cases};
  const {args, expected, given, fault, say} = failure;
  return {
    cases,
    failure: {
      args: args.map((value, i) => [exercise.parameters[i], literal(value)]),
      expected: literal(expected),
      given: literal(given),
      kind: fault.kind,
      own: fault.kind === "shape" ? fault.given.join("×") : undefined,
      due: fault.kind === "shape" ? fault.expected.join("×") : undefined,
      fault: fault.kind === "threw" ? await faultOf(fault.error, file) : undefined,
      say
    }
  };
}

/** A value as it would be written in code, its numbers rounded. */
function literal(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(5)));
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  return typeof value === "function" ? "ƒ" : (JSON.stringify(value) ?? String(value)).slice(0, 200);
}

declare const WorkerGlobalScope: (new () => object) | undefined;
if (typeof WorkerGlobalScope === "function" && globalThis instanceof WorkerGlobalScope) {
  const post = globalThis.postMessage.bind(globalThis) as (reply: Reply) => void;
  globalThis.addEventListener(
    "message",
    ({data}) => {
      confine();
      Error.stackTraceLimit = 100;
      answer(data, post);
    },
    {once: true}
  );
  post({type: "ready"});
}
