// Questions on why residual networks work. The library computes what can be computed.
import {minima} from "../../experiments/landscape.js";
import {block, dense, flat, plain, plan, relu, residual} from "../../index.js";
import {list, short} from "../numbers.js";
import {one, type Question, type QuestionRow, type Random} from "./question.js";

export const questions: readonly QuestionRow[] = [
  {id: "zero-branch", section: "two-more-layers", varies: true, draw: zeroBranch},
  {id: "zero-plain", section: "two-more-layers", varies: true, draw: zeroPlain},
  {id: "first-layer", section: "two-more-layers", varies: false, draw: firstLayer},
  {id: "lowest-product", section: "landscape", varies: true, draw: lowestProduct},
  {id: "minima-merge", section: "landscape", varies: true, draw: minimaMerge},
  {id: "needs-decay", section: "identity-experiment", varies: false, draw: needsDecay},
  {id: "dropped-layers", section: "questions", varies: false, draw: droppedLayers},
  {id: "plain-identity", section: "append", varies: false, draw: plainIdentity}
];

/** What a block of two units puts out when its last layer is zero. */
function withoutLastLayer(kind: typeof residual | typeof plain, input: readonly number[]): number[] {
  const p = plan(block("l", kind(dense(2), relu, dense(2))), {input: [1, 2]});
  flat(p.value("W[l+2]")).fill(0);
  p.feed([...input]);
  p.forward();
  return [...flat(p.output)];
}

function zeroBranch(next: Random): Question {
  const a = [one([-1, -2, -0.5, -4], next), one([2, 1, 3, 0.5], next)];
  return {
    kind: "number",
    ask: {
      en: `A residual block has W[l+2] = 0 and b[l+2] = 0. It is given a[l] = ${list(a)}. What is the first number of a[l+2]?`,
      zh: `一个残差块的 W[l+2] = 0，b[l+2] = 0。给它 a[l] = ${list(a)}，a[l+2] 的第一个数是多少？`
    },
    answer: withoutLastLayer(residual, a)[0],
    because: {
      en: `g(${short(a[0])}) = 0: the last ReLU cuts negative entries off, so only a[l] ≥ 0 passes unchanged.`,
      zh: `g(${short(a[0])}) = 0：最后的 ReLU 削去负数，所以只有 a[l] ≥ 0 才能原样通过。`
    },
    slips: [
      {
        given: a[0],
        say: {
          en: "That would be the identity. But there is one more ReLU behind the ⊕.",
          zh: "那就是恒等函数了。可是 ⊕ 后面还有一个 ReLU。"
        }
      },
      {
        given: a[1],
        say: {
          en: "That is the second number: the block does not mix them, for its branch is zero.",
          zh: "那是第二个数：分支为零，块不会把它们混在一起。"
        }
      }
    ]
  };
}

function zeroPlain(next: Random): Question {
  const a = [one([1, 3, 0.5, 4], next), one([2, 5, 1.5, 6], next)];
  return {
    kind: "number",
    ask: {
      en: `A plain block, without a shortcut, has W[l+2] = 0 and b[l+2] = 0, and is given a[l] = ${list(a)}. What is the second number of a[l+2]?`,
      zh: `一个没有捷径的普通块，W[l+2] = 0，b[l+2] = 0，输入 a[l] = ${list(a)}。a[l+2] 的第二个数是多少？`
    },
    answer: withoutLastLayer(plain, a)[1],
    because: {
      en: "z[l+2] = 0, and g(0) = 0. Nothing of a[l] is left.",
      zh: "z[l+2] = 0，g(0) = 0。a[l] 什么也没有留下。"
    },
    slips: [
      {
        given: a[1],
        say: {
          en: `Only a shortcut could bring this ${short(a[1])} to the output.`,
          zh: `只有捷径才能把这个 ${short(a[1])} 带到输出。`
        }
      }
    ]
  };
}

function firstLayer(): Question {
  return {
    kind: "choice",
    ask: {
      en: "With W[l+2] = 0 and b[l+2] = 0, why may W[l+1] be anything?",
      zh: "W[l+2] = 0，b[l+2] = 0 时，为什么 W[l+1] 可以是任何值？"
    },
    because: {
      en: "z[l+2] = W[l+2] a[l+1] + b[l+2] is 0 whatever a[l+1] is.",
      zh: "无论 a[l+1] 是什么，z[l+2] = W[l+2] a[l+1] + b[l+2] 都是 0。"
    },
    choices: [
      {
        text: {en: "Weight decay has brought it to 0 as well", zh: "权重衰减把它也变成了 0"},
        say: {
          en: "It may have, but it need not: the argument holds for every W[l+1].",
          zh: "也许，但不必如此：论证对任何 W[l+1] 都成立。"
        }
      },
      {text: {en: "What it produces is multiplied by 0", zh: "它的结果要乘以 0"}, right: true},
      {
        text: {en: "ReLU removes what it produces", zh: "ReLU 去掉了它的结果"},
        say: {
          en: "ReLU lets positive values pass. Look one step further.",
          zh: "正数能通过 ReLU。再往后看一步。"
        }
      }
    ]
  };
}

