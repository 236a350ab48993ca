// Questions on the residual block. Plans of such blocks find the answers.

import {
  assign,
  block,
  count,
  dense,
  type Plan,
  plan,
  relu,
  residual,
  residualWith,
  tensor
} from "../../index.js";
import type {Text} from "../exercises/exercise.js";
import {count as grouped, list, short} from "../numbers.js";
import {one, type Question, type QuestionRow, type Random} from "./question.js";

export const questions: readonly QuestionRow[] = [
  {id: "projection-shape", section: "shapes", varies: true, draw: projectionShape},
  {id: "where-it-enters", section: "where-the-shortcut-enters", varies: false, draw: whereItEnters},
  {id: "second-entry", section: "where-the-shortcut-enters", varies: true, draw: secondEntry},
  {id: "dead-layer", section: "backwards", varies: true, draw: deadLayer},
  {id: "negative-entry", section: "walkthrough", varies: true, draw: negativeEntry}
];

/** A block of two units with these numbers, computed: w1 and w2 stand on the diagonals of its weights, else there is 0. */
function blockOfTwo(numbers: {a: number[]; w1?: number; b1?: number[]; w2?: number; b2?: number[]}): Plan {
  const {a, w1 = 0, b1 = [0, 0], w2 = 0, b2 = [0, 0]} = numbers;
  const p = plan(block("l", residual(dense(2), relu, dense(2))), {input: [1, 2]});
  assign(p.input, a);
  assign(p.value("W[l+1]"), tensor([2, 2], [w1, 0, 0, w1]));
  assign(p.value("b[l+1]"), b1);
  assign(p.value("W[l+2]"), tensor([2, 2], [w2, 0, 0, w2]));
  assign(p.value("b[l+2]"), b2);
  p.forward();
  return p;
}

function projectionShape(next: Random): Question {
  const widths = [
    [96, 160],
    [64, 96],
    [48, 80],
    [32, 96],
    [80, 64],
    [160, 96],
    [72, 144],
    [40, 60]
  ] as const;
  const [from, to] = one(widths, next);
  const model = residualWith({}, dense(to), relu, dense(to));
  const projection = count(model, [1, from]).steps.find(({name}) => name.startsWith("zs"))!;
  const [inputs, outputs] = projection.weight!;
  const all = grouped(projection.parameters);
  return {
    kind: "shape",
    ask: {
      en: `a[l] has ${from} numbers and z[l+2] has ${to}. What shape has {Ws}, as the course writes it?`,
      zh: `a[l] 有 ${from} 个数，z[l+2] 有 ${to} 个。按课程的写法，{Ws} 是什么形状？`
    },
    answer: [outputs, inputs],
    because: {
      en: `A row for each of the ${outputs} outputs, a column for each of the ${inputs} inputs: ${all} numbers.`,
      zh: `${outputs} 个输出各占一行，${inputs} 个输入各占一列：共 ${all} 个数。`
    },
    slips: [
      {
        given: [inputs, outputs],
        say: {
          en: "The other way round: in the course’s notation a row belongs to an output.",
          zh: "反了：在课程的记号里，一行对应一个输出。"
        }
      },
      {
        given: [outputs, outputs],
        say: {
          en: `{Ws} is given a[l], and that has ${inputs} numbers.`,
          zh: `{Ws} 的输入是 a[l]，它有 ${inputs} 个数。`
        }
      }
    ]
  };
}

function whereItEnters(): Question {
  return {
    kind: "choice",
    ask: {en: "Where does the shortcut enter?", zh: "捷径从哪里加入？"},
    because: {en: "a[l+2] = g(z[l+2] + a[l]).", zh: "a[l+2] = g(z[l+2] + a[l])。"},
    choices: [
      {
        text: {en: "after the second ReLU", zh: "第二个 ReLU 之后"},
        say: {
          en: "That is g(z) + a, the common misreading: then nothing could be taken away from a.",
          zh: "那是 g(z) + a，常见的误解：那样就不能从 a 中减去任何东西了。"
        }
      },
      {
        text: {
          en: "after the second linear step, before the second ReLU",
          zh: "第二个线性步骤之后，第二个 ReLU 之前"
        },
        right: true
      },
      {
        text: {en: "after the first ReLU", zh: "第一个 ReLU 之后"},
        say: {
          en: "There it would skip one layer only, and the second would follow as in a plain network.",
          zh: "在那里只跳过一层，第二层就和普通网络一样了。"
        }
      }
    ]
  };
}

