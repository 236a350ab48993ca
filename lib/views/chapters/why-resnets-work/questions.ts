// Questions about this chapter; the library gives the answers.
import {minima} from "../../../experiments/landscape.js";
import {block, dense, flat, plain, plan, relu, residual} from "../../../index.js";
import {type Question, quiz} from "../../figure/quiz.js";
import {html} from "../../kit/dom.js";
import {texts} from "../../kit/texts.js";

const t = texts({
  en: {
    negative:
      "A residual block has W[l+2] = 0 and b[l+2] = 0. It is given a[l] = [−1, 2]. What is the first number of a[l+2]?",
    negativeBecause: "g(−1) = 0: the last ReLU cuts negative entries off, so only a[l] ≥ 0 passes unchanged.",
    negativeSlip: "That would be the identity. But there is one more ReLU behind the ⊕.",
    lost: "The same weights in a plain block, without the shortcut, and a[l] = [1, 2]. What is the second number of a[l+2]?",
    lostBecause: "z[l+2] = 0, and g(0) = 0. Nothing of a[l] is left.",
    lostSlip: "Only a shortcut could bring this 2 to the output.",
    product:
      "A plain block with one unit in each layer, m = 1, λ = 0.2. What is w₁w₂ where the loss is lowest?",
    productBecause: "w₁w₂ = 1 − λ/m: decay holds the block off the 1 that the identity needs.",
    productSlip:
      "That is what the identity needs. Decay pulls at the weights, and the minimum stays short of it.",
    merge: "The same block, but m = 0.5. At which λ do its two minima merge in the origin?",
    mergeBecause: "At λ = m. Beyond that the origin is the only minimum, and the block’s best answer is 0.",
    anything: "With W[l+2] = 0 and b[l+2] = 0, why may W[l+1] be anything?",
    anythingRight: "What it produces is multiplied by 0",
    anythingDecay: "Weight decay has brought it to 0 as well",
    anythingRelu: "ReLU removes what it produces",
    anythingDecaySay: "It may have, but it need not: the argument holds for every W[l+1].",
    anythingReluSay: "ReLU lets positive values pass. Look one step further.",
    anythingBecause: "z[l+2] = W[l+2] a[l+1] + b[l+2] is 0 whatever a[l+1] is.",
    needs: "Does a residual block need weight decay to learn the identity?",
    needsNo: "No",
    needsYes: "Yes, to bring its weights to 0",
    needsSay: "Look at λ = 0 in the figures: its error falls, while its weights do not go to 0.",
    needsBecause:
      "The data alone bring its branch to 0. Decay only singles out one of many solutions: all weights 0.",
    drop: "A residual block has just been added, its last layer zero. It trains for a while. When can its two layers be dropped without any effect?",
    dropNow: "Only before it has trained",
    dropAlways: "At any time: it is the identity",
    dropNever: "Never: the layers behind it rely on it",
    dropAlwaysSay: "Its weights do not stay at zero. What does its branch put out after a step?",
    dropNeverSay: "With a last layer of zero, what does the block change?",
    dropBecause:
      "With its last layer zero it is the identity, and dropping it changes nothing. Then it learns, and dropping it costs what it has learned.",
    cannot: "Can a plain block of two ReLU layers be the identity for a[l] ≥ 0?",
    cannotYes: "Yes: W = I and b = 0 in both layers",
    cannotNo: "No, that is why ResNets were invented",
    cannotSay: "Extend a network by layers with W = I, in the figure above: what happens to its loss?",
    cannotBecause:
      "It can be the identity. Finding it by training, and keeping it under decay, is what is hard."
  },
  zh: {
    negative: "一个残差块的 W[l+2] = 0，b[l+2] = 0。给它 a[l] = [−1, 2]，a[l+2] 的第一个数是多少？",
    negativeBecause: "g(−1) = 0：最后的 ReLU 削去负数，所以只有 a[l] ≥ 0 才能原样通过。",
    negativeSlip: "那就是恒等函数了。可是 ⊕ 后面还有一个 ReLU。",
    lost: "同样的权重放进普通块，没有捷径，a[l] = [1, 2]。a[l+2] 的第二个数是多少？",
    lostBecause: "z[l+2] = 0，g(0) = 0。a[l] 什么也没有留下。",
    lostSlip: "只有捷径才能把这个 2 带到输出。",
    product: "宽度为 1 的普通块（每层只有一个单元），m = 1，λ = 0.2。损失最低处的 w₁w₂ 是多少？",
    productBecause: "w₁w₂ = 1 − λ/m：恒等函数需要 1，衰减使块到不了。",
    productSlip: "这是恒等函数所需的值。权重受衰减的惩罚，极小点到不了那里。",
    merge: "同样的块，但 m = 0.5。λ 是多少时，两个极小点在原点合并？",
    mergeBecause: "在 λ = m 时。再往上，原点是唯一的极小点，块最好的回答是 0。",
    anything: "W[l+2] = 0，b[l+2] = 0 时，为什么 W[l+1] 可以是任何值？",
    anythingRight: "它的结果要乘以 0",
    anythingDecay: "权重衰减把它也变成了 0",
    anythingRelu: "ReLU 去掉了它的结果",
    anythingDecaySay: "也许，但不必如此：论证对任何 W[l+1] 都成立。",
    anythingReluSay: "正数能通过 ReLU。再往后看一步。",
    anythingBecause: "无论 a[l+1] 是什么，z[l+2] = W[l+2] a[l+1] + b[l+2] 都是 0。",
    needs: "残差块要学会恒等函数，需要权重衰减吗？",
    needsNo: "不需要",
    needsYes: "需要，好把权重变成 0",
    needsSay: "看图中的 λ = 0：它的误差在下降，权重却不趋于 0。",
    needsBecause: "单靠数据就能使它的分支趋于 0。衰减只是从许多解里挑出一个：权重全为 0。",
    drop: "刚加上一个残差块，最后一层为零，然后让它训练一阵子。什么时候去掉它的两层毫无影响？",
    dropNow: "只有在它训练之前",
    dropAlways: "任何时候：它是恒等函数",
    dropNever: "从来不行：后面的层依赖它",
    dropAlwaysSay: "它的权重不会一直是零。走一步之后，分支输出什么？",
    dropNeverSay: "最后一层为零时，这个块改变了什么？",
    dropBecause: "最后一层为零时，它就是恒等函数，去掉它毫无影响。之后它学到了东西，去掉它就失去所学。",
    cannot: "对 a[l] ≥ 0，两个 ReLU 层的普通块能是恒等函数吗？",
    cannotYes: "能：两层都取 W = I、b = 0",
    cannotNo: "不能，所以才发明了 ResNet",
    cannotSay: "在上面的图里给网络接上 W = I 的层：损失怎么样了？",
    cannotBecause: "它能是恒等函数。难的是靠训练找到它，并在衰减之下保住它。"
  }
});

