import {count, dense, elements, type Layer, relu, residualWith} from "../../../index.js";
import {type Question, quiz} from "../../figure/quiz.js";
import {paragraph, plainText} from "../../kit/labels.js";
import {count as grouped} from "../../kit/numbers.js";
import {texts} from "../../kit/texts.js";
import {sendBack} from "./model/gradients.js";
import {type BlockNumbers, compute, plansOf} from "./model/numbers.js";
import {list} from "./words.js";

const t = texts({
  en: {
    shape: (from: number, to: number) =>
      `a[l] has ${from} numbers and z[l+2] has ${to}. What shape has {Ws}, as the course writes it?`,
    shapeBecause: (to: number, from: number, all: string) =>
      `A row for each of the ${to} outputs, a column for each of the ${from} inputs: ${all} numbers.`,
    turned: "The other way round: in the course’s notation a row belongs to an output.",
    where: "Where does the shortcut enter?",
    places: {
      before: "after the second linear step, before the second ReLU",
      after: "after the second ReLU",
      first: "after the first ReLU"
    },
    afterSay: "That is g(z) + a, the common misreading: then nothing could be taken away from a.",
    firstSay: "There it would skip one layer only, and the second would follow as in a plain network.",
    whereBecause: "a[l+2] = g(z[l+2] + a[l]).",
    value: (z: string, a: string) => `z[l+2] = ${z} and a[l] = ${a}. What is the second entry of a[l+2]?`,
    valueBecause: (sum: number) => `The sum is ${sum}, and it is positive, so ReLU lets it pass.`,
    cutFirst: "That is g(z) + a. Add first, then apply ReLU.",
    forgotShortcut: "That is the plain block. Add what the shortcut brings.",
    gradient: (g: number) =>
      `All units of the middle layer are dead (their z is negative), and every entry of a[l] is positive; b[l+2] = 0. A gradient of ${g} arrives at the first entry of a[l+2]. What gradient reaches the first entry of a[l]?`,
    gradientBecause:
      "The main path delivers 0. The sum is a[l], positive, so the last ReLU is open, and the shortcut’s copy arrives untouched.",
    none: "So it would be in a plain block. What does the shortcut carry?",
    negative: "W[l+2] and b[l+2] are zero, and a[l] = [−3, 2]. What is the first entry of a[l+2]?",
    negativeBecause: "The block computes g(a[l]). It is the identity only where a[l] is not negative.",
    kept: "That is the sum at the ⊕. What follows it?"
  },
  zh: {
    shape: (from, to) => `a[l] 有 ${from} 个数，z[l+2] 有 ${to} 个。按课程的写法，{Ws} 是什么形状？`,
    shapeBecause: (to, from, all) => `${to} 个输出各占一行，${from} 个输入各占一列：共 ${all} 个数。`,
    turned: "反了：在课程的记号里，一行对应一个输出。",
    where: "捷径从哪里加入？",
    places: {
      before: "第二个线性步骤之后，第二个 ReLU 之前",
      after: "第二个 ReLU 之后",
      first: "第一个 ReLU 之后"
    },
    afterSay: "那是 g(z) + a，常见的误解：那样就不能从 a 中减去任何东西了。",
    firstSay: "在那里只跳过一层，第二层就和普通网络一样了。",
    whereBecause: "a[l+2] = g(z[l+2] + a[l])。",
    value: (z, a) => `z[l+2] = ${z}，a[l] = ${a}。a[l+2] 的第二个分量是多少？`,
    valueBecause: sum => `和是 ${sum}，为正，原样通过 ReLU。`,
    cutFirst: "那是 g(z) + a。应先相加，再通过 ReLU。",
    forgotShortcut: "那是普通块。别忘了捷径带来的数。",
    gradient: g =>
      `中间一层的单元全部死亡（z 为负），a[l] 的每个分量都为正，b[l+2] = 0。有一个大小为 ${g} 的梯度到达 a[l+2] 的第一个分量。到达 a[l] 第一个分量的梯度是多少？`,
    gradientBecause: "主路径传来 0。和就是 a[l]，为正，梯度能通过最后的 ReLU，捷径上的那一份原样到达。",
    none: "普通块里是这样。捷径带来了什么？",
    negative: "W[l+2] 和 b[l+2] 都为零，a[l] = [−3, 2]。a[l+2] 的第一个分量是多少？",
    negativeBecause: "块计算的是 g(a[l])。只有 a[l] 不为负的地方，它才是恒等。",
    kept: "这是 ⊕ 处的和。后面还有什么？"
  }
});

const identity = [1, 0, 0, 1];
const zero = [0, 0, 0, 0];

/** Questions on the block. The model of the page's own cell finds the answers. */
export function check({block}: {readonly block: (n: number) => Layer}): HTMLElement {
  const plans = plansOf(block);
  const run = (numbers: Omit<BlockNumbers, "n">) => compute(plans(2), {n: 2, ...numbers});
  return quiz("check-questions", [shape(), where(), value(), gradient(), negative()]);

  function shape(): Question {
    const [from, to] = [96, 160];
    const model = residualWith({}, dense(to), relu, dense(to));
    const projection = count(model, [1, from]).steps.find(({name}) => name.startsWith("zs"))!;
    const [inputs, outputs] = projection.weight!;
    return {
      kind: "shape",
      ask: paragraph(t.shape(from, to), ""),
      answer: [outputs, inputs],
      because: t.shapeBecause(outputs, inputs, grouped(projection.parameters)),
      slips: [{when: ([a, b]) => a === inputs && b === outputs, say: t.turned}]
    };
  }

  function where(): Question {
    return {
      kind: "choice",
      ask: t.where,
      because: plainText(t.whereBecause),
      choices: [
        {text: t.places.after, say: t.afterSay},
        {text: t.places.before, right: true},
        {text: t.places.first, say: t.firstSay}
      ]
    };
  }

  function value(): Question {
    // With zero weights in the first layer z[l+2] is its bias: any z can be had.
    const [z, a] = [
      [0.5, -0.75],
      [1, 2]
    ];
    const p = run({a, w1: zero, b1: [0, 0], w2: zero, b2: z});
    const read = (name: string) => p.value(name).get(0, 1);
    return {
      kind: "number",
      ask: paragraph(t.value(list(elements(p.value("z[l+2]"))), list(a)), ""),
      answer: read("a[l+2]"),
      because: t.valueBecause(read("z[l+2]+a[l]")),
      slips: [
        {when: given => given === Math.max(0, z[1]) + a[1], say: t.cutFirst},
        {when: given => given === Math.max(0, z[1]), say: t.forgotShortcut}
      ]
    };
  }

  function gradient(): Question {
    const numbers = {n: 2, a: [1, 2], w1: identity.map(v => -v), b1: [-1, -1], w2: identity, b2: [0, 0]};
    const arriving = [0.8, 0];
    const {total} = sendBack(run(numbers), numbers, arriving);
    return {
      kind: "number",
      ask: paragraph(t.gradient(arriving[0]), ""),
      answer: Number(total.get(0, 0).toPrecision(6)),
      tolerance: 1e-6,
      because: t.gradientBecause,
      slips: [{when: given => given === 0, say: t.none}]
    };
  }

  function negative(): Question {
    const p = run({a: [-3, 2], w1: identity, b1: [0, 0], w2: zero, b2: [0, 0]});
    return {
      kind: "number",
      ask: paragraph(t.negative, ""),
      answer: p.output.get(0, 0),
      because: t.negativeBecause,
      slips: [{when: given => given === -3, say: t.kept}]
    };
  }
}
