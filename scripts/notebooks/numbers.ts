// The lesson's numbers in PyTorch: the same weights in, the same outputs out, asserted.

import {dataSet} from "../../lib/experiments/data.js";
import {errorOf} from "../../lib/experiments/evaluate.js";
import {identity} from "../../lib/experiments/identity.js";
import type {Left} from "../../lib/experiments/left.js";
import {type TrainingResult, trainNetwork} from "../../lib/experiments/training.js";
import {
  batchNorm,
  block,
  conv,
  count,
  dense,
  flat,
  normal,
  type Plan,
  plan,
  random,
  relu,
  residual,
  residualWith,
  sequential,
  tensor
} from "../../lib/index.js";
import type {ByLanguage} from "../../lib/lesson/languages.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {sweepOf, sweepParameters} from "../../lib/lesson/runs/degradation.js";
import {
  blockNumbers,
  blockParameters,
  compute
} from "../../lib/views/chapters/residual-block/model/numbers.js";
import {
  identityTraining,
  optionsOf
} from "../../lib/views/chapters/why-resnets-work/model/identity-settings.js";
import type {Language} from "../site.js";
import type {Chapter} from "./downloads.js";
import {listed, packed} from "./python.js";

type Cell = {readonly text: string} | {readonly python: string};

const texts = {
  en: {
    title: "The lesson’s numbers",
    intro:
      "Here PyTorch gets the weights of this chapter’s figures, and has to come to the same numbers. They differ by rounding only: the two add up in different orders.",
    same: "{what}: as in the lesson, to within {apart:.0e}",
    exact: "{what}: exactly as in the lesson",
    walk: "The block of the first figure, one unit wide, with the numbers that it opens with. PyTorch keeps one row of $W$ for each output, as the course writes it.",
    wide: "The same block four units wide, with the numbers that the figure draws for it. These come as the library keeps them, one column of $W$ for each output; hence the `.T`. The gradient that comes back is the one of the section *Backwards*, for a gradient of ones.",
    images:
      "A block for images whose input and output differ in shape, with a projection shortcut. The library keeps a convolution’s weights as height × width × channels × filters, PyTorch as filters × channels × height × width.",
    trained:
      "The two networks of 56 layers of *Inside one network*, plain and residual, trained by the lesson’s library on the three spirals. Batch normalisation uses the statistics of the training set.",
    wrong: "{name}: {wrong:.1%} of the examples wrong; the lesson has {lesson:.1%}",
    identity: "The two blocks of *The identity, learned*, after 1000 steps without weight decay.",
    relative: "{name}: relative error {error:.3%}; the lesson has {lesson:.3%}",
    zero: "And the argument itself: with $W^{[l+2]} = 0$ and $b^{[l+2]} = 0$ a residual block hands on what is not negative, exactly; a plain block puts out 0.",
    pointwise:
      "A 1×1 convolution of the 6×6×32 volume with 8 filters, and the same as a fully connected layer at every position.",
    bottleneck: "The multiplications of the 5×5 convolution, directly and through a bottleneck."
  },
  zh: {
    title: "本课的数字",
    intro: "这里把本章各图的权重交给 PyTorch，它必须算出同样的数。差别只在舍入：两边相加的次序不同。",
    same: "{what}：与本课一致，最大相差 {apart:.0e}",
    exact: "{what}：与本课一致，分毫不差",
    walk: "第一幅图的块，宽一个单元，用它打开时的数。PyTorch 里 $W$ 每行对应一个输出，与课程的写法一样。",
    wide: "同样的块，宽四个单元，数与图中抽取的一样。这里按本课的库的存法给出，$W$ 每列对应一个输出，所以有 `.T`。传回来的梯度就是“反着走”一节所算的，这里设输出的梯度全为 1。",
    images:
      "处理图像的块，输入与输出形状不同，捷径是投影。库里卷积的权重按高 × 宽 × 通道 × 过滤器存放，PyTorch 按过滤器 × 通道 × 高 × 宽。",
    trained:
      "“网络内部”一节的两个 56 层网络，普通的和残差的，由本课的库在三条螺线上训练而成。批量归一化用训练集的统计量。",
    wrong: "{name}：{wrong:.1%} 的样本判错；本课为 {lesson:.1%}",
    identity: "“学习恒等函数”一节的两个块，没有权重衰减，训练 1000 步之后。",
    relative: "{name}：相对误差 {error:.3%}；本课为 {lesson:.3%}",
    zero: "再看论证本身：$W^{[l+2]} = 0$、$b^{[l+2]} = 0$ 时，残差块把不是负数的输入原样传过，分毫不差；普通块输出 0。",
    pointwise: "用 8 个过滤器对 6×6×32 的数据体做 1×1 卷积；再写成每个位置上的全连接层，结果一样。",
    bottleneck: "5×5 卷积的乘法次数：直接计算，以及经过瓶颈层。"
  }
} as const satisfies ByLanguage<unknown>;

