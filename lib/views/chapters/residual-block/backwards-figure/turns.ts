// What the walk back asks of its reader.
import {list} from "../../../../lesson/numbers.js";
import {texts} from "../../../kit/texts.js";
import {type BackNumbers, gates, solutions, turns} from "../model/turns-back.js";
import type {Tasks} from "../turn.js";

const t = texts({
  en: {
    asks: [
      () => "{da[l+1]} of unit 1, from {dz[l+2]} and W[l+2]. What is it?",
      () => "Now what reaches a[l], unit 1: by the main path, and together with the shortcut.",
      (z: string, sum: string) =>
        `The whole way: from {da[l+2]} to {da[l]}, with nothing in between. Going forwards, z[l+1] was ${z} and {z[l+2]+a[l]} was ${sum}.`
    ],
    slips: {
      shortcut: "What comes back by the shortcut is missing.",
      main: "That is the shortcut’s copy alone: what comes back through the layers is missing. It may be negative.",
      column: "That takes a row of W. Backwards it is the transpose: the column that belongs to this entry.",
      cut: "ReLU′ asks whether z was positive, not whether the gradient is: a negative gradient passes, too.",
      gate: "The first ReLU let nothing of a negative z[l+1] through: there the gradient stops.",
      lastGate:
        "The last ReLU cut what was negative in {z[l+2]+a[l]}: there the gradient stops, on both ways.",
      unweighted: "A weight is missing: back through a layer, the gradient is multiplied by its weights.",
      sign: "The sign is wrong."
    }
  },
  zh: {
    asks: [
      () => "单元 1 的 {da[l+1]}：由 {dz[l+2]} 和 W[l+2] 得到。它是多少？",
      () => "接着看传到 a[l] 单元 1 的：经主路径的是多少，加上捷径的合计又是多少？",
      (z, sum) =>
        `整条路：从 {da[l+2]} 一直算到 {da[l]}，中间什么也不给。前向时 z[l+1] 为 ${z}，{z[l+2]+a[l]} 为 ${sum}。`
    ],
    slips: {
      shortcut: "漏了经捷径传回的那一份。",
      main: "这只是捷径的那一份：漏了经两层传回的，它可以是负数。",
      column: "这里用了 W 的一行。往回走要用转置：取这个分量所对应的那一列。",
      cut: "ReLU′ 看的是 z 是否为正，不是梯度是否为正：负的梯度同样放行。",
      gate: "z[l+1] 为负处，第一个 ReLU 什么也没放行：梯度到那里为止。",
      lastGate: "{z[l+2]+a[l]} 为负处被最后的 ReLU 截去：两条路上的梯度都到那里为止。",
      unweighted: "漏了权重：往回穿过一层，梯度要乘以这一层的权重。",
      sign: "正负号错了。"
    }
  }
});

export const tasks: Tasks<BackNumbers> = {
  turns,
  ask(level, numbers) {
    const {first, last} = gates(numbers);
    return t.asks[level](list(first), list(last));
  },
  solutions,
  slips: t.slips
};
