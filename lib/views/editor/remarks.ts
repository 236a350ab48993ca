import type {ByLanguage} from "../../lesson/languages.js";
import {texts} from "../kit/texts.js";

/** The remarks in the lesson's code, which is English: what they are in other languages. The code itself stays. */
const remarks: ByLanguage<Remarks> = {
  en: {},
  zh: {
    "W[i][j] leads from i to j; a gradient goes back from j to i.":
      "W[i][j] 从 i 通往 j；梯度沿原路从 j 回到 i。",
    "pixel holds the values of all channels at one position": "pixel 是一个位置上所有通道的值",
    "W[i][j] leads from entry i to unit j": "W[i][j] 从第 i 项通往单元 j",
    "The shortcut joins before the last ReLU.": "捷径在最后的 ReLU 之前加入。",
    "The same block in the library, drawn step by step.": "用库写成的同一个块，逐步画出来。",
    "Write plain for residual, and its shortcut is gone.": "把 residual 改成 plain，捷径就没有了。",
    "The loss of each step's batch, before the step.": "每一步所用批次的损失，在这一步之前算出。",
    "θ ← θ − rate·(g + λθ), for the whole vector of parameters at once.":
      "θ ← θ − rate·(g + λθ)，一次更新整个参数向量。",
    "A residual block is to give back its input. Watch what becomes of its weights.":
      "残差块要原样交还输入。看看它的权重变成了什么。",
    "6×6, 3 channels": "6×6，3 个通道",
    "3 channels to 2": "3 个通道变成 2 个",
    "The library's convolution of the same image, and the largest difference.":
      "库对同一幅图做的卷积，以及最大的差。"
  }
};

type Remarks = {readonly [english: string]: string};

/** The lesson's code with its remarks in the page's language. */
export function remarked(code: string): string {
  const translated = texts(remarks);
  return code.replace(/(?<=\/\/ ).+$/gm, remark => translated[remark] ?? remark);
}