type Texts = (typeof texts)[Language];

const helpers = (t: Texts) => `import base64

import torch
from torch import nn


def tensor(shape, data):
    """Numbers of the lesson's library: 32 bits each, row by row."""
    return torch.frombuffer(bytearray(base64.b64decode(data)), dtype=torch.float32).reshape(shape)


def same(what, given, lesson, atol=1e-5):
    apart = (given - lesson).abs().max().item()
    assert given.shape == lesson.shape and torch.allclose(given, lesson, rtol=1e-4, atol=atol), (what, given, lesson)
    print((${JSON.stringify(t.same)} if apart else ${JSON.stringify(t.exact)}).format(what=what, apart=apart))`;

/** The walk's block of one unit, then of four, there and back; a block for images. */
function residualBlock(t: Texts): Cell[] {
  const numbers = blockNumbers(defaults(blockParameters));
  const one = compute(plan(block("l", residual(dense(1), relu, dense(1))), {input: [1, 1]}), numbers);
  const four = compute(
    plan(block("l", residual(dense(4), relu, dense(4))), {input: [1, 4]}),
    blockNumbers({...defaults(blockParameters), n: 4})
  );
  four.backward({gradient: [1, 1, 1, 1]});
  const value = (name: string) => packed(four.value(name));
  return [
    {text: t.walk},
    {
      python: `block = ResidualBlock(1)
block.load_state_dict({
    "first.weight": torch.tensor([[${numbers.w1}.0]]), "first.bias": torch.tensor([${numbers.b1}.0]),
    "second.weight": torch.tensor([[${numbers.w2}.0]]), "second.bias": torch.tensor([${numbers.b2}.0]),
})
a = torch.tensor([[${numbers.a}.0]])
with torch.no_grad():
    z1 = block.first(a)
    a1 = torch.relu(z1)
    z2 = block.second(a1)
    print(*(v.item() for v in (a, z1, a1, z2, z2 + a)), block(a).item(), sep=" → ")
    same("z[l+2]", z2, ${listed([[one.value("z[l+2]").get(0, 0)]])})
    same("a[l+2]", block(a), ${listed([[one.output.get(0, 0)]])})`
    },
    {text: t.wide},
    {
      python: `W1 = ${value("W[l+1]")}
b1 = ${value("b[l+1]")}
W2 = ${value("W[l+2]")}
b2 = ${value("b[l+2]")}
block = ResidualBlock(4)
block.load_state_dict({"first.weight": W1.T, "first.bias": b1, "second.weight": W2.T, "second.bias": b2})
a = ${value("a[l]")}.requires_grad_()
output = block(a)
same("a[l+2]", output.detach(), ${value("a[l+2]")})
output.backward(torch.ones_like(output))
same("∂a[l]", a.grad, ${packed(four.gradient("a[l]"))})
print(output.detach(), a.grad)`
    },
    {text: t.images},
    {python: imageBlock()}
  ];
}

/** A block of the chapter's `BasicBlock`, of running statistics, γ and β that no two layers share. */
function imageBlock(): string {
  const options = {bias: false, padding: 1};
  const p = plan(
    residualWith(
      {shortcut: "B", normalise: true},
      ...[conv(6, 3, {...options, stride: 2}), batchNorm(), relu, conv(6, 3, options), batchNorm()]
    ),
    {input: [2, 8, 8, 4], seed: 1}
  );
  const next = random(2);
  p.statistics.set(Array.from(p.statistics, () => 0.5 + next()));
  for (const {kind, value} of p.parameters)
    if (kind !== "weight") flat(value).set(Array.from({length: value.size}, () => next() - 0.3));
  p.mode = "evaluation";
  p.feed(normal(p.input.shape, next));
  p.forward();
  const places = ["main.0", "main.1", "main.3", "main.4", "shortcut.0", "shortcut.1"];
  const lines = layersOf(p).flatMap(({operation, members}, i) =>
    operation === "conv2d"
      ? [`    "${places[i]}.weight": ${packed(members[0])}.permute(3, 2, 0, 1),`]
      : ["weight", "bias", "running_mean", "running_var"].map(
          (name, k) => `    "${places[i]}.${name}": ${packed(members[k])},`
        )
  );
  return `basic = BasicBlock(4, 6, stride=2)
# Counters of batches are not among what the lesson's library keeps.
basic.load_state_dict({
${lines.join("\n")}
}, strict=False)
basic.eval()
x = ${packed(p.input)}.permute(0, 3, 1, 2)
with torch.no_grad():
    same("BasicBlock", basic(x), ${packed(p.output)}.permute(0, 3, 1, 2))`;
}

