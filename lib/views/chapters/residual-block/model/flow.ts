import type {OperationName, Plan, Shape, Step} from "../../../../index.js";

/** An array of numbers in a diagram. `count` blocks of height × width cells: a vector's are 1×1, a volume's are its channels. */
export interface Values {
  readonly kind: "values";
  /** Which array: its name in the plan, unless the diagram's maker says otherwise. */
  readonly key: string;
  readonly name: string;
  /** The step that makes it; 0 for the input. */
  readonly step: number;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** On which way it lies, where that is shown. */
  readonly way?: "main" | "shortcut";
  /** Its place alone: this block does not have it. */
  readonly absent?: true;
  index(block: number, row: number, column: number): number[];
}

/** Weights, a row of blocks for each output and a column for each input, and their bias. */
export interface Weights {
  readonly kind: "weights";
  readonly key: string;
  readonly bias?: string;
  readonly step: number;
  readonly rows: number;
  readonly columns: number;
  readonly height: number;
  readonly width: number;
  index(row: number, column: number, u: number, v: number): number[];
}

/** What is done to each number by itself. */
interface Operator {
  readonly kind: "operator";
  readonly operation: OperationName;
  readonly step: number;
  /** What its sign says, where not the operation's own. */
  readonly sign?: string;
  readonly absent?: true;
}

export type Item = Values | Weights | Operator;

/** A block as a diagram shows it: the main path in a line, and what lies on the shortcut around it. */
export interface Flow {
  readonly main: readonly Item[];
  readonly shortcut: readonly Item[];
  /** Places in `main` between which the shortcut runs; undefined in a plain block. */
  readonly span?: readonly [from: number, to: number];
  /** Whether the shortcut is a place alone. */
  readonly absent?: true;
}

/** The array of that name and shape, batch first, as a diagram shows it. */
export function values(name: string, shape: Shape, step: number, more: Partial<Values> = {}): Values {
  const [, ...size] = shape;
  const count = size.at(-1)!;
  const [height, width] = size.length === 3 ? size : [1, 1];
  const index = (block: number, row: number, column: number) =>
    size.length === 3 ? [0, row, column, block] : [0, block];
  return {kind: "values", key: name, name, step, count, height, width, index, ...more};
}

/** The weights of a dense layer or a convolution. The course writes W a, so a row belongs to an output. */
export function weights(key: string, bias: string | undefined, shape: Shape, step: number): Weights {
  const [columns, rows] = shape.slice(-2);
  const [height, width] = shape.length === 4 ? shape : [1, 1];
  const index = (row: number, column: number, u: number, v: number) =>
    shape.length === 4 ? [u, v, column, row] : [column, row];
  return {kind: "weights", key, bias, step, rows, columns, height, width, index};
}

const flows = new WeakMap<Plan, Flow>();

/** The diagram of a block's plan. */
export function flow(p: Plan): Flow {
  const known = flows.get(p) ?? flowOf(p);
  flows.set(p, known);
  return known;
}

/** Each step of the plan, in its order, on the way where it belongs. */
function flowOf(p: Plan): Flow {
  const {steps} = p;
  const input = steps[0].inputs[0];
  const join = steps.find(step => step.operation === "add");
  const makers = new Map(steps.map(step => [step.output, step]));
  const chain = (name: string): Step[] => {
    const step = makers.get(name);
    return step ? [...chain(step.inputs[0]), step] : [];
  };
  const around = join ? chain(join.inputs[1]) : [];
  const items = (list: readonly Step[], way?: Values["way"]) =>
    list.flatMap((step): Item[] => {
      const at = steps.indexOf(step) + 1;
      const [, w, b] = step.inputs;
      const linear = step.operation === "dense" || step.operation === "conv2d";
      return [
        linear
          ? weights(w, b, p.value(w).shape, at)
          : {kind: "operator", operation: step.operation, step: at},
        values(step.output, step.shape, at, {way})
      ];
    });
  const main = steps.filter(step => !around.includes(step));
  const line = [values(input, p.input.shape, 0), ...items(main)];
  const at = line.findIndex(item => item.kind === "operator" && item.operation === "add");
  return {main: line, shortcut: items(around, "shortcut"), span: join && [0, at]};
}

/** The diagram without its shortcut: all else stands where it stood, and what the shortcut brought leaves its place empty. */
export function withoutShortcut({main, span}: Flow): Flow {
  if (!span) throw new Error("no shortcut to take away");
  const [, join] = span;
  const kept = main.map((item, i): Item => {
    if (i < join || item.kind === "weights") return item;
    // The addition was a step of its own.
    return i > join + 1 ? {...item, step: item.step - 1} : {...item, absent: true};
  });
  return {main: kept, shortcut: [], span, absent: true};
}

/** All arrays of a diagram. */
export function arrays({main, shortcut}: Flow): (Values | Weights)[] {
  return [...main, ...shortcut].flatMap(item =>
    item.kind === "weights" || (item.kind === "values" && !item.absent) ? [item] : []
  );
}
