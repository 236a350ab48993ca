// Goals of the figures: a reader can reach each, by the library's numbers, and none is reached at the start.
import {describe, expect, it} from "vitest";
import {
  block,
  conv,
  count,
  dense,
  elements,
  identityResidual,
  type Layer,
  type Plan,
  plain,
  relu,
  residual,
  residualWith
} from "../../../../lib/index.js";
import type {Values} from "../../../../lib/lesson/parameters.js";
import * as backwards from "../../../../lib/views/chapters/residual-block/backwards-figure/goal.js";
import * as kinds from "../../../../lib/views/chapters/residual-block/kinds-figure/goal.js";
import * as manyBlocks from "../../../../lib/views/chapters/residual-block/many-blocks-figure/goal.js";
import {chains, magnitude, products} from "../../../../lib/views/chapters/residual-block/model/jacobians.js";
import {
  blockNumbers,
  compute,
  planAtRandom,
  plansOf,
  presets
} from "../../../../lib/views/chapters/residual-block/model/numbers.js";
import {parameters} from "../../../../lib/views/chapters/residual-block/parameters.js";
import * as shapes from "../../../../lib/views/chapters/residual-block/shapes-figure/goal.js";
import * as walkthrough from "../../../../lib/views/chapters/residual-block/walkthrough-figure/goal.js";
import * as whatIf from "../../../../lib/views/chapters/residual-block/what-if-figure/goal.js";
import {goalsOf} from "../../../support/goals.js";

type Setting = Values<typeof parameters>;

/** The models of the page's cells. */
const residualBlock = (n: number) => block("l", residual(dense(n), relu, dense(n)));
const others: {readonly [name: string]: (n: number) => Layer} = {
  plain: n => block("l", plain(dense(n), relu, dense(n))),
  after: n => block("l", residualWith({join: "after"}, dense(n), relu, dense(n))),
  preActivation: n => block("l", identityResidual({}, relu, dense(n), relu, dense(n)))
};
const shaped = ({form, widthOut, stride, remedy}: Setting) => {
  const first = form === "images" ? conv(widthOut, 3, {stride: Number(stride)}) : dense(widthOut);
  const second = form === "images" ? conv(widthOut, 3) : dense(widthOut);
  return block("l", residualWith({shortcut: remedy}, first, relu, second));
};

const ofKind = ({kind, f, kindSeed}: Pick<Setting, "kind" | "f" | "kindSeed">) => {
  const layers = {
    dense: [dense(4), relu, dense(4)],
    convolutions: [conv(4, 3), relu, conv(4, 3)],
    bottleneck: [conv(2, 1), relu, conv(2, Number(f)), relu, conv(4, 1)]
  };
  const input = kind === "dense" ? [1, 4] : [1, 4, 4, 4];
  return planAtRandom(block("l", residual(...layers[kind])), input, {seed: kindSeed});
};

const at = (model: (n: number) => Layer, values: Setting): Plan =>
  compute(plansOf(model)(values.n), blockNumbers(values));

/** What comes back through the residual block and through the plain one. */
function sentBack(values: Setting): [number[], number[]] {
  const gradient = values.g.length === values.n ? values.g : new Array<number>(values.n).fill(1);
  return [residualBlock, others.plain].map(model => {
    const p = at(model, values);
    p.backward({gradient});
    return [...elements(p.gradient("a[l]"))];
  }) as [number[], number[]];
}

function costOfShaped(values: Setting): [number[], ReturnType<typeof count> | string] {
  const input = values.form === "images" ? [1, 4, 4, values.widthIn] : [1, values.widthIn];
  try {
    return [input, count(shaped(values), input)];
  } catch (error) {
    return [input, String(error)];
  }
}

const chain = chains("residual");

const goals = goalsOf("residual-block", parameters, {
  "walkthrough-figure": values =>
    walkthrough.reached(at(values.shortcut ? residualBlock : others.plain, values), values.shortcut),
  "what-if-figure": values => whatIf.reached(at(others[values.variant], values)),
  "kinds-figure": values => kinds.reached(ofKind(values)),
  "shapes-figure": values => shapes.reached(...costOfShaped(values)),
  "backwards-figure": values => backwards.reached(...sentBack(values)),
  "many-blocks-figure": ({k, gain, chainSeed}) =>
    manyBlocks.reached(k, products(chain(gain, chainSeed).blocks).map(magnitude))
});

describe("the goal of", () => {
  it.each(goals.ids)("%s is not reached at the start, and is by values that a reader can set", id => {
    expect(goals.atStart(id)).toBe(false);
    expect(goals.solved(id)).toBe(true);
  });

  it.each(goals.ids)("%s is not reached by what the figure's question shows", id => {
    const shown: {readonly [id: string]: Partial<Setting>} = {
      "what-if-figure": {variant: "after"},
      "backwards-figure": presets.dead(goals.start),
      "many-blocks-figure": {gain: 1}
    };
    expect(goals.with(id, shown[id] ?? {})).toBe(false);
  });

  it("walkthrough-figure is reached by no button, and needs the dead layer's bias to be zero", () => {
    for (const preset of Object.values(presets))
      expect(goals.with("walkthrough-figure", preset(goals.start))).toBe(false);
    for (const n of [1, 2, 4]) {
      const units = {...goals.start, n};
      const dead = {...units, ...presets.dead(units), b2: new Array<number>(n).fill(0)};
      expect(goals.with("walkthrough-figure", dead)).toBe(true);
      expect(goals.with("walkthrough-figure", {...dead, shortcut: false})).toBe(false);
    }
  });

  it("what-if-figure is reached by the one block without a ReLU behind its addition, where z outweighs a", () => {
    const variants = ["plain", "after", "preActivation"] as const;
    const found = (w: number) => variants.filter(variant => goals.with("what-if-figure", {variant, w2: [w]}));
    expect(found(-3)).toEqual(["preActivation"]);
    expect(found(-1)).toEqual([]);
  });

  it("shapes-figure is reached by zero padding alone", () => {
    const remedies = (["identity", "A", "B", "C"] as const).filter(remedy =>
      goals.with("shapes-figure", {form: "images", remedy})
    );
    expect(remedies).toEqual(["A"]);
    expect(goals.with("shapes-figure", {form: "images", remedy: "A", stride: "1"})).toBe(false);
    expect(goals.with("shapes-figure", {form: "dense", remedy: "A"})).toBe(false);
  });

  it("backwards-figure needs parts that take from each other, and a plain block that lets something through", () => {
    const [residual, plain] = sentBack({...goals.start, b2: [4]});
    expect([residual[0], plain[0]]).toEqual([-1, -2]);
    expect(goals.with("backwards-figure", {b2: [4], w2: [1]})).toBe(false);
    expect(sentBack(goals.start)[1]).toEqual([0]);
  });

  it("many-blocks-figure is reached by small branches, whatever the seed, and by none of He's size", () => {
    for (let chainSeed = 1; chainSeed <= 10; chainSeed++) {
      expect(goals.with("many-blocks-figure", {k: 100, gain: 0.1, chainSeed})).toBe(true);
      expect(goals.with("many-blocks-figure", {k: 100, gain: 1, chainSeed})).toBe(false);
    }
  });

  it("kinds-figure is reached by no block of 3×3 convolutions, and by some paths of 1×1", () => {
    const seeds = Array.from({length: 99}, (_, i) => i + 1);
    const found = (kind: Setting["kind"]) =>
      seeds.filter(kindSeed => goals.with("kinds-figure", {kind, f: "1", kindSeed})).length;
    expect(found("convolutions")).toBe(0);
    expect(found("bottleneck")).toBeGreaterThan(10);
  });
});