/** The layers with weights in the order in which a module has them: main path, then shortcut. */
function layersOf(p: Plan) {
  return p.steps
    .filter(({operation}) => operation === "dense" || operation === "conv2d" || operation === "batchNorm")
    .map(({operation, inputs}) => ({operation, members: inputs.slice(1).map(name => p.value(name))}));
}

/** What an experiment leaves behind, and its last record. */
function through<R>(run: Generator<R, Left>): {readonly last: R; readonly network: Plan} {
  let last: R | undefined;
  for (let next = run.next(); ; next = run.next()) {
    if (next.done) return {last: last!, network: next.value()[0]};
    last = next.value;
  }
}

let pair: readonly Plan[] | undefined;

/** The networks of “Inside one network”, as the figure opens with them. */
function trained(): readonly Plan[] {
  const {variants, depths: _, seeds: __, ...options} = sweepOf(defaults(sweepParameters));
  pair ??= variants!.map(variant => {
    const {last, network} = through(trainNetwork({...options, depth: 56, variant}));
    const {error} = last as TrainingResult;
    const {targets} = dataSet("spirals", 1);
    flat(network.target!).set(flat(targets));
    if (errorOf(network) !== error) throw new Error(`${variant}: ${errorOf(network)} and ${error} wrong`);
    return network;
  });
  return pair;
}

function residualNetwork(t: Texts): Cell[] {
  const networks = trained();
  const {inputs, targets} = dataSet("spirals", 1);
  const numbersOf = (p: Plan) => {
    const all = layersOf(p).flatMap(({members}) => members.flatMap(value => [...flat(value)]));
    return packed(tensor([all.length], all));
  };
  return [
    {text: t.trained},
    {
      python: `class Block(nn.Module):
    """Two layers, each normalised; with a shortcut or without."""

    def __init__(self, n, shortcut):
        super().__init__()
        self.main = nn.Sequential(
            nn.Linear(n, n, bias=False), nn.BatchNorm1d(n), nn.ReLU(), nn.Linear(n, n, bias=False), nn.BatchNorm1d(n)
        )
        self.shortcut = shortcut

    def forward(self, a):
        z = self.main(a)
        return torch.relu(z + a if self.shortcut else z)


def network(layers, shortcut, n=16):
    blocks = [Block(n, shortcut) for _ in range((layers - 2) // 2)]
    return nn.Sequential(nn.Linear(2, n, bias=False), nn.BatchNorm1d(n), nn.ReLU(), *blocks, nn.Linear(n, 3))


def load(model, numbers):
    """Fills the layers one after another; of a weight the library keeps the transpose."""
    at = 0

    def take(like):
        nonlocal at
        at += like.numel()
        return numbers[at - like.numel() : at]

    with torch.no_grad():
        for layer in model.modules():
            if isinstance(layer, nn.Linear):
                layer.weight.copy_(take(layer.weight).reshape(layer.weight.T.shape).T)
                if layer.bias is not None:
                    layer.bias.copy_(take(layer.bias))
            elif isinstance(layer, nn.BatchNorm1d):
                for values in (layer.weight, layer.bias, layer.running_mean, layer.running_var):
                    values.copy_(take(values))
    assert at == len(numbers)
    return model.eval()`
    },
    {
      python: `points = ${packed(inputs)}
labels = ${packed(targets)}.long().flatten()
plain = load(network(56, shortcut=False), ${numbersOf(networks[0])})
resnet = load(network(56, shortcut=True), ${numbersOf(networks[1])})`
    },
    {
      python: `with torch.no_grad():
    for name, model, lesson, outputs in (
        ("plain", plain, ${errorOf(networks[0])}, ${packed(firstRows(networks[0]))}),
        ("residual", resnet, ${errorOf(networks[1])}, ${packed(firstRows(networks[1]))}),
    ):
        scores = model(points)
        # From layer to layer rounding grows as any small change does: in the plain network more.
        same(name, scores[:8], outputs, atol=5e-3)
        wrong = (scores.argmax(dim=1) != labels).float().mean().item()
        print(${JSON.stringify(t.wrong)}.format(name=name, wrong=wrong, lesson=lesson))
        # Where two scores are all but equal, rounding may decide.
        assert abs(wrong - lesson) <= 2 / len(points)`
    }
  ];
}

