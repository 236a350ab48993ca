import {elements, formatShape, type Plan, type Tensor} from "../../../index.js";
import {list, short} from "../../../lesson/numbers.js";
import {spoken} from "../../kit/labels.js";
import {texts} from "../../kit/texts.js";

const t = texts({
  en: {
    input: (x: string) => `The block receives {${x}}.`,
    dense: (y: string, w: string, x: string) =>
      `{${y}}: each unit multiplies the numbers of {${x}} by its own row of {${w}}, adds up, and adds its bias.`,
    project: (y: string, w: string, x: string) =>
      `{${y}}: on the shortcut {${w}} brings {${x}} to the shape of the main path. It has no bias.`,
    conv2d: (y: string, w: string, x: string) =>
      `{${y}}: each filter of {${w}} passes over {${x}}, multiplying and adding up at every position.`,
    relu: (y: string, x: string, cut: number, all: number) =>
      `{${y}}: ReLU keeps what is positive in {${x}} and turns the rest into 0. Negative here: ${cut} of ${all}.`,
    add: (_: string, x: string, s: string) =>
      `The shortcut joins: each entry of {${s}} is added to its neighbour in {${x}}.`,
    batchNorm: (y: string, x: string) =>
      `{${y}}: each channel of {${x}} is shifted and scaled to mean 0 and variance 1, then by its own γ and β.`,
    subsample: (_: string, x: string) =>
      `On the shortcut {${x}} is copied, and zeroes fill what it lacks to the main path’s shape.`,
    numbers: (name: string, numbers: string) => `${name} = ${numbers}.`,
    range: (name: string, shape: string, low: string, high: string) =>
      `${name}: ${shape} numbers from ${low} to ${high}.`
  },
  zh: {
    input: x => `块接收 {${x}}。`,
    dense: (y, w, x) =>
      `{${y}}：每个单元把 {${x}} 的各个数乘上 {${w}} 中自己的那一行，加起来，再加上自己的偏置。`,
    project: (y, w, x) => `{${y}}：在捷径上，{${w}} 把 {${x}} 变成主路径的形状。它没有偏置。`,
    conv2d: (y, w, x) => `{${y}}：{${w}} 的每个过滤器走过 {${x}} 的每个位置，逐一相乘再相加。`,
    relu: (y, x, cut, all) =>
      `{${y}}：ReLU 保留 {${x}} 中的正数，其余变成 0。${all} 个数中有 ${cut} 个负数。`,
    add: (_, x, s) => `捷径加入：{${s}} 的每个分量加到 {${x}} 中对应的分量上。`,
    batchNorm: (y, x) =>
      `{${y}}：{${x}} 的每个通道经平移和缩放，均值为 0、方差为 1，再乘上自己的 γ，加上自己的 β。`,
    subsample: (_, x) => `在捷径上照抄 {${x}}，与主路径的形状相比所缺的部分补零。`,
    numbers: (name, numbers) => `${name} = ${numbers}。`,
    range: (name, shape, low, high) => `${name}：${shape} 个数，从 ${low} 到 ${high}。`
  }
});

/** What happens in a step of the plan, with names of values in braces. Step 0 is the input. */
export function narrate(p: Plan, at: number): string {
  if (at === 0) return t.input(p.steps[0].inputs[0]);
  const {operation, inputs, output} = p.steps[at - 1];
  const [x, second] = inputs;
  if (second?.startsWith("Ws")) return t.project(output, second, x);
  if (operation === "dense" || operation === "conv2d") return t[operation](output, second, x);
  if (operation === "relu") {
    const given = [...elements(p.value(x))];
    return t.relu(output, x, given.filter(v => v < 0).length, given.length);
  }
  if (operation === "add") return t.add(output, x, second);
  if (operation === "batchNorm" || operation === "subsample") return t[operation](output, x);
  throw new Error(`no words for the operation ${operation}`);
}

/** The name of the array that a step makes, and its numbers, in words. */
export function sayArray(name: string, x: Tensor): string {
  const values = [...elements(x)];
  if (values.length <= 8) return t.numbers(spoken(name), list(values));
  const shape = formatShape(x.shape.slice(1)).replaceAll(",", "×");
  return t.range(spoken(name), shape, short(Math.min(...values)), short(Math.max(...values)));
}

/**
 * Which number of an array it is, as written below its name: counted from 1, the row of a weight first as the course has
 * it, without an activation's place in the batch.
 */
export function entry(key: string, index: readonly number[]): string {
  const [row, column] = [index.at(-1)!, index.at(-2)!];
  const order = /^W/.test(key)
    ? [row, column, ...index.slice(0, -2)]
    : /^(b|gamma|beta)/.test(key)
      ? index
      : index.slice(1);
  return order.map(i => i + 1).join(",");
}
