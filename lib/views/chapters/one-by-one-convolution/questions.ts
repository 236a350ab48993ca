import {count as costs, plan} from "../../../graph/index.js";
import {conv, maxPool, relu, sequential} from "../../../nn/index.js";
import {type Question, quiz} from "../../figure/quiz.js";
import {count} from "../../kit/numbers.js";
import {texts} from "../../kit/texts.js";

const t = texts({
  en: {
    neuron: {
      ask: "One pixel holds the four numbers 2, 0, 1, 3. A 1×1 filter has the weights 1, −1, 2, −2 and the bias 0.5; ReLU follows. What comes out?",
      because: "2×1 + 0×(−1) + 1×2 + 3×(−2) = −2; with the bias, −1.5; and ReLU makes that 0.",
      noRelu: "That is the sum with the bias. ReLU comes after it.",
      noBias: "That is the sum of the products. The bias is missing, and so is ReLU."
    },
    reads: {
      ask: "A 1×1 filter stands on one position of a 6×6×32 volume. How many numbers does it read there?",
      because: "It reads the 32 channel values of one pixel. 36 is the number of positions.",
      positions: "36 is how many positions there are. At each, it reads one number from each channel.",
      one: "It spans all channels: one number from each of them.",
      all: "That is the whole volume. The filter reads a single pixel at a time."
    },
    shape: {
      ask: "A 14×14×256 volume goes through 512 filters of 1×1, with stride 1. What is the shape of the output?",
      because:
        "Height and width stay; each of the 512 filters makes one channel. Nothing keeps F below the channels that come in.",
      channels: "As many channels come out as there are filters, and there are 512.",
      pooled:
        "With stride 1 height and width stay. (This lesson writes the channels last; PyTorch has (N, C, H, W).)"
    },
    weights: {
      ask: "How many weights and biases, together, does that layer have: 512 filters of 1×1 over 256 channels?",
      because: "512 filters of 256 weights are 131,072, and each filter has one bias: 512 more.",
      noBias: "Those are the weights. Each filter also has a bias.",
      positions: "The positions share their weights: the size of the map does not count."
    },
    pooling: {
      ask: "And 2×2 max pooling with stride 2 on 28×28×192: what is the shape of the output?",
      because: "Pooling works on each channel by itself: 192 stay. Height and width are halved.",
      channels: "Pooling leaves the number of channels alone."
    },
    neck: {
      ask: "Make the bottleneck of the lecture half as wide: 28×28×192, by 1×1 to 8 channels, by 5×5 (same) to 32. How many multiplications?",
      because: (a: string, b: string) =>
        `28×28×8×192 = ${a} for the 1×1 layer, 28×28×32×5×5×8 = ${b} for the 5×5 layer: both halves are proportional to the width.`,
      second: "That is the 5×5 layer alone. The 1×1 layer before it multiplies too.",
      wide: "That is with 16 channels. Both layers shrink with the bottleneck."
    },
    neighbours: {
      ask: "The pixels of a picture are shuffled, filtered by 1×1 and put back. What has changed, compared with filtering straight away?",
      because: "Each output pixel depends on one input pixel, so it does not matter where that pixel stands.",
      right: "nothing",
      blur: "it is blurred",
      blurSay: "To blur, a filter must mix neighbours. This one sees a single pixel.",
      colours: "the colours are shuffled",
      coloursSay: "Each pixel keeps its channels together and meets the same weights everywhere."
    }
  },
  zh: {
    neuron: {
      ask: "一个像素里有四个数：2、0、1、3。一个 1×1 过滤器的权重是 1、−1、2、−2，偏置是 0.5，之后是 ReLU。结果是多少？",
      because: "2×1 + 0×(−1) + 1×2 + 3×(−2) = −2；加上偏置得 −1.5；ReLU 把它变成 0。",
      noRelu: "这是加上偏置之后的和，后面还有 ReLU。",
      noBias: "这是乘积之和，还缺偏置，也缺 ReLU。"
    },
    reads: {
      ask: "一个 1×1 过滤器放在 6×6×32 数据体的一个位置上。它在那里读入多少个数？",
      because: "它读入一个像素的 32 个通道值。36 是位置的个数。",
      positions: "36 是位置的个数。在每个位置上，它从每个通道读一个数。",
      one: "它贯穿全部通道：每个通道读一个数。",
      all: "那是整个数据体。过滤器一次只读一个像素。"
    },
    shape: {
      ask: "14×14×256 的数据体经过 512 个 1×1 过滤器，步幅为 1。输出是什么形状？",
      because: "高和宽不变；512 个过滤器各产生一个通道。没有什么要求 F 少于输入的通道数。",
      channels: "有多少个过滤器就有多少个输出通道，这里是 512。",
      pooled: "步幅为 1 时，高和宽不变。（本课把通道写在最后；PyTorch 是 (N, C, H, W)。）"
    },
    weights: {
      ask: "这一层（512 个 1×1 过滤器，256 个通道）的权重与偏置一共有多少个？",
      because: "512 个过滤器各有 256 个权重，共 131,072 个；每个过滤器还有一个偏置，再加 512。",
      noBias: "这是权重的个数。每个过滤器还有一个偏置。",
      positions: "各个位置共享权重：与特征图的大小无关。"
    },
    pooling: {
      ask: "对 28×28×192 做 2×2、步幅为 2 的最大池化，输出是什么形状？",
      because: "池化逐个通道进行，192 个通道都还在；高和宽减半。",
      channels: "池化不改变通道数。"
    },
    neck: {
      ask: "把课上的瓶颈层变窄一半：28×28×192，用 1×1 降到 8 个通道，再用 5×5（same）得到 32 个。一共多少次乘法？",
      because: (a, b) =>
        `1×1 层 28×28×8×192 = ${a}，5×5 层 28×28×32×5×5×8 = ${b}：两部分都与瓶颈的宽度成正比。`,
      second: "这只是 5×5 层。前面的 1×1 层也要做乘法。",
      wide: "这是 16 个通道时的次数。瓶颈变窄，两层都会变省。"
    },
    neighbours: {
      ask: "先打乱一张图片的像素，用 1×1 过滤，再放回原处。与直接过滤相比，有什么变化？",
      because: "每个输出像素只取决于一个输入像素，这个像素放在哪里都无所谓。",
      right: "没有变化",
      blur: "变模糊了",
      blurSay: "要变模糊，过滤器就得混合相邻的像素。这一个只看到一个像素。",
      colours: "颜色被打乱了",
      coloursSay: "每个像素的通道始终在一起，在每个位置遇到同样的权重。"
    }
  }
});