function lowestProduct(next: Random): Question {
  const [m, lambda] = one(
    [
      [1, 0.2],
      [2, 0.5],
      [0.5, 0.1],
      [1, 0.3],
      [2, 0.2],
      [0.5, 0.2],
      [4, 1],
      [1, 0.1]
    ] as const,
    next
  );
  const [w1, w2] = minima({kind: "plain", m, lambda})[0];
  return {
    kind: "number",
    ask: {
      en: `A plain block with one unit in each layer, m = ${short(m)}, λ = ${short(lambda)}. What is w₁w₂ where the loss is lowest?`,
      zh: `宽度为 1 的普通块（每层只有一个单元），m = ${short(m)}，λ = ${short(lambda)}。损失最低处的 w₁w₂ 是多少？`
    },
    answer: Number((w1 * w2).toFixed(6)),
    tolerance: 0.005,
    because: {
      en: "w₁w₂ = 1 − λ/m: decay holds the block off the 1 that the identity needs.",
      zh: "w₁w₂ = 1 − λ/m：恒等函数需要 1，衰减使块到不了。"
    },
    slips: [
      {
        given: 1,
        say: {
          en: "That is what the identity needs. Decay pulls at the weights, and the minimum stays short of it.",
          zh: "这是恒等函数所需的值。权重受衰减的惩罚，极小点到不了那里。"
        }
      },
      {
        given: lambda / m,
        say: {
          en: "That is how far the product stays short of 1.",
          zh: "这是乘积与 1 相差的量。"
        }
      },
      {
        given: w1,
        say: {
          en: "That is one of the two weights. They are equal here, and their product is asked for.",
          zh: "这是其中一个权重。两个权重在这里相等，要求的是它们的乘积。"
        }
      }
    ]
  };
}

function minimaMerge(next: Random): Question {
  const m = one([0.5, 0.8, 1.5, 0.3, 1.2, 0.25], next);
  // The smallest λ, in steps of 0.01, for which one minimum is left.
  const merged = Array.from({length: 200}, (_, i) => i / 100).find(
    lambda => minima({kind: "plain", m, lambda}).length === 1
  )!;
  return {
    kind: "number",
    ask: {
      en: `A plain block with one unit in each layer, and m = ${short(m)}. At which λ do its two minima merge in the origin?`,
      zh: `宽度为 1 的普通块（每层只有一个单元），m = ${short(m)}。λ 是多少时，两个极小点在原点合并？`
    },
    answer: merged,
    tolerance: 0.005,
    because: {
      en: "At λ = m. Beyond that the origin is the only minimum, and the block’s best answer is 0.",
      zh: "在 λ = m 时。再往上，原点是唯一的极小点，块最好的回答是 0。"
    },
    slips: [
      {
        given: 0,
        say: {
          en: "Without decay the block reaches the identity: the minima are as far from the origin as can be.",
          zh: "没有衰减时，块能达到恒等：极小点离原点最远。"
        }
      },
      {
        given: 1,
        say: {
          en: "That holds for m = 1. Decay pulls against the data, and m says how strongly the data pull.",
          zh: "m = 1 时才是这样。衰减与数据相争，数据的力量就是 m。"
        }
      }
    ]
  };
}

function needsDecay(): Question {
  return {
    kind: "choice",
    ask: {
      en: "Does a residual block need weight decay to learn the identity?",
      zh: "残差块要学会恒等函数，需要权重衰减吗？"
    },
    because: {
      en: "The data alone bring its branch to 0. Decay only singles out one of many solutions: all weights 0.",
      zh: "单靠数据就能使它的分支趋于 0。衰减只是从许多解里挑出一个：权重全为 0。"
    },
    choices: [
      {
        text: {en: "Yes, to bring its weights to 0", zh: "需要，好把权重变成 0"},
        say: {
          en: "Look at λ = 0 in the figures: its error falls, while its weights do not go to 0.",
          zh: "看图中的 λ = 0：它的误差在下降，权重却不趋于 0。"
        }
      },
      {text: {en: "No", zh: "不需要"}, right: true}
    ]
  };
}

function droppedLayers(): Question {
  return {
    kind: "choice",
    ask: {
      en: "A residual block has just been added, its last layer zero. It trains for a while. When can its two layers be dropped without any effect?",
      zh: "刚加上一个残差块，最后一层为零，然后让它训练一阵子。什么时候去掉它的两层毫无影响？"
    },
    because: {
      en: "With its last layer zero it is the identity, and dropping it changes nothing. Then it learns, and dropping it costs what it has learned.",
      zh: "最后一层为零时，它就是恒等函数，去掉它毫无影响。之后它学到了东西，去掉它就失去所学。"
    },
    choices: [
      {
        text: {en: "At any time: it is the identity", zh: "任何时候：它是恒等函数"},
        say: {
          en: "Its weights do not stay at zero. What does its branch put out after a step?",
          zh: "它的权重不会一直是零。走一步之后，分支输出什么？"
        }
      },
      {
        text: {en: "Never: the layers behind it rely on it", zh: "从来不行：后面的层依赖它"},
        say: {
          en: "With a last layer of zero, what does the block change?",
          zh: "最后一层为零时，这个块改变了什么？"
        }
      },
      {text: {en: "Only before it has trained", zh: "只有在它训练之前"}, right: true}
    ]
  };
}

function plainIdentity(): Question {
  return {
    kind: "choice",
    ask: {
      en: "Can a plain block of two ReLU layers be the identity for a[l] ≥ 0?",
      zh: "对 a[l] ≥ 0，两个 ReLU 层的普通块能是恒等函数吗？"
    },
    because: {
      en: "It can be the identity. Finding it by training, and keeping it under decay, is what is hard.",
      zh: "它能是恒等函数。难的是靠训练找到它，并在衰减之下保住它。"
    },
    choices: [
      {
        text: {en: "Yes: W = I and b = 0 in both layers", zh: "能：两层都取 W = I、b = 0"},
        right: true
      },
      {
        text: {en: "No, that is why ResNets were invented", zh: "不能，所以才发明了 ResNet"},
        say: {
          en: "Extend a network by layers with W = I, in the chapter’s figure: what happens to its loss?",
          zh: "在本章的图里给网络接上 W = I 的层：损失怎么样了？"
        }
      }
    ]
  };
}
