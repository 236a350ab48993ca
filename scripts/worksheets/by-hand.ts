// What is computed by hand on the worksheets: numbers that fit on paper, and what the library makes of them.
import {loss, minima, type Scalar, type Weights} from "../../lib/experiments/landscape.js";
import {count, type Layer, plan, tensor} from "../../lib/index.js";
import {count as grouped, list, short} from "../../lib/lesson/numbers.js";
import {pathLengths} from "../../lib/lesson/paths.js";
import {block, conv, dense, plain, relu, residual, sequential} from "../../lib/nn/index.js";
import {sendBack} from "../../lib/views/chapters/residual-block/model/gradients.js";
import {type BlockNumbers, compute} from "../../lib/views/chapters/residual-block/model/numbers.js";
import type {Language} from "../site.js";
import {emptied, formula, lines, paragraph, type Task, table} from "./markup.js";

/** What there is to compute in each chapter, by the name of its page. */
export const byHand: {readonly [chapter: string]: (language: Language) => Task[]} = {
  "residual-block": language => [forwards(language), backwards(language)],
  "residual-network": language => [paths(language)],
  "why-resnets-work": language => [landscape(language)],
  "one-by-one-convolution": language => [positions(language), multiplications(language)]
};

/** The task to fill in a table, with what is given before it. */
const toFill = (
  ask: string,
  given: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[]
): Task => ({
  ask: paragraph(ask) + given + table(columns, emptied(rows)),
  solution: table(columns, rows)
});

/**
 * A block of two units. One z[l+1] is below 0, and so are both z[l+2]; the shortcut lifts one sum above 0, so that a plain
 * block, and one joined after its ReLU, come out with other numbers.
 */
export const units: BlockNumbers = {
  n: 2,
  a: [3, 1],
  w1: [1, -1, -2, 1],
  b1: [0.5, 1],
  w2: [-2, 2, 1, 3],
  b2: [3, -4]
};
/** The gradient that arrives at a[l+2]. */
export const arriving = [1, 1];

const blockOf = (kind: (...layers: Layer[]) => Layer) =>
  compute(plan(block("l", kind(dense(2), relu, dense(2))), {input: [1, 2]}), units);
const both = (value: {get(...index: number[]): number}) => [0, 1].map(i => short(value.get(0, i)));

const matrix = ([a, b, c, d]: readonly number[]) =>
  `\\begin{pmatrix} ${short(a)} & ${short(b)} \\\\ ${short(c)} & ${short(d)} \\end{pmatrix}`;

function forwards(language: Language): Task {
  const {ask, entries, without, there} = {
    en: {
      ask: "A residual block with two units in each layer. Compute it from top to bottom; {g} is ReLU. The last row: what would come out without the shortcut?",
      entries: ["first entry", "second entry"],
      without: "g(z[l+2]), without the shortcut",
      there: "Step by step in the figure, with these numbers"
    },
    zh: {
      ask: "一个残差块，每层两个单元。从上到下逐行计算，{g} 是 ReLU。最后一行：没有捷径时，输出是什么？",
      entries: ["第一个分量", "第二个分量"],
      without: "g(z[l+2])，没有捷径",
      there: "在图里用这组数一步一步走"
    }
  }[language];
  const p = blockOf(residual);
  const {a, w1, b1, w2, b2} = units;
  const named = (name: string, values: readonly number[]) => paragraph(`{${name}} = ${list(values)}`);
  const given = [
    named("a[l]", a),
    formula(`W^{[l+1]} = ${matrix(w1)}`),
    named("b[l+1]", b1),
    formula(`W^{[l+2]} = ${matrix(w2)}`),
    named("b[l+2]", b2)
  ];
  const steps = ["z[l+1]", "a[l+1]", "z[l+2]", "z[l+2]+a[l]", "a[l+2]"].map(name => [
    `{${name}}`,
    ...both(p.value(name))
  ]);
  const filled = toFill(
    ask,
    `<div class="given">${given.join("")}</div>`,
    ["", ...entries],
    [...steps, [without, ...both(blockOf(plain).output)]]
  );
  const set = Object.entries(units).map(([name, value]) => `${name}=${[value].flat().join(",")}`);
  const link = `<a href="./residual-block#walkthrough" data-figure="walkthrough-figure" data-set="${set.join("&amp;")}">${there}</a>`;
  return {ask: filled.ask, solution: `${filled.solution}<p class="in-figure">${link}</p>`};
}

