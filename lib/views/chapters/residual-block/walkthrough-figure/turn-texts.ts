import {texts} from "../../../kit/texts.js";

export const turnTexts = texts({
  en: {
    level: (at: number, all: number) => `${at} of ${all}`,
    asks: {
      one: "z[l+1] of unit 1: all that it needs stands in the drawing. What is it?",
      two: "Now two numbers of unit 1, one after the other.",
      block: "The whole block: from a[l] to a[l+2], with nothing in between."
    },
    decimals: "Two decimals are enough.",
    unit: (name: string, unit: number) => `${name}, unit ${unit}`,
    check: "Check",
    show: "Show the answer",
    next: "Next",
    again: "Once more",
    right: "Right.",
    notYet: "Not yet.",
    empty: (name: string) => `Fill in ${name}.`,
    notNumber: (text: string) => `“${text}” is not a number.`,
    answer: (numbers: string) => `The answer: ${numbers}.`,
    done: "That was the whole block.",
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
    level: (at, all) => `第 ${at} 题，共 ${all} 题`,
    asks: {
      one: "单元 1 的 z[l+1]：要用的数都在图里。它是多少？",
      two: "接着是单元 1 的两个数，一个接一个。",
      block: "整个块：从 a[l] 一直算到 a[l+2]，中间什么也不给。"
    },
    decimals: "保留两位小数就够了。",
    unit: (name, unit) => `${name}，单元 ${unit}`,
    check: "检查",
    show: "显示答案",
    next: "下一题",
    again: "再来一遍",
    right: "正确。",
    notYet: "还不对。",
    empty: name => `请填写 ${name}。`,
    notNumber: text => `“${text}”不是数字。`,
    answer: numbers => `答案：${numbers}。`,
    done: "整个块都算完了。",
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