/** What a block of two units puts out when its last layer is zero. */
function withoutLastLayer(kind: typeof residual | typeof plain, input: readonly number[]): number[] {
  const p = plan(block("l", kind(dense(2), relu, dense(2))), {input: [1, 2]});
  flat(p.value("W[l+2]")).fill(0);
  p.feed([...input]);
  p.forward();
  return [...flat(p.output)];
}

/** The questions. */
export function check(): HTMLElement {
  const [w1, w2] = minima({kind: "plain", m: 1, lambda: 0.2})[0];
  // The smallest λ, in steps of 0.01, for which one minimum is left.
  const merged = Array.from({length: 200}, (_, i) => i / 100).find(
    lambda => minima({kind: "plain", m: 0.5, lambda}).length === 1
  )!;
  const questions: Question[] = [
    {
      kind: "number",
      ask: t.negative,
      answer: withoutLastLayer(residual, [-1, 2])[0],
      slips: [{when: v => v === -1, say: t.negativeSlip}],
      because: t.negativeBecause
    },
    {
      kind: "number",
      ask: t.lost,
      answer: withoutLastLayer(plain, [1, 2])[1],
      slips: [{when: v => v === 2, say: t.lostSlip}],
      because: t.lostBecause
    },
    {
      kind: "choice",
      ask: t.anything,
      choices: [
        {text: t.anythingDecay, say: t.anythingDecaySay},
        {text: t.anythingRight, right: true},
        {text: t.anythingRelu, say: t.anythingReluSay}
      ],
      because: t.anythingBecause
    },
    {
      kind: "number",
      ask: t.product,
      answer: Number((w1 * w2).toFixed(6)),
      tolerance: 0.005,
      slips: [{when: v => v === 1, say: t.productSlip}],
      because: t.productBecause
    },
    {kind: "number", ask: t.merge, answer: merged, tolerance: 0.005, because: t.mergeBecause},
    {
      kind: "choice",
      ask: t.needs,
      choices: [
        {text: t.needsYes, say: t.needsSay},
        {text: t.needsNo, right: true}
      ],
      because: t.needsBecause
    },
    {
      kind: "choice",
      ask: t.drop,
      choices: [
        {text: t.dropAlways, say: t.dropAlwaysSay},
        {text: t.dropNever, say: t.dropNeverSay},
        {text: t.dropNow, right: true}
      ],
      because: t.dropBecause
    },
    {
      kind: "choice",
      ask: t.cannot,
      choices: [
        {text: t.cannotYes, right: true},
        {text: t.cannotNo, say: t.cannotSay}
      ],
      because: t.cannotBecause
    }
  ];
  return html("div", quiz("questions-why", questions));
}