function backwards(language: Language): Task {
  const {ask, entries, at, shortcut, main, together} = {
    en: {
      ask: `At a[l+2] of the same block arrives the gradient ${list(arriving)}. Send it back: first through the last ReLU, then by both ways to a[l].`,
      entries: ["first entry", "second entry"],
      at: (name: string) => `at ${name}`,
      shortcut: "at a[l], by the shortcut",
      main: "at a[l], by the main path",
      together: "at a[l], both together"
    },
    zh: {
      ask: `到达同一个块 a[l+2] 的梯度是 ${list(arriving)}。把它往回传：先过最后的 ReLU，再从两条路传到 a[l]。`,
      entries: ["第一个分量", "第二个分量"],
      at: (name: string) => `到达 ${name}`,
      shortcut: "经捷径到达 a[l]",
      main: "经主路径到达 a[l]",
      together: "到达 a[l]，两者之和"
    }
  }[language];
  const p = blockOf(residual);
  const back = sendBack(p, units, arriving);
  return toFill(
    ask,
    "",
    ["", ...entries],
    [
      [at("{z[l+2]+a[l]}"), ...both(back.shortcut)],
      [shortcut, ...both(back.shortcut)],
      [at("a[l+1]"), ...both(p.gradient("a[l+1]"))],
      [at("z[l+1]"), ...both(p.gradient("z[l+1]"))],
      [main, ...both(back.main)],
      [together, ...both(back.total)]
    ]
  );
}

/** Blocks one after another, and how many of them keep their arc. */
export const chain = {blocks: 4, arcs: [4, 3]} as const;

function paths(language: Language): Task {
  const {ask, blocks, all, arcs} = {
    en: {
      ask: "Four residual blocks stand one after another. At each a signal goes through the layers or along the arc. How many paths go through the layers of exactly 0, 1, 2, 3, 4 blocks? And when the arc of one block is taken out?",
      blocks: "blocks passed through",
      all: "all paths",
      arcs: ["four arcs", "three arcs"]
    },
    zh: {
      ask: "四个残差块首尾相接。每到一个块，信号要么穿过它的层，要么走弧线绕过去。恰好穿过 0、1、2、3、4 个块的路各有多少条？拆掉其中一个块的弧线呢？",
      blocks: "穿过的块数",
      all: "总条数",
      arcs: ["四道弧线", "三道弧线"]
    }
  }[language];
  const depths = Array.from({length: chain.blocks + 1}, (_, k) => k);
  const row = (kept: number) => {
    const found = pathLengths(
      Array.from({length: chain.blocks}, (_, i) => i < kept),
      1
    );
    const counts = depths.map(k => found.find(({length}) => length === k)?.count ?? 0);
    return [...counts, counts.reduce((sum, n) => sum + n, 0)].map(grouped);
  };
  return toFill(
    ask,
    "",
    [blocks, ...depths.map(String), all],
    chain.arcs.map((kept, i) => [arcs[i], ...row(kept)])
  );
}

/** The smallest blocks there are, and the points at which their losses are computed: the minima of the plain one among them. */
export const scalar: Omit<Scalar, "kind"> = {m: 1, lambda: 0.75};
export const points: readonly Weights[] = [
  [0, 0],
  [0.5, 0.5],
  [1, 1],
  [1, -1]
];

function landscape(language: Language): Task {
  const kinds = ["plain", "residual"] as const;
  const {m, lambda} = scalar;
  const {ask, point, names, lowest, where} = {
    en: {
      ask: `Blocks with one unit in each layer have two weights. Compute both losses at four points, for {m} = ${short(m)} and λ = ${short(lambda)}: for the plain block the first formula, for the residual block the second.`,
      point: "w₁, w₂",
      names: ["plain block", "residual block"],
      lowest: "Where is each loss lowest, over all w₁ and w₂?",
      where: (plain: string, residual: string) =>
        `The lowest points: of the plain block ${plain}, short of the 1 that {w₁w₂} needs for the identity; of the residual block ${residual}, which is the identity.`
    },
    zh: {
      ask: `每层只有一个单元的块有两个权重。取 {m} = ${short(m)}，λ = ${short(lambda)}，计算两种损失在四个点上的值：普通块用第一个公式，残差块用第二个。`,
      point: "w₁, w₂",
      names: ["普通块", "残差块"],
      lowest: "在所有的 w₁ 和 w₂ 之中，两种损失各在哪里最小？",
      where: (plain: string, residual: string) =>
        `最低点：普通块在 ${plain}，{w₁w₂} 达不到恒等函数所需的 1；残差块在 ${residual}，正是恒等函数。`
    }
  }[language];
  const decay = String.raw`+ \tfrac{\lambda}{2}\,(w_1^2 + w_2^2)`;
  const formulas = [
    String.raw`\tfrac{m}{2}\,(1 - w_1 w_2)^2 ${decay}`,
    String.raw`\tfrac{m}{2}\,(w_1 w_2)^2 ${decay}`
  ];
  const filled = toFill(
    ask,
    `<div class="given">${formulas.map(formula).join("")}</div>`,
    [point, ...names],
    points.map(at => [at.map(short).join(", "), ...kinds.map(kind => precise(loss({kind, ...scalar}, at)))])
  );
  const found = kinds.map(kind =>
    minima({kind, ...scalar})
      .map(at => `(${at.map(short).join(", ")})`)
      .join(language === "zh" ? "、" : ", ")
  );
  return {
    ask: filled.ask + paragraph(lowest) + lines(1),
    solution: filled.solution + paragraph(where(found[0], found[1]))
  };
}

