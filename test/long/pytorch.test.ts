// Where Python with PyTorch is at hand, the cases run there too: a third opinion, by those who had no part in this.
import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import fc from "fast-check";
import {expect, it} from "vitest";
import {pytorch} from "../../lib/export/pytorch.js";
import {plan} from "../../lib/graph/index.js";
import {blocks, models, ready} from "../export/models.js";
import {failing, pythonWith, skipped} from "../support/pytorch.js";
import {
  blockCases,
  networkCases,
  operationCases,
  optimiserCases,
  optimiserNetwork
} from "../witness/cases.js";
import {batchOf, type Case, examples, shake, stateOf, type Training} from "../witness/compare.js";
import type {Tape, Value} from "../witness/operations.js";
import {type Rule, rateAt} from "../witness/optimisers.js";
import {type Batch, learn, pass, type State} from "../witness/train.js";

const python = pythonWith("torch");
const absent = skipped(python, "torch");

const plain = ({shape, v}: {shape: readonly number[]; v: ArrayLike<number>}) => ({shape, v: Array.from(v)});

/** Numbers for the values of a network: parameters and statistics, what it was fed, then what each step computed. */
function listing({parameters, statistics}: State, {steps}: Tape) {
  const kept: Value[] = [...parameters, ...statistics];
  const made = new Set(steps.map(({output}) => output));
  const fed = new Set(steps.flatMap(({inputs}) => inputs).filter(x => !made.has(x) && !kept.includes(x)));
  const ids = new Map([...kept, ...fed, ...made].map((x, i) => [x, i]));
  return {
    kept,
    fed: [...fed],
    ids,
    steps: steps.map(({operation, attributes, inputs, output}) => ({
      operation,
      attributes: operation === "batchNorm" ? {...attributes, training: output.tape.training} : attributes,
      inputs: inputs.map(x => ids.get(x)),
      output: ids.get(output)
    }))
  };
}

const planOf = (c: Case) =>
  plan(c.library, {input: c.input, loss: c.loss?.library, seed: 3, precision: "double"});

/** Forward and back from shaken parameters. */
function once(name: string, c: Case, training: boolean) {
  const p = planOf(c);
  shake(p, 7);
  const {inputs, targets} = examples(c, p, c.input[0], 5);
  p.feed(inputs, p.target && targets);
  const state = stateOf(p);
  const batch: Batch = batchOf(p);
  const flags = batch.flags!.map((_, i) => Number(i % 3 !== 1));
  const before = stateOf(p).statistics;
  const size = c.loss ? 1 : p.output.size;
  const dy = Array.from({length: size}, (_, i) => (c.loss ? 1 : Math.cos(i)));
  const {tape} = pass(c, state, {...batch, flags}, {training, dy});
  const {kept, fed, ids, steps} = listing(state, tape);
  const [last] = tape.steps.slice(-1);
  const gradient = ({shape, d}: Value) => ({shape, v: Array.from(d)});
  return {
    name: `${name} ${c.input}, ${training ? "training" : "evaluation"}`,
    steps,
    leaves: [
      ...kept.map(x => {
        const id = ids.get(x);
        const i = state.statistics.indexOf(x);
        if (i >= 0) return {id, kind: "statistic", ...plain(before[i]), after: plain(x)};
        return {id, kind: x.kind, ...plain(x), gradient: gradient(x)};
      }),
      // The first that is fed is x, a second the target.
      ...fed.map((x, i) => ({id: ids.get(x), kind: "x", ...plain(x), ...(i ? {} : {gradient: gradient(x)})}))
    ],
    result: plain(last.output),
    dy: {shape: last.output.shape, v: dy}
  };
}

/** Some steps of training. */
function trained(name: string, c: Case, {rule = defaultRule, clip}: Training = {}) {
  const p = planOf(c);
  const state = stateOf(p);
  const start = stateOf(p);
  const count = c.input[0];
  const training = Array.from({length: 6}, (_, t) => {
    const {inputs, targets} = examples(c, p, count, 50 + t);
    p.feed(inputs, targets);
    const batch = batchOf(p);
    const flags = batch.flags!.map((_, i) => Number((i + t) % 3 === 0));
    const {tape, loss} = learn(c, state, {...batch, flags}, rule, t, clip);
    const {fed, ids, steps} = listing(state, tape);
    return {
      steps,
      batch: fed.map(x => ({id: ids.get(x), ...plain(x)})),
      rate: rateAt(rule.rate, t),
      loss: {shape: [], v: [loss]}
    };
  });
  const begun: Value[] = [...start.parameters, ...start.statistics];
  const leaves = [...state.parameters, ...state.statistics].map((x, id) => ({
    id,
    kind: x.kind,
    ...plain(begun[id]),
    final: plain(x)
  }));
  return {name: `${name}, trained`, rule, clip, training, leaves};
}

/** Whether it computes something else in evaluation than in training. */
const changes = ({operation}: {operation: string}) => operation === "batchNorm" || operation === "drop";

const defaultRule: Rule = {name: "momentum", rate: 0.05, decay: 1e-3};

it.skipIf(!python)(`PyTorch agrees${absent}`, {timeout: 300_000}, () => {
  const each = (table: Record<string, Case[]>) =>
    Object.entries(table).flatMap(([name, cases]) => cases.map(c => [name, c] as const));
  const all = [
    ...each(operationCases),
    ...each(blockCases),
    ...networkCases.map(({name, c}) => [name, c] as const)
  ];
  const cases = [
    ...all.map(([name, c]) => once(name, c, true)),
    ...all.map(([name, c]) => once(name, c, false)).filter(({steps}) => steps.some(changes)),
    ...Object.entries(blockCases).map(([name, [c]]) => trained(name, c)),
    ...Object.entries(optimiserCases).flatMap(([name, trainings]) =>
      trainings.map((training, i) => trained(`${name} ${i}`, optimiserNetwork, training))
    )
  ];
  const script = fileURLToPath(new URL("../witness/pytorch.py", import.meta.url));
  const {stdout, stderr, status} = spawnSync(python!, [script], {
    input: JSON.stringify(cases),
    encoding: "utf8",
    maxBuffer: 2 ** 28
  });
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(new RegExp(`^${cases.length} cases in PyTorch \\S+\\n$`));
});

it.skipIf(!python)(
  `scripts of networks of any kind find in PyTorch the library's output${absent}`,
  {timeout: 300_000},
  () => {
    const drawn = fc.sample(blocks, 100).map((block, i) => [`block ${i}`, block] as const);
    const scripts = [...Object.entries(models), ...drawn].map(
      ([name, model]) => [name, pytorch(ready(model))] as const
    );
    expect(failing(python!, new Map(scripts))).toEqual({});
  }
);
