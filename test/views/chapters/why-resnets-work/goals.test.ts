// Goals of the figures: a reader can reach each, by the library's numbers, and none is reached at the start.
import {describe, expect, it} from "vitest";
import {append as appending, solutionExists} from "../../../../lib/experiments/append.js";
import {decay as decaying} from "../../../../lib/experiments/decay.js";
import {dropping} from "../../../../lib/experiments/dropping.js";
import {identity, identitySweep} from "../../../../lib/experiments/identity.js";
import {type BlockKind, descent, type Scalar} from "../../../../lib/experiments/landscape.js";
import {lossPlane} from "../../../../lib/experiments/plane.js";
import {block, dense, plain, relu, residual} from "../../../../lib/index.js";
import type {Values} from "../../../../lib/lesson/parameters.js";
import {appendJobs} from "../../../../lib/lesson/runs/append.js";
import {addToPlane, emptyPlane, planeFacts} from "../../../../lib/lesson/runs/plane.js";
import {planeJobs} from "../../../../lib/lesson/runs/plane-settings.js";
import * as append from "../../../../lib/views/chapters/why-resnets-work/append-blocks/goal.js";
import * as decay from "../../../../lib/views/chapters/why-resnets-work/decay-and-normalisation/goal.js";
import * as dropped from "../../../../lib/views/chapters/why-resnets-work/dropped-block/goal.js";
import * as extended from "../../../../lib/views/chapters/why-resnets-work/extended-by-identity/goal.js";
import * as learning from "../../../../lib/views/chapters/why-resnets-work/identity-learning/goal.js";
import * as sweep from "../../../../lib/views/chapters/why-resnets-work/lambda-sweep/goal.js";
import * as landscape from "../../../../lib/views/chapters/why-resnets-work/loss-landscape/goal.js";
import * as plane from "../../../../lib/views/chapters/why-resnets-work/loss-plane/goal.js";
import {compute} from "../../../../lib/views/chapters/why-resnets-work/model/appended-block.js";
import {optionsOf} from "../../../../lib/views/chapters/why-resnets-work/model/identity-settings.js";
import {parameters} from "../../../../lib/views/chapters/why-resnets-work/parameters.js";
import * as twoLayers from "../../../../lib/views/chapters/why-resnets-work/two-layers/goal.js";
import {goalsOf} from "../../../support/goals.js";

type Setting = Values<typeof parameters>;

/** The blocks of the page's cell. */
const blocks = {
  shortcut: () => block("l", residual(dense(3), relu, dense(3))),
  plain: () => block("l", plain(dense(3), relu, dense(3)))
};

const learned = (values: Setting, kind: BlockKind) => [...identity({...optionsOf(values), kind})];

/** The two candidates that the goal compares, of one seed. */
const appended = (values: Setting) =>
  appendJobs({...values, appendseeds: 1})
    .filter(({candidate}) => candidate.endsWith("he"))
    .map(({candidate, options}) => ({
      candidate,
      seed: options.seed,
      records: [...appending({...options, steps: 1})]
    }));

/** How many local minima the planes of both networks have. */
function minima(values: Setting): [plain: number, residual: number] {
  return planeJobs(values).map(options => {
    const found = emptyPlane(options.points!);
    for (const record of lossPlane(options)) addToPlane(found, record);
    return planeFacts(found).minima.length;
  }) as [number, number];
}

const goals = goalsOf("why-resnets-work", parameters, {
  "two-layers": values => twoLayers.reached(values, compute(blocks, values)),
  "identity-learning": values =>
    learning.reached({plain: learned(values, "plain"), residual: learned(values, "residual")}),
  "loss-landscape"({decay: lambda, m, w1, w2, pace}) {
    const scalar: Scalar = {kind: "residual", m, lambda};
    return landscape.reached(scalar, [...descent(scalar, {from: [w1, w2], rate: pace, steps: 1000})]);
  },
  // The least and the most decay tell what it asks, and so do few seeds.
  "lambda-sweep": ({sweepwidth: width, sweepoptimiser: optimiser, sweeprate: rate}) =>
    sweep.reached([...identitySweep({lambdas: [0, 0.3], seeds: 3, width, optimiser, rate})]),
  "loss-plane": values => plane.reached(...minima(values)),
  "append-blocks": values => append.reached(appended(values)),
  // How far it gets hangs on the last bit: with each kind of kernels others of these seeds get there.
  "extended-by-identity": ({solutionseed}) =>
    (solutionseed === 1 ? [1] : [solutionseed, 9, 5, 4]).some(seed =>
      extended.reached([...solutionExists({depths: [56], seed})])
    ),
  "dropped-block": ({trainedbefore: before, dropseed: seed, droppedstep}) =>
    dropped.reached([...dropping({before, seed, steps: droppedstep})].at(-1)!),
  "decay-and-normalisation": ({normalised, decayseed: seed}) =>
    decay.reached([...decaying(normalised ? {norm: true, seed} : {norm: false, rate: 0.01, seed})])
});

describe("the goal of", () => {
  it.each(goals.ids)("%s is not reached at the start, and is by values that a reader can set", id => {
    // The plane that the page opens with takes seconds: test/e2e/goals.test.ts asks the page.
    if (id !== "loss-plane") expect(goals.atStart(id)).toBe(false);
    expect(goals.solved(id)).toBe(true);
  });

  it("two-layers needs a last layer without ReLU, whatever the input", () => {
    const struck = {zerow: true, zerob: true};
    for (const x of [
      [1.5, -1],
      [-3, 2],
      [0.5, 3]
    ])
      expect(goals.with("two-layers", {...struck, x})).toBe(false);
    expect(goals.with("two-layers", {...struck, arc: false})).toBe(false);
  });

  it("identity-learning is the plain block that starts as the identity, without decay", () => {
    expect(goals.with("identity-learning", {start: "identity", lambda: 0.05})).toBe(false);
    for (const optimiser of ["momentum", "sgd"] as const)
      expect(goals.with("identity-learning", {start: "identity", optimiser})).toBe(true);
  });

  it("loss-landscape needs a loss without decay, from any start", () => {
    for (const [w1, w2] of [
      [-0.3, 1.4],
      [1, -1],
      [2, 0.5]
    ]) {
      expect(goals.with("loss-landscape", {w1, w2, decay: 0.01, pace: 0.3})).toBe(false);
      expect(goals.with("loss-landscape", {w1, w2, decay: 0})).toBe(w1 !== -w2);
    }
  });

  it("dropped-block is reached in the block's first steps, where the network was trained for long", () => {
    const at = (before: number) =>
      [...dropping({before, steps: 10})].filter(dropped.reached).map(({step}) => step);
    expect(at(12)).toEqual([]);
    expect(at(40).length).toBeGreaterThan(2);
  });

  it("lambda-sweep needs a block that has not yet learned what it can", () => {
    expect(goals.with("lambda-sweep", {sweepoptimiser: "sgd", sweeprate: 0.003})).toBe(true);
    expect(goals.with("lambda-sweep", {sweepoptimiser: "sgd"})).toBe(false);
  });

  it("loss-plane is reached by some planes of 8 layers, and not by their depth alone", () => {
    expect(goals.with("loss-plane", {planedepth: "8"})).toBe(false);
  });
});