/** As many decimals as a product of these numbers has. */
const precise = (value: number) => String(Number(value.toFixed(6)));

/** A volume of 2×2 positions with three channels, and two 1×1 filters. */
export const volume = {
  pixels: [
    [2, 0, 1],
    [1, 3, 0],
    [0, 1, 2],
    [3, 1, 1]
  ],
  filters: [
    {weights: [1, -1, 2], bias: -1},
    {weights: [-1, 2, 1], bias: 0.5}
  ]
} as const;

const inputShape = [1, 2, 2, 3];

function positions(language: Language): Task {
  const {ask, position, channel, filter, bias, sum, out, names} = {
    en: {
      ask: "A 2×2×3 volume and two 1×1 filters, with ReLU after them. Compute both filters at every position.",
      position: "position",
      channel: (c: number) => `channel ${c}`,
      filter: (f: number) => `filter ${f}`,
      bias: "bias",
      sum: (f: number) => `filter ${f}: sum with bias`,
      out: (f: number) => `filter ${f}: after ReLU`,
      names: ["top left", "top right", "bottom left", "bottom right"]
    },
    zh: {
      ask: "一个 2×2×3 的数据体，两个 1×1 过滤器，之后是 ReLU。在每个位置上计算两个过滤器的结果。",
      position: "位置",
      channel: (c: number) => `通道 ${c}`,
      filter: (f: number) => `过滤器 ${f}`,
      bias: "偏置",
      sum: (f: number) => `过滤器 ${f}：加偏置后的和`,
      out: (f: number) => `过滤器 ${f}：ReLU 之后`,
      names: ["左上", "右上", "左下", "右下"]
    }
  }[language];
  const {pixels, filters} = volume;
  const p = plan(sequential(conv(filters.length, 1), relu), {input: inputShape});
  const [weights, biases] = p.parameters.map(({value}) => value);
  for (const [f, {weights: w, bias}] of filters.entries()) {
    for (const [c, weight] of w.entries()) weights.set(0, 0, c, f, weight);
    biases.set(f, bias);
  }
  p.feed(tensor(inputShape, pixels.flat()));
  p.forward();
  const channels = [1, 2, 3].map(channel);
  const at = (value: {get(...index: number[]): number}, i: number, f: number) =>
    short(value.get(0, i >> 1, i & 1, f));
  return toFill(
    ask,
    `<div class="given">${table(
      [position, ...channels],
      pixels.map((pixel, i) => [names[i], ...pixel.map(short)])
    )}${table(
      ["", ...channels, bias],
      filters.map(({weights, bias}, f) => [filter(f + 1), ...[...weights, bias].map(short)])
    )}</div>`,
    [position, ...filters.flatMap((_, f) => [sum(f + 1), out(f + 1)])],
    names.map((name, i) => [
      name,
      ...filters.flatMap((_, f) => [at(p.value("z1"), i, f), at(p.output, i, f)])
    ])
  );
}

function multiplications(language: Language): Task {
  const {
    ask,
    count: counted,
    because
  } = {
    en: {
      ask: "How many multiplications of a weight by a number were that? And how many if the two filters were 3×3, with padding “same” (products with the padding’s zeros count, too)?",
      count: "multiplications",
      because:
        "At each of the 2×2 positions each of the 2 filters multiplies 3 channels; by 3×3 it does so nine times."
    },
    zh: {
      ask: "这里一共做了多少次权重与数的乘法？如果两个过滤器是 3×3 的，填充为 same（与填充的零相乘也算），又是多少次？",
      count: "乘法次数",
      because: "在 2×2 个位置上，2 个过滤器各乘 3 个通道；3×3 时各乘九遍。"
    }
  }[language];
  const filled = toFill(
    ask,
    "",
    ["", counted],
    [1, 3].map(size => [
      `${size}×${size}`,
      grouped(count(conv(volume.filters.length, size), inputShape).multiplyAdds)
    ])
  );
  return {ask: filled.ask, solution: filled.solution + paragraph(because)};
}