/** Questions of the chapter; what is a number or a shape is computed here, by the library. */
export function check(): HTMLElement {
  const pixel = plan(sequential(conv(1, 1), relu), {input: [1, 1, 1, 4]});
  const [w, b] = pixel.parameters.map(({value}) => value);
  [1, -1, 2, -2].forEach((weight, c) => {
    w.set(0, 0, c, 0, weight);
  });
  b.set(0, 0.5);
  pixel.feed([2, 0, 1, 3]);
  pixel.forward();
  const {sum, bias} = pixel.explain("z1", [0, 0, 0, 0]);

  const wide = costs(conv(512, 1), [1, 14, 14, 256]);
  const pooled = costs(maxPool(2), [1, 28, 28, 192]);
  const bottleneck = (channels: number) =>
    costs(sequential(conv(channels, 1), conv(32, 5)), [1, 28, 28, 192]);
  const neck = bottleneck(8);
  const [first, second] = neck.steps.map(({multiplyAdds}) => multiplyAdds);
  const shape = (cost: typeof wide) => cost.steps.at(-1)!.shape.slice(1);

  const questions: Question[] = [
    {
      kind: "number",
      ask: t.neuron.ask,
      because: t.neuron.because,
      answer: pixel.output.get(0, 0, 0, 0),
      slips: [
        {when: x => x === sum, say: t.neuron.noRelu},
        {when: x => x === sum - bias!.value, say: t.neuron.noBias}
      ]
    },
    {
      kind: "choice",
      ask: t.reads.ask,
      because: t.reads.because,
      choices: [
        {text: "1", say: t.reads.one},
        {text: "32", right: true},
        {text: "36", say: t.reads.positions},
        {text: count(6 * 6 * 32), say: t.reads.all}
      ]
    },
    {
      kind: "shape",
      ask: t.shape.ask,
      because: t.shape.because,
      answer: shape(wide),
      slips: [
        {when: ([h, w]) => h !== 14 || w !== 14, say: t.shape.pooled},
        {when: ([, , c]) => c !== 512, say: t.shape.channels}
      ]
    },
    {
      kind: "number",
      ask: t.weights.ask,
      because: t.weights.because,
      answer: wide.parameters,
      slips: [
        {when: x => x === wide.parameters - 512, say: t.weights.noBias},
        {when: x => x >= wide.multiplyAdds, say: t.weights.positions}
      ]
    },
    {
      kind: "shape",
      ask: t.pooling.ask,
      because: t.pooling.because,
      answer: shape(pooled),
      slips: [{when: ([, , c]) => c !== 192, say: t.pooling.channels}]
    },
    {
      kind: "number",
      ask: t.neck.ask,
      because: t.neck.because(count(first), count(second)),
      answer: neck.multiplyAdds,
      slips: [
        {when: x => x === second, say: t.neck.second},
        {when: x => x === bottleneck(16).multiplyAdds, say: t.neck.wide}
      ]
    },
    {
      kind: "choice",
      ask: t.neighbours.ask,
      because: t.neighbours.because,
      choices: [
        {text: t.neighbours.blur, say: t.neighbours.blurSay},
        {text: t.neighbours.right, right: true},
        {text: t.neighbours.colours, say: t.neighbours.coloursSay}
      ]
    }
  ];
  return quiz("one-by-one-questions", questions);
}