/** What a network puts out for the first eight examples. */
function firstRows(p: Plan) {
  const [, width] = p.output.shape;
  return tensor([8, width], flat(p.output).slice(0, 8 * width));
}

function whyResNetsWork(t: Texts): Cell[] {
  const settings = defaults(identityTraining);
  const runs = (["plain", "residual"] as const).map(kind => ({
    kind,
    ...through(identity({...optionsOf(settings), kind, watch: false}))
  }));
  const [{network}] = runs;
  const rows = runs.map(({kind, last, network: p}) => {
    const [[W1, b1], [W2, b2]] = layersOf(p).map(({members}) => members.map(packed));
    return `    ("${kind}", ${kind === "residual" ? "True" : "False"}, ${last.error},
     (${[W1, b1, W2, b2].join(",\n      ")}),
     ${packed(p.output)}),`;
  });
  return [
    {text: t.identity},
    {
      python: `def block(x, W1, b1, W2, b2, shortcut):
    z = torch.relu(x @ W1 + b1) @ W2 + b2
    return torch.relu(z + x if shortcut else z)


x = ${packed(network.input)}
learned = [
${rows.join("\n")}
]
for name, shortcut, lesson, weights, outputs in learned:
    y = block(x, *weights, shortcut)
    same(name, y, outputs)
    error = ((y - x).square().sum() / x.square().sum()).item()
    print(${JSON.stringify(t.relative)}.format(name=name, error=error, lesson=lesson))
    assert abs(error - lesson) < 1e-3 * lesson + 1e-7`
    },
    {text: t.zero},
    {
      python: `n = x.shape[1]
zero = (torch.randn(n, n), torch.randn(n), torch.zeros(n, n), torch.zeros(n))
assert torch.equal(block(x, *zero, shortcut=True), x)
assert torch.equal(block(x, *zero, shortcut=False), torch.zeros_like(x))
zero = (torch.randn(2, 2), torch.randn(2), torch.zeros(2, 2), torch.zeros(2))
print(block(torch.tensor([-1.0, 2.0]), *zero, shortcut=True))  # [-1, 2] → [0, 2]`
    }
  ];
}

function oneByOneConvolution(t: Texts): Cell[] {
  const layer = plan(sequential(conv(8, 1), relu), {input: [1, 6, 6, 32], seed: 1});
  layer.feed(normal(layer.input.shape, random(1)));
  layer.forward();
  const [[W, b]] = layersOf(layer).map(({members}) => members);
  const cost = (...layers: Parameters<typeof sequential>) =>
    count(sequential(...layers), [1, 28, 28, 192]).multiplyAdds;
  return [
    {text: t.pointwise},
    {
      python: `W = ${packed(W)}  # height, width, channels, filters: 1, 1, 32, 8
b = ${packed(b)}
x = ${packed(layer.input)}  # examples, height, width, channels
lesson = ${packed(layer.output)}
convolution = nn.Conv2d(32, 8, kernel_size=1)
convolution.load_state_dict({"weight": W.permute(3, 2, 0, 1), "bias": b})
everywhere = nn.Linear(32, 8)
everywhere.load_state_dict({"weight": W[0, 0].T, "bias": b})
with torch.no_grad():
    same("nn.Conv2d", torch.relu(convolution(x.permute(0, 3, 1, 2))).permute(0, 2, 3, 1), lesson)
    same("nn.Linear", torch.relu(everywhere(x)), lesson)`
    },
    {text: t.bottleneck},
    {
      python: `def multiplications(*layers):
    """Each weight multiplies once at each position of the output."""
    x, total = torch.zeros(1, 192, 28, 28), 0
    for layer in layers:
        x = layer(x)
        total += layer.weight.numel() * x.shape[2] * x.shape[3]
    return total


direct = multiplications(nn.Conv2d(192, 32, 5, padding=2))
bottleneck = multiplications(nn.Conv2d(192, 16, 1), nn.Conv2d(16, 32, 5, padding=2))
print(f"{direct:,}", f"{bottleneck:,}")
assert (direct, bottleneck) == (${cost(conv(32, 5))}, ${cost(conv(16, 1), conv(32, 5))})`
    }
  ];
}

const chapters = {
  "residual-block": residualBlock,
  "residual-network": residualNetwork,
  "why-resnets-work": whyResNetsWork,
  "one-by-one-convolution": oneByOneConvolution
} satisfies {[name in Chapter]: (t: Texts) => Cell[]};

/** The cells that have PyTorch come to a chapter's numbers. */
export function numberCells(chapter: Chapter, language: Language): readonly Cell[] {
  const t = texts[language];
  return [{text: `## ${t.title}\n\n${t.intro}`}, {python: helpers(t)}, ...chapters[chapter](t)];
}