function secondEntry(next: Random): Question {
  // Each z here is smaller than each a: the sum stays positive.
  const z = [one([0.5, 1.5, 0.25], next), one([-0.75, -0.5, -1.25, -0.25, -1.5], next)];
  const a = [one([1, 0.5, 3], next), one([2, 3, 2.5, 1.75, 2.25], next)];
  // With zero weights z[l+2] is the second layer's bias: any z can be had.
  const p = blockOfTwo({a, b2: z});
  const sum = p.value("z[l+2]+a[l]").get(0, 1);
  const cut = Math.max(0, z[1]);
  return {
    kind: "number",
    ask: {
      en: `z[l+2] = ${list(z)} and a[l] = ${list(a)}. What is the second entry of a[l+2]?`,
      zh: `z[l+2] = ${list(z)}，a[l] = ${list(a)}。a[l+2] 的第二个分量是多少？`
    },
    answer: p.output.get(0, 1),
    because: {
      en: `The sum is ${short(sum)}, and it is positive, so ReLU lets it pass.`,
      zh: `和是 ${short(sum)}，为正，原样通过 ReLU。`
    },
    slips: [
      {
        given: cut + a[1],
        say: {
          en: "That is g(z) + a. Add first, then apply ReLU.",
          zh: "那是 g(z) + a。应先相加，再通过 ReLU。"
        }
      },
      {
        given: cut,
        say: {
          en: "That is the plain block. Add what the shortcut brings.",
          zh: "那是普通块。别忘了捷径带来的数。"
        }
      }
    ]
  };
}

function deadLayer(next: Random): Question {
  const g = one([0.8, 0.3, -0.5, 1.2, -0.9, 0.6, 2.5, -1.5], next);
  const p = blockOfTwo({a: [1, 2], w1: -1, b1: [-1, -1], w2: 1});
  p.backward({gradient: [g, 0]});
  return {
    kind: "number",
    ask: {
      en: `All units of the middle layer are dead (their z is negative), and every entry of a[l] is positive; b[l+2] = 0. A gradient of ${short(g)} arrives at the first entry of a[l+2]. What gradient reaches the first entry of a[l]?`,
      zh: `中间一层的单元全部死亡（z 为负），a[l] 的每个分量都为正，b[l+2] = 0。有一个大小为 ${short(g)} 的梯度到达 a[l+2] 的第一个分量。到达 a[l] 第一个分量的梯度是多少？`
    },
    answer: Number(p.gradient("a[l]").get(0, 0).toPrecision(6)),
    tolerance: 1e-6,
    because: {
      en: "The main path delivers 0. The sum is a[l], positive, so the last ReLU is open, and the shortcut’s copy arrives untouched.",
      zh: "主路径传来 0。和就是 a[l]，为正，梯度能通过最后的 ReLU，捷径上的那一份原样到达。"
    },
    slips: [
      {
        given: 0,
        say: {
          en: "So it would be in a plain block. What does the shortcut carry?",
          zh: "普通块里是这样。捷径带来了什么？"
        }
      },
      {
        given: 2 * g,
        say: {
          en: "That is both copies together. What becomes of the one that goes back through dead units?",
          zh: "那是两份加在一起。经过死亡单元的那一份会怎样？"
        }
      }
    ]
  };
}

function negativeEntry(next: Random): Question {
  const below = one([-3, -1, -2.5, -4, -0.5], next);
  const above = one([2, 3, 1.5, 0.75, 5], next);
  const a = one([0, 1], next) ? [above, below] : [below, above];
  const at = one([0, 1], next);
  const p = blockOfTwo({a, w1: 1});
  const entry: Text = {en: ["first", "second"][at], zh: ["第一", "第二"][at]};
  return {
    kind: "number",
    ask: {
      en: `W[l+2] and b[l+2] are zero, and a[l] = ${list(a)}. What is the ${entry.en} entry of a[l+2]?`,
      zh: `W[l+2] 和 b[l+2] 都为零，a[l] = ${list(a)}。a[l+2] 的${entry.zh}个分量是多少？`
    },
    answer: p.output.get(0, at),
    because: {
      en: "The block computes g(a[l]). It is the identity only where a[l] is not negative.",
      zh: "块计算的是 g(a[l])。只有 a[l] 不为负的地方，它才是恒等。"
    },
    slips: [
      a[at] < 0
        ? {
            given: p.value("z[l+2]+a[l]").get(0, at),
            say: {en: "That is the sum at the ⊕. What follows it?", zh: "这是 ⊕ 处的和。后面还有什么？"}
          }
        : {
            given: p.value("z[l+2]").get(0, at),
            say: {
              en: "That is z[l+2], all that a plain block would have. What does the shortcut bring?",
              zh: "那是 z[l+2]，普通块只有它。捷径带来了什么？"
            }
          }
    ]
  };
}
