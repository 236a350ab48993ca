import type {Explanation, Plan, Tensor} from "../../../../index.js";
import {memo} from "../../../kit/memo.js";
import {type Flow, type Item, values, weights} from "../model/flow.js";
import {sendBack} from "../model/gradients.js";
import type {BlockNumbers} from "../model/numbers.js";
import type {Script} from "../script.js";
import {walkTexts as t} from "./texts.js";

const mainPart = "da[l] main";
const shortcutPart = "da[l] shortcut";

/** Where each gradient comes from: what it is called, and the step that makes it. */
const order = ["da[l+2]", "d(z[l+2]+a[l])", "dz[l+2]", "da[l+1]", "dz[l+1]", mainPart, "da[l]"];

const flow = memo((n: number): Flow => {
  const vector = (key: string, step: number, name = key, way?: "main" | "shortcut") =>
    values(key, [1, n], step, {name, way});
  const matrix = (key: string, step: number) => weights(key, undefined, [n, n], step);
  const gate = (step: number): Item => ({kind: "operator", operation: "relu", step, sign: t.gate});
  return {
    main: [
      vector("da[l]", 6),
      {kind: "operator", operation: "add", step: 6},
      vector(mainPart, 5, "da[l]", "main"),
      matrix("W[l+1]", 5),
      vector("dz[l+1]", 4),
      gate(4),
      vector("da[l+1]", 3),
      matrix("W[l+2]", 3),
      vector("dz[l+2]", 2),
      {kind: "operator", operation: "scale", step: 2, sign: t.copy},
      vector("d(z[l+2]+a[l])", 1),
      gate(1),
      vector("da[l+2]", 0)
    ],
    shortcut: [vector(shortcutPart, 2, "da[l]", "shortcut")],
    span: [9, 1]
  };
});

/** The way back through a residual block: the forward steps in reverse, with gradients instead of values. */
export function backwards(p: Plan, numbers: BlockNumbers, gradient: readonly number[]): Script {
  const {total, main, shortcut} = sendBack(p, numbers, gradient);
  const tensors: {readonly [key: string]: Tensor} = {
    "da[l+2]": p.gradient("a[l+2]"),
    "d(z[l+2]+a[l])": shortcut,
    "dz[l+2]": p.gradient("z[l+2]"),
    "da[l+1]": p.gradient("a[l+1]"),
    "dz[l+1]": p.gradient("z[l+1]"),
    [mainPart]: main,
    [shortcutPart]: shortcut,
    "da[l]": total
  };
  const stepOf = (key: string) => Math.max(0, key === shortcutPart ? 2 : order.indexOf(key));
  const tensor = (key: string) => tensors[key] ?? p.value(key);
  return {
    flow: flow(numbers.n),
    steps: order.length - 1,
    output: step => order[step],
    stepOf,
    tensor,
    explain: (key, index) => explain(p, tensor, key, [...index]),
    cut: (key, index) => {
      const gate = {"d(z[l+2]+a[l])": "z[l+2]+a[l]", "dz[l+1]": "z[l+1]"}[key];
      return gate !== undefined && p.value(gate).get(...index) <= 0;
    },
    around: step => (step === 6 ? shortcutPart : undefined),
    narrate: step => t.steps[step]
  };
}

/** The terms that made an element of a gradient. */
function explain(p: Plan, tensor: (key: string) => Tensor, key: string, index: number[]): Explanation {
  const at = (name: string, place: number[], weight = 1, weightFrom?: {name: string; index: number[]}) => {
    const input = tensor(name).get(...place);
    return {input, from: {name, index: place}, weight, weightFrom, product: input * weight};
  };
  const open = (name: string) => Number(p.value(name).get(...index) > 0);
  const column = (name: string, from: string) =>
    Array.from({length: p.value(name).shape[1]}, (_, unit) => {
      const place = [index[1], unit];
      return at(from, [0, unit], p.value(name).get(...place), {name, index: place});
    });
  const terms = {
    "d(z[l+2]+a[l])": () => [at("da[l+2]", index, open("z[l+2]+a[l]"))],
    "dz[l+2]": () => [at("d(z[l+2]+a[l])", index)],
    [shortcutPart]: () => [at("d(z[l+2]+a[l])", index)],
    "da[l+1]": () => column("W[l+2]", "dz[l+2]"),
    "dz[l+1]": () => [at("da[l+1]", index, open("z[l+1]"))],
    [mainPart]: () => column("W[l+1]", "dz[l+1]"),
    "da[l]": () => [at(mainPart, index), at(shortcutPart, index)]
  }[key]!();
  const sum = terms.reduce((total, {product}) => total + product, 0);
  const operation = terms.some(({weightFrom}) => weightFrom) ? "dense" : key === "da[l]" ? "add" : "scale";
  return {operation, name: key, index, terms, sum, result: tensor(key).get(...index)};
}
