// What the walk through the block asks of its reader.
import {texts} from "../../../kit/texts.js";
import {type ForwardNumbers, solutions, turns} from "../model/turns.js";
import type {Tasks} from "../turn.js";

const t = texts({
  en: {
    asks: [
      "z[l+1] of unit 1: all that it needs stands in the drawing. What is it?",
      "Now two numbers of unit 1, one after the other.",
      "The whole block: from a[l] to a[l+2], with nothing in between."
    ],
    slips: {
      bias: "A bias is missing.",
      shortcut: "What the shortcut brings is missing.",
      after: "That is ReLU first and then the addition. Add first, then apply ReLU.",
      uncut: "The last ReLU is missing: it turns a negative number into 0.",
      first: "The first ReLU is missing: it stands between the layers.",
      sign: "The sign is wrong."
    }
  },
  zh: {
    asks: [
      "单元 1 的 z[l+1]：要用的数都在图里。它是多少？",
      "接着是单元 1 的两个数，一个接一个。",
      "整个块：从 a[l] 一直算到 a[l+2]，中间什么也不给。"
    ],
    slips: {
      bias: "漏了偏置。",
      shortcut: "漏了捷径带来的数。",
      after: "这是先过 ReLU、后相加的结果。应先相加，再过 ReLU。",
      uncut: "漏了最后的 ReLU：它把负数变成 0。",
      first: "漏了第一个 ReLU：它在两层之间。",
      sign: "正负号错了。"
    }
  }
});

export const tasks: Tasks<ForwardNumbers> = {turns, ask: level => t.asks[level], solutions, slips: t.slips};
