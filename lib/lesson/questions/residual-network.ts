// Questions on residual networks. The library counts and walks.

import {count as costs} from "../../graph/count.js";
import {
  type Architecture,
  architectures,
  dense,
  network,
  parts,
  plain,
  relu,
  repeat,
  residual,
  sequential
} from "../../nn/index.js";
import type {Text} from "../exercises/exercise.js";
import type {ByLanguage} from "../languages.js";
import {count, superscript} from "../numbers.js";
import {pathLengths} from "../paths.js";
import {one, type Question, type QuestionRow, type Random} from "./question.js";

export const questions: readonly QuestionRow[] = [
  {id: "paths-left", section: "builder", varies: true, draw: pathsLeft},
  {id: "parameters-more", section: "plain-and-residual", varies: true, draw: parametersMore},
  {id: "ruled-out", section: "degradation", varies: false, draw: ruledOut},
  {id: "group-shape", section: "resnet-34", varies: true, draw: groupShape},
  {id: "projections", section: "resnet-34", varies: true, draw: projections},
  {id: "one-block-less", section: "what-blocks-learned", varies: false, draw: oneBlockLess}
];

function pathsLeft(next: Random): Question {
  const blocks = one([8, 6, 7, 9, 10], next);
  const removed = one([1, 2, 3], next);
  const paths = (without: number) =>
    pathLengths(Array.from({length: blocks}, (_, i) => i >= without)).reduce((s, l) => s + l.count, 0);
  const left = blocks - removed;
  return {
    kind: "number",
    ask: {
      en: `A network has ${blocks} residual blocks. You remove the ${removed === 1 ? "shortcut of one" : `shortcuts of ${["two", "three"][removed - 2]}`}. How many paths are left?`,
      zh: `一个网络有 ${blocks} 个残差块。你拆掉其中${["一", "两", "三"][removed - 1]}个块的捷径，还剩多少条路？`
    },
    answer: paths(removed),
    because: {
      en: `Each of the ${left} blocks that keep their shortcut can be passed through or passed by: 2${superscript(left)}.`,
      zh: `保留捷径的 ${left} 个块，每个都可以穿过或绕过：2${superscript(left)}。`
    },
    slips: [
      {
        given: paths(0),
        say: {
          en: `That is the number with all ${blocks} shortcuts. Each one that goes halves it.`,
          zh: `那是 ${blocks} 条捷径俱全时的条数。每少一条，路就减半。`
        }
      },
      {
        given: left,
        say: {
          en: "That is how many blocks keep their shortcut. Each of them doubles the number of paths.",
          zh: "这是保留捷径的块数。每有一个这样的块，路的条数就加倍。"
        }
      }
    ]
  };
}

function parametersMore(next: Random): Question {
  const units = one([16, 8, 32, 24, 64], next);
  const blocks = one([5, 3, 4, 6, 10], next);
  const stack = (block: typeof plain) =>
    sequential(...repeat(blocks, () => block(dense(units), relu, dense(units))));
  const [before, after] = [plain, residual].map(block => costs(stack(block), [1, units]).parameters);
  return {
    kind: "number",
    ask: {
      en: `A plain network has ${2 * blocks} fully connected layers of ${units} units (${units} inputs, with biases). How many parameters more has the residual network that is made from it by ${blocks} shortcuts?`,
      zh: `一个普通网络有 ${2 * blocks} 个全连接层，每层 ${units} 个单元（输入 ${units} 个，带偏置）。加上 ${blocks} 条捷径成为残差网络之后，参数多了几个？`
    },
    answer: after - before,
    because: {
      en: `Both have ${count(before)}: where the shapes agree, a shortcut adds and has nothing to learn.`,
      zh: `两者都是 ${count(before)} 个：只要形状相同，捷径只做加法，没有可学习的参数。`
    },
    slips: [
      {
        given: after,
        say: {
          en: "That is how many it has in all. How many does the plain network have?",
          zh: "这是它的参数总数。普通网络有多少个？"
        }
      },
      {
        given: blocks * units * units,
        say: {
          en: "That is what projections on all shortcuts would cost. Where the shapes agree, none is needed.",
          zh: "这是每条捷径都加一个投影时的个数。形状相同就不需要投影。"
        }
      },
      {
        given: blocks,
        say: {
          en: "A shortcut is no number to be learned: it carries a[l] as it is.",
          zh: "捷径不是要学习的数：它把 a[l] 原样传过去。"
        }
      }
    ]
  };
}

function ruledOut(): Question {
  return {
    kind: "choice",
    ask: {
      en: "A plain network of 56 layers has a higher training error than one of 8. Which explanation can be ruled out at once?",
      zh: "56 层普通网络的训练误差比 8 层的高。哪种解释可以立刻排除？"
    },
    because: {
      en: "Overfitting would make the training error small and the error on new data large. This error was counted on the training examples themselves.",
      zh: "过拟合会使训练误差很小，而新数据上的误差很大。这里的误差就是在训练样本上数出来的。"
    },
    choices: [
      {text: {en: "Overfitting", zh: "过拟合"}, right: true},
      {
        text: {en: "The optimiser does not find a good setting", zh: "优化器找不到好的权重取值"},
        say: {
          en: "That is what remains: a good setting exists, and training does not find it.",
          zh: "剩下的正是这个：好的取值存在，训练却找不到。"
        }
      },
      {
        text: {en: "The signal of the inputs is lost on the way", zh: "输入的信号在路上丢失了"},
        say: {
          en: "That may well happen: see how inputs collapse onto one another without normalisation.",
          zh: "这很可能发生：看看没有归一化时输入怎样坍缩到一起。"
        }
      }
    ]
  };
}

