// Goals of the figures: a reader can reach each, by the library's numbers, and none is reached at the start.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {lesions, stopEarly} from "../../../../lib/experiments/blocks.js";
import {layersPerBlock} from "../../../../lib/experiments/per-block.js";
import {photograph} from "../../../../lib/experiments/photograph.js";
import {signals} from "../../../../lib/experiments/signals.js";
import {
  type TrainingOptions,
  type TrainingResult,
  trainNetwork
} from "../../../../lib/experiments/training.js";
import type {Values} from "../../../../lib/lesson/parameters.js";
import {pathLengths} from "../../../../lib/lesson/paths.js";
import {convnetOptions} from "../../../../lib/lesson/runs/convnet.js";
import {sweepOf} from "../../../../lib/lesson/runs/degradation.js";
import {earlyTrainings} from "../../../../lib/lesson/runs/early.js";
import {perBlockJobs} from "../../../../lib/lesson/runs/per-block.js";
import {entrantsOf, lapOf} from "../../../../lib/lesson/runs/race.js";
import {signalNames, signalOptions} from "../../../../lib/lesson/runs/signals.js";
import * as blocks from "../../../../lib/views/chapters/residual-network/blocks/goal.js";
import * as convnet from "../../../../lib/views/chapters/residual-network/convnet/goal.js";
import * as degradation from "../../../../lib/views/chapters/residual-network/degradation-experiment/goal.js";
import * as inside from "../../../../lib/views/chapters/residual-network/inside-network/goal.js";
import * as perBlock from "../../../../lib/views/chapters/residual-network/layers-per-block/goal.js";
import {
  type MeasuredNetwork,
  passages,
  ranked
} from "../../../../lib/views/chapters/residual-network/model/photographs.js";
import {walk} from "../../../../lib/views/chapters/residual-network/model/walker-layers.js";
import * as builder from "../../../../lib/views/chapters/residual-network/network-builder/goal.js";
import {parameters} from "../../../../lib/views/chapters/residual-network/parameters.js";
import * as photographs from "../../../../lib/views/chapters/residual-network/photographs/goal.js";
import * as race from "../../../../lib/views/chapters/residual-network/race/goal.js";
import * as signalsByLayer from "../../../../lib/views/chapters/residual-network/signals-by-layer/goal.js";
import * as early from "../../../../lib/views/chapters/residual-network/stop-early/goal.js";
import * as walker from "../../../../lib/views/chapters/residual-network/walker/goal.js";
import {drawnPicture, square} from "../../../../lib/views/drawing/colour-picture.js";
import {goalsOf} from "../../../support/goals.js";

type Setting = Values<typeof parameters>;

const paths = (arcs: readonly boolean[]) => pathLengths(arcs).reduce((n, {count}) => n + count, 0);

function trained(options: TrainingOptions): TrainingResult {
  for (const record of trainNetwork(options)) if (record.type === "result") return record;
  throw new Error("no result");
}

/** What a network of the sweep's settings comes to, of one kind and depth. */
function swept(values: Setting, variant: "plain" | Setting["block"], depth: number) {
  const {seeds: _, depths: __, variants: ___, ...options} = sweepOf(values);
  return {variant, depth, seed: values.seed, result: trained({...options, variant, depth})};
}

const laps = (values: Setting) =>
  entrantsOf(values).map(options => [...trainNetwork(options)].flatMap(record => lapOf(record) ?? []));

/** The errors of the residual network after 0, 1, 2, … blocks. */
const readings = (seed: number) =>
  [...stopEarly({...earlyTrainings(seed)[1], regions: undefined})].flatMap(record =>
    record.type === "reading" ? record.error : []
  );

/** What the stored residual network says of the drawn picture, whole or with the layers of these blocks taken. */
const stored = `${import.meta.dirname}/../../../../assets/networks/resnet-20`;
const picture = square(drawnPicture(), 32);
function said(photoResidual: string, photoPassed: number): photographs.Said {
  const {scale, classes} = JSON.parse(readFileSync(`${stored}.json`, "utf8")) as MeasuredNetwork;
  const left = [...photoResidual.padEnd(9, "1")] as ("0" | "1")[];
  const [{probabilities}] = photograph({
    ...{network: "cifar-resnet-20", weights: readFileSync(`${stored}.safetensors`), scale},
    ...{pixels: picture.data, passages: passages(left, photoPassed)}
  });
  return {picture, left, passed: photoPassed, best: ranked(probabilities, classes)[0].name};
}

