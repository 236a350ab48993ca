import {dense, identityResidual, plain, plan, relu, sgd, zero} from "../../index.js";
import {exercise, vector} from "./exercise.js";
import {fill, run} from "./plans.js";

type Vector = number[];
type Matrix = number[][];

export const whyResNetsWork = [
  exercise<[w: Vector, gradient: Vector, rate: number, lambda: number]>({
    id: "weight-decay",
    title: {en: "A step with weight decay", zh: "带权重衰减的一步更新"},
    ask: {
      en: "The loss has the term λ/2·‖w‖² added to it. Write `step(w, gradient, rate, lambda)`: the weights after one step of gradient descent, where `gradient` is that of the loss without the term.",
      zh: "损失中加上了一项 λ/2·‖w‖²。写出 `step(w, gradient, rate, lambda)`：梯度下降一步之后的权重；`gradient` 是不含这一项的损失的梯度。"
    },
    name: "step",
    parameters: ["w", "gradient", "rate", "lambda"],
    starter: `function step(w, gradient, rate, lambda) {
  return w.map((v, i) => v - rate * gradient[i]);
}`,
    solution: `function step(w, gradient, rate, lambda) {
  return w.map((v, i) => v - rate * (gradient[i] + lambda * v));
}`,
    hints: [
      {en: "The gradient of λ/2·w² is λw.", zh: "λ/2·w² 的梯度是 λw。"},
      {
        en: "Both gradients are multiplied by the learning rate, and taken away.",
        zh: "两个梯度都乘以学习率，再减去。"
      }
    ],
    sizes: {n: [1, 4], tenths: [1, 10], hundredths: [0, 50]},
    make: ({n, tenths, hundredths}, next) => [
      vector(n, next),
      vector(n, next),
      tenths / 10,
      hundredths / 100
    ],
    answer(w, gradient, rate, lambda) {
      const vector = {
        values: Float32Array.from(w),
        gradients: Float32Array.from(gradient),
        groups: [{kind: "weight" as const, from: 0, to: w.length}]
      };
      const optimiser = sgd({rate, decay: lambda});
      optimiser.update(vector, optimiser.init(vector));
      return Array.from(vector.values);
    },
    slips: [
      {
        as: (w, g, rate) => w.map((v, i) => v - rate * g[i]),
        say: {en: "Nothing decays yet: λ is not in it.", zh: "还没有衰减：没有用到 λ。"}
      },
      {
        as: (w, g, rate, lambda) => w.map((v, i) => v - rate * g[i] - lambda * v),
        say: {en: "The decay, too, is multiplied by the learning rate.", zh: "衰减也要乘以学习率。"}
      },
      {
        as: (w, g, rate, lambda) => w.map((v, i) => v - rate * (g[i] - lambda * v)),
        say: {
          en: "With this sign the weights grow: decay takes λw away.",
          zh: "这个符号会让权重变大：衰减是减去 λw。"
        }
      },
      {
        as: (w, g, rate, lambda) => w.map((v, i) => (v - rate * g[i]) * (1 - rate * lambda)),
        say: {
          en: "Here the weights decay after the step: the gradient λw is that of the old weights.",
          zh: "这里是走完一步之后才衰减：梯度 λw 用的是旧权重。"
        }
      }
    ]
  }),

  exercise<[a: Vector]>({
    id: "learn-identity",
    title: {en: "A plain block that does nothing", zh: "什么也不做的普通块"},
    ask: {
      en: "A plain block, g(W2·g(W1·a + b1) + b2), has no shortcut. Find its parameters so that it returns its input, for every `a` without negative entries. Write `identityBlock(n)`, which returns `{W1, b1, W2, b2}` for vectors of length `n`, with as many hidden units.",
      zh: "普通块 g(W2·g(W1·a + b1) + b2) 没有捷径。请找出它的参数，使它对任何没有负数的 `a` 都原样返回。写出 `identityBlock(n)`：对长度为 `n` 的向量返回 `{W1, b1, W2, b2}`，隐藏单元也是 n 个。"
    },
    name: "identityBlock",
    parameters: ["a"],
    starter: `function identityBlock(n) {
  const zeros = Array.from({length: n}, () => 0);
  const W = Array.from({length: n}, () => [...zeros]);
  return {W1: W, b1: zeros, W2: W, b2: zeros};
}`,
    solution: `function identityBlock(n) {
  const zeros = Array.from({length: n}, () => 0);
  const identity = zeros.map((_, i) => zeros.map((_, j) => (i === j ? 1 : 0)));
  return {W1: identity, b1: zeros, W2: identity, b2: zeros};
}`,
    hints: [
      {
        en: "For numbers that are not negative, ReLU changes nothing: two linear layers are left.",
        zh: "对非负的数，ReLU 什么也不改：只剩两个线性层。"
      },
      {
        en: "Which matrix leaves every vector as it is?",
        zh: "哪个矩阵让任何向量都保持不变？"
      }
    ],
    sizes: {n: [1, 5]},
    make: ({n}, next) => [vector(n, () => Math.abs(next()))],
    // A residual block whose main path has weights of zero is this function.
    answer(a) {
      const p = plan(identityResidual({}, dense(a.length, {weights: zero})), {
        input: [1, a.length]
      });
      return run(p, a);
    },
    use(f, a) {
      const given = f(a.length) as Record<string, Vector | Matrix> | undefined;
      const names = ["W1", "b1", "W2", "b2"];
      const missing = names.filter(name => !Array.isArray(given?.[name]));
      if (!given || missing.length) throw new TypeError(`missing: ${missing.join(", ")}`);
      const p = plan(plain(dense(a.length), relu, dense(a.length)), {input: [1, a.length]});
      fill(p, ...names.map(name => given[name]));
      return run(p, a);
    },
    slips: [
      {
        as: a => identityWith(a as unknown as number, 0, 0),
        say: {
          en: "Weights of zero give zero: that is the identity only where a shortcut adds the input. Here it must come out of the weights.",
          zh: "权重为零，输出就是零：只有捷径把输入加回来时那才是恒等函数。这里要靠权重自己做到。"
        }
      },
      {
        as: a => identityWith(a as unknown as number, 1, 1),
        say: {
          en: "All weights 1 add up all entries: each output must take one input only.",
          zh: "权重全为 1 会把所有项加起来：每个输出只应取一个输入。"
        }
      }
    ]
  })
];

function identityWith(n: number, on: number, off: number) {
  const W = Array.from({length: n}, (_, i) => Array.from({length: n}, (_, j) => (i === j ? on : off)));
  const b = W.map(() => 0);
  return {W1: W, b1: b, W2: W, b2: b};
}