const resNet34: Architecture = architectures["resnet-34"];

function groupShape(next: Random): Question {
  const side = one([224, 160, 192, 256, 288, 320], next);
  const group = one([3, 2, 4], next);
  const {stem, blocks} = parts(resNet34);
  const {stages} = resNet34;
  /** What leaves the max pool, and each group after it. */
  const shapes = [0, 1, 2, 3, 4].map(groups => {
    const before = stages.slice(0, groups).reduce((sum, stage) => sum + stage.blocks, 0);
    return costs(sequential(stem, ...blocks.slice(0, before)), [1, side, side, 3])
      .steps.at(-1)!
      .shape.slice(1);
  });
  const {blocks: inGroup, filters} = stages[group - 1];
  const name: Text = {en: ["second", "third", "fourth"][group - 2], zh: ["二", "三", "四"][group - 2]};
  const sides = [side, side / 2, shapes[0][0], ...shapes.slice(2, group + 1).map(([h]) => h)].join(" → ");
  const others: ByLanguage<readonly string[]> = {
    en: ["second", "second and the third", "second, third and fourth"],
    zh: ["二", "二、三", "二、三、四"]
  };
  return {
    kind: "shape",
    ask: {
      en: `Into ResNet-34 goes a ${side}×${side}×3 image. Which shape leaves the ${name.en} group (${2 * inGroup} layers with ${filters} filters)?`,
      zh: `把 ${side}×${side}×3 的图像送进 ResNet-34，第${name.zh}组（${2 * inGroup} 层，${filters} 个过滤器）出来的形状是什么？`
    },
    answer: shapes[group],
    because: {
      en: `7×7 convolution /2, max pool /2, then /2 at the start of the ${others.en[group - 2]} group: ${sides}.`,
      zh: `7×7 卷积 /2，最大池化 /2，第${others.zh[group - 2]}组开头再${group > 2 ? "各" : ""} /2：${sides}。`
    },
    slips: [
      {
        given: shapes[group - 1],
        say: {
          en: `That leaves the group before. The ${name.en} begins with another step of two.`,
          zh: `那是前一组的输出。第${name.zh}组开头还有一次减半。`
        }
      },
      {
        given: [2 * shapes[group][0], 2 * shapes[group][1], shapes[group][2]],
        say: {
          en: "The channels are right. Height and width are halved once more: by the first convolution, by the max pool, and at the start of each group but the first.",
          zh: "通道数对了。高和宽还要再减半一次：第一个卷积、最大池化，以及除第一组外每组的开头，各减半一次。"
        }
      }
    ]
  };
}

function projections(next: Random): Question {
  const [name, title] = one(
    [
      ["resnet-34", "ResNet-34"],
      ["resnet-50", "ResNet-50"],
      ["resnet-18", "ResNet-18"],
      ["resnet-101", "ResNet-101"]
    ] as const,
    next
  );
  const architecture: Architecture = architectures[name];
  const changing = costs(network(architecture), [1, 224, 224, 3]).steps.filter(step =>
    step.name.startsWith("zs")
  ).length;
  const all = architecture.stages.reduce((sum, stage) => sum + stage.blocks, 0);
  const groups = architecture.stages.length;
  const widens = changing === groups;
  return {
    kind: "number",
    ask: {en: `How many of ${title}’s shortcuts change the shape?`, zh: `${title} 有几条捷径要改变形状？`},
    answer: changing,
    because: widens
      ? {
          en: `Of its ${all} shortcuts, those of the first block of each of the ${groups} groups: its bottleneck blocks widen the channels already in group 1, from 64 to 256.`,
          zh: `${all} 条捷径之中，只有 ${groups} 组各自第一个块的那几条：它的瓶颈块在第 1 组就把通道从 64 增加到 256。`
        }
      : {
          en: `Of its ${all} shortcuts, those of the first block of groups 2, 3 and 4.`,
          zh: `${all} 条捷径之中，只有第 2、3、4 组第一个块的那几条。`
        },
    slips: [
      {
        given: all,
        say: {
          en: "Those are all of its shortcuts. Most go around blocks whose output has the shape of their input.",
          zh: "这是捷径的总数。大多数块的输入和输出形状相同。"
        }
      },
      {
        given: widens ? groups - 1 : groups,
        say: widens
          ? {
              en: "That is how often height and width change. In group 1 the number of channels changes.",
              zh: "高和宽改变了这么多次。可是第 1 组的通道数也变了。"
            }
          : {
              en: "Group 1 keeps the shape that the max pool hands it: 64 channels.",
              zh: "第 1 组保持最大池化给它的形状：64 个通道。"
            }
      }
    ]
  };
}

function oneBlockLess(): Question {
  return {
    kind: "choice",
    ask: {
      en: "The branches of a residual network with 27 blocks started at 0. It has been trained; now you delete one block. What do you expect, as a rule?",
      zh: "一个残差网络有 27 个块，分支从 0 开始，已经训练好。现在删掉一个块，通常会怎样？"
    },
    because: {
      en: "Each block makes a small correction; the other paths stay whole.",
      zh: "每个块只做一点小小的修正，其余的路都还完整。"
    },
    choices: [
      {text: {en: "The error hardly changes", zh: "误差几乎不变"}, right: true},
      {
        text: {en: "The error rises to that of guessing", zh: "误差升到随机猜测的水平"},
        say: {
          en: "That is what happens to a plain network: it has a single path.",
          zh: "普通网络才会这样：它只有一条路。"
        }
      },
      {
        text: {en: "The error falls", zh: "误差下降"},
        say: {
          en: "Now and then a little, by luck; not as a rule.",
          zh: "偶尔碰巧会降一点，但不是通常的情形。"
        }
      }
    ]
  };
}
