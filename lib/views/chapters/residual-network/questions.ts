// Questions on residual networks; the right answers are worked out by the library.
import {count as countLayers} from "../../../graph/count.js";
import {dense, plain, relu, repeat, residual, sequential} from "../../../nn/index.js";
import {type Question, quiz} from "../../figure/quiz.js";
import {count} from "../../kit/numbers.js";
import {texts} from "../../kit/texts.js";
import {pathLengths} from "./model/paths.js";
import {walk} from "./model/walker-layers.js";

const t = texts({
  en: {
    paths: "A network has 8 residual blocks. You remove the shortcut of one. How many paths are left?",
    pathsBecause: "Each of the 7 blocks that keep their shortcut can be passed through or passed by: 2⁷.",
    pathsAll: "That is the number with all 8 shortcuts. Without one of them there are half as many.",
    parameters:
      "A plain network has ten fully connected layers of 16 units (16 inputs, with biases). How many parameters more has the residual network that is made from it by five shortcuts?",
    parametersBecause: (n: number) =>
      `Both have ${count(n)}: where the shapes agree, a shortcut adds and has nothing to learn.`,
    overfit:
      "A plain network of 56 layers has a higher training error than one of 8. Which explanation can be ruled out at once?",
    overfitChoices: [
      [
        "Overfitting",
        "Right: overfitting would make the training error small and the error on new data large."
      ],
      [
        "The optimiser does not find a good setting",
        "That is what remains: a good setting exists, and training does not find it."
      ],
      [
        "The signal of the inputs is lost on the way",
        "That may well happen: see how inputs collapse onto one another without normalisation."
      ]
    ],
    overfitBecause: "The error was counted on the training examples themselves.",
    shape:
      "Into ResNet-34 goes a 224×224×3 image. Which shape leaves the third group (12 layers with 256 filters)?",
    shapeBecause:
      "7×7 convolution /2, max pool /2, then /2 at the start of the second and the third group: 224 → 112 → 56 → 28 → 14.",
    shapeEarly: "That leaves the second group. The third begins with another step of two.",
    three: "How many of ResNet-34’s shortcuts change the shape?",
    threeBecause: (all: number) => `Of its ${all} shortcuts, those of the first block of groups 2, 3 and 4.`,
    lesion:
      "The branches of a residual network with 27 blocks started at 0. It has been trained; now you delete one block. What do you expect, as a rule?",
    lesionChoices: [
      ["The error hardly changes", "Right."],
      [
        "The error rises to that of guessing",
        "That is what happens to a plain network: it has a single path."
      ],
      ["The error falls", "Now and then a little, by luck; not as a rule."]
    ],
    lesionBecause: "Each block makes a small correction; the other paths stay whole."
  },
  zh: {
    paths: "一个网络有 8 个残差块。你拆掉其中一个块的捷径，还剩多少条路？",
    pathsBecause: "保留捷径的 7 个块，每个都可以穿过或绕过：2⁷。",
    pathsAll: "那是 8 条捷径俱全时的条数。少了一条，路就减半。",
    parameters:
      "一个普通网络有十个全连接层，每层 16 个单元（输入 16 个，带偏置）。加上五条捷径成为残差网络之后，参数多了几个？",
    parametersBecause: n => `两者都是 ${count(n)} 个：只要形状相同，捷径只做加法，没有可学习的参数。`,
    overfit: "56 层普通网络的训练误差比 8 层的高。哪种解释可以立刻排除？",
    overfitChoices: [
      ["过拟合", "对：过拟合会使训练误差很小，而新数据上的误差很大。"],
      ["优化器找不到好的权重取值", "剩下的正是这个：好的取值存在，训练却找不到。"],
      ["输入的信号在路上丢失了", "这很可能发生：看看没有归一化时输入怎样坍缩到一起。"]
    ],
    overfitBecause: "误差就是在训练样本上数出来的。",
    shape: "把 224×224×3 的图像送进 ResNet-34，第三组（12 层，256 个过滤器）出来的形状是什么？",
    shapeBecause: "7×7 卷积 /2，最大池化 /2，第二组和第三组开头再各 /2：224 → 112 → 56 → 28 → 14。",
    shapeEarly: "那是第二组的输出。第三组开头还有一次减半。",
    three: "ResNet-34 有几条捷径要改变形状？",
    threeBecause: all => `${all} 条捷径之中，只有第 2、3、4 组第一个块的那几条。`,
    lesion: "一个残差网络有 27 个块，分支从 0 开始，已经训练好。现在删掉一个块，通常会怎样？",
    lesionChoices: [
      ["误差几乎不变", "对。"],
      ["误差升到随机猜测的水平", "普通网络才会这样：它只有一条路。"],
      ["误差下降", "偶尔碰巧会降一点，但不是通常的情形。"]
    ],
    lesionBecause: "每个块只做一点小小的修正，其余的路都还完整。"
  }
});

const arcs = (removed: number) => Array.from({length: 8}, (_, i) => i >= removed);
const total = (removed: number) => pathLengths(arcs(removed)).reduce((s, l) => s + l.count, 0);

/** The section of questions. */
export function check(): HTMLElement {
  const stack = (block: typeof plain) => sequential(...repeat(5, () => block(dense(16), relu, dense(16))));
  const [before, after] = [plain, residual].map(block => countLayers(stack(block), [1, 16]).parameters);
  const network = walk("resnet-34", 224);
  const blocks = network.groups.flat();
  const choices = (list: readonly (readonly string[])[]) =>
    list.map(([text, say], i) => ({text, say, right: i === 0}));
  const last = (group: number) => network.groups[group].at(-1)!.layers.at(-1)!.shape;
  const questions: Question[] = [
    {
      kind: "number",
      ask: t.paths,
      answer: total(1),
      because: t.pathsBecause,
      slips: [{when: n => n === total(0), say: t.pathsAll}]
    },
    {kind: "number", ask: t.parameters, answer: after - before, because: t.parametersBecause(before)},
    {kind: "choice", ask: t.overfit, choices: choices(t.overfitChoices), because: t.overfitBecause},
    {
      kind: "shape",
      ask: t.shape,
      answer: last(2),
      because: t.shapeBecause,
      slips: [{when: s => s.join() === last(1).join(), say: t.shapeEarly}]
    },
    {
      kind: "number",
      ask: t.three,
      answer: blocks.filter(b => b.shortcut === "projection").length,
      because: t.threeBecause(blocks.length)
    },
    {kind: "choice", ask: t.lesion, choices: choices(t.lesionChoices), because: t.lesionBecause}
  ];
  return quiz("questions", questions);
}