const goals = goalsOf("residual-network", parameters, {
  "network-builder": ({arcs, builderDepth}) =>
    builder.reached(paths(Array.from({length: Number(builderDepth) / 2}, (_, k) => arcs[k] !== "0"))),
  // Two depths tell what it asks.
  "degradation-experiment": values =>
    degradation.reached(
      [8, Number(values.deepest)].map(depth => swept(values, values.block, depth)),
      values.block
    ),
  "layers-per-block": ({perblockseed}) =>
    perBlock.reached(
      perBlockJobs(perblockseed)
        .filter(({layers}) => layers > 1)
        .map(job => ({...job, error: [...layersPerBlock(job)].at(-1)!.error!}))
    ),
  convnet: values =>
    convnet.reached({
      block: values.netBlock,
      depth: Number(values.netDepth),
      error: trained(convnetOptions(values)).error
    }),
  "inside-network"(values) {
    const {result} = swept(values, "plain", Number(values.look));
    return inside.reached([{step: values.steps, loss: result.loss, error: result.error, rate: result.rate}]);
  },
  race: values => race.reached(laps(values)),
  "signals-by-layer"(values) {
    const drawn = signalNames.filter(name => values[name]);
    const measured = Object.fromEntries(
      drawn.map(name => [name, [...signals(signalOptions(name, values))].at(-1)!.layers])
    );
    return signalsByLayer.reached(drawn, measured, values);
  },
  "stop-early": ({earlySeed, passed}) => early.reached(readings(earlySeed), passed),
  photographs: ({photoResidual, photoPassed}) =>
    photographs.reached(said(photoResidual, photoPassed), said("", 9)),
  walker: ({walkDepth, walkSide}) =>
    walker.reached(walk(`resnet-${walkDepth}`, walkSide), walk("resnet-34", 224))
});

describe("the goal of", () => {
  it.each(goals.ids)("%s is not reached at the start, and is by values that a reader can set", id => {
    expect(goals.atStart(id)).toBe(false);
    expect(goals.solved(id)).toBe(true);
  });

  it("network-builder needs three arcs, whichever they are", () => {
    for (const arcs of ["00", "0101", "1100"]) expect(goals.with("network-builder", {arcs})).toBe(true);
    expect(goals.with("network-builder", {arcs: "000"})).toBe(false);
  });

  it("degradation-experiment needs a large rate", () => {
    expect(goals.with("degradation-experiment", {block: "residual", rate: "0.01", deepest: "32"})).toBe(
      false
    );
  });

  it("race is won by the plain network of 8 layers at small rates alone", () => {
    for (const raceRate of ["0.003", "0.01"] as const)
      expect(goals.with("race", {raceDepth: "8", raceRate})).toBe(true);
    expect(goals.with("race", {raceDepth: "8", raceRate: "0.1"})).toBe(false);
  });

  it("signals-by-layer needs the start that looks linear", () => {
    expect(goals.with("signals-by-layer", {signalDepth: 100})).toBe(false);
    expect(goals.with("signals-by-layer", {signalDepth: 4})).toBe(false);
  });

  it("walker needs a smaller image", () => {
    expect(goals.with("walker", {walkDepth: "50"})).toBe(false);
    expect(goals.with("walker", {walkSide: 192})).toBe(false);
  });

  it("blocks is reached by three of the first blocks, and by none of those in the middle", () => {
    const {options, weights, error} = trained({variant: "zero-gamma", depth: 56, rates: [0.03], every: 150});
    const pass = lesions(options, weights);
    const without = (...gone: number[]) =>
      blocks.reached({
        gone: gone.length,
        cut: 0,
        error: pass(options.blocks.filter(block => !gone.includes(block))).error
      });
    expect(blocks.reached({gone: 0, cut: 0, error})).toBe(false);
    expect(without(0, 1, 2)).toBe(true);
    expect(without(0, 2, 3)).toBe(true);
    expect(without(10, 15, 20)).toBe(false);
    expect(without(0, 1, 2, 3)).toBe(false);
    expect(blocks.reached({gone: 3, cut: 1, error: 0.5})).toBe(false);
    expect(blocks.reached({gone: 3, cut: 0})).toBe(undefined);
  });

  it("stop-early is one number of blocks", () => {
    const errors = readings(1);
    expect(errors.map((_, passed) => early.reached(errors, passed)).filter(Boolean)).toHaveLength(1);
  });

  it("convnet is reached by depth alone: not by few layers, nor with shortcuts", () => {
    const at = (values: Partial<Setting>) => goals.with("convnet", values);
    expect(at({netBlock: "plain"})).toBe(false);
    expect(at({netBlock: "plain", netDepth: "2"})).toBe(false);
    expect(at({netDepth: "32"})).toBe(false);
    expect(convnet.reached({block: "plain", depth: 32, error: undefined})).toBe(false);
  });

  it("photographs needs blocks that can be spared, and the same picture seen whole", () => {
    expect(goals.with("photographs", {photoResidual: "00001"})).toBe(false);
    expect(goals.with("photographs", {photoResidual: "101001"})).toBe(false);
    const [now, whole] = [said("1010010", 9), said("", 9)];
    expect(photographs.isWhole(whole) && !photographs.isWhole(now)).toBe(true);
    expect(photographs.reached(now, {...whole, picture: {}})).toBe(undefined);
    expect(photographs.reached(now, undefined)).toBe(undefined);
    expect(photographs.reached({...now, left: now.left.with(0, "a")}, whole)).toBe(false);
  });
});
