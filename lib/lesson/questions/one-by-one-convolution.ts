// Questions on 1×1 convolutions. The library counts and computes.
import {count as costs, plan} from "../../graph/index.js";
import {conv, maxPool, relu, sequential} from "../../nn/index.js";
import {count, short} from "../numbers.js";
import {one, type Question, type QuestionRow, type Random} from "./question.js";

export const questions: readonly QuestionRow[] = [
  {id: "one-pixel", section: "one-filter", varies: true, draw: onePixel},
  {id: "numbers-read", section: "one-filter", varies: true, draw: numbersRead},
  {id: "output-shape", section: "many-filters", varies: true, draw: outputShape},
  {id: "weights-and-biases", section: "many-filters", varies: true, draw: weightsAndBiases},
  {id: "pooled-shape", section: "shrinking-channels", varies: true, draw: pooledShape},
  {id: "bottleneck-width", section: "shrinking-channels", varies: true, draw: bottleneckWidth},
  {id: "shuffled-pixels", section: "on-a-picture", varies: false, draw: shuffledPixels}
];

/** The shape that leaves a layer, without the batch. */
const shapeOf = (cost: ReturnType<typeof costs>) => cost.steps.at(-1)!.shape.slice(1);

const inBrackets = (value: number) => (value < 0 ? `(${short(value)})` : short(value));

function onePixel(next: Random): Question {
  const x = one(
    [
      [2, 0, 1, 3],
      [1, 2, 0, 3],
      [3, 1, 2, 1],
      [0, 2, 3, 1],
      [1, 4, 2, 0]
    ],
    next
  );
  const w = one(
    [
      [1, -1, 2, -2],
      [2, -1, 1, -2],
      [-1, 2, -2, 1],
      [1, 2, -1, 1],
      [-2, 1, 2, -1]
    ],
    next
  );
  const b = one([0.5, -0.5, 1.5, -1.5], next);
  const pixel = plan(sequential(conv(1, 1), relu), {input: [1, 1, 1, 4]});
  const [weights, biases] = pixel.parameters.map(({value}) => value);
  w.forEach((weight, c) => {
    weights.set(0, 0, c, 0, weight);
  });
  biases.set(0, b);
  pixel.feed(x);
  pixel.forward();
  const {sum, terms} = pixel.explain("z1", [0, 0, 0, 0]);
  const answer = pixel.output.get(0, 0, 0, 0);
  const products = terms.reduce((total, {product}) => total + product, 0);
  const cut = sum < 0;
  const written = `${x.map((v, c) => `${v}×${inBrackets(w[c])}`).join(" + ")} = ${short(products)}`;
  return {
    kind: "number",
    ask: {
      en: `One pixel holds the four numbers ${x.join(", ")}. A 1×1 filter has the weights ${w.map(short).join(", ")} and the bias ${short(b)}; ReLU follows. What comes out?`,
      zh: `一个像素里有四个数：${x.join("、")}。一个 1×1 过滤器的权重是 ${w.map(short).join("、")}，偏置是 ${short(b)}，之后是 ReLU。结果是多少？`
    },
    answer,
    because: {
      en: `${written}; with the bias, ${short(sum)}; and ReLU ${cut ? "makes that 0" : "lets that pass"}.`,
      zh: `${written}；加上偏置得 ${short(sum)}；ReLU ${cut ? "把它变成 0" : "让它原样通过"}。`
    },
    slips: [
      ...(cut
        ? [
            {
              given: sum,
              say: {
                en: "That is the sum with the bias. ReLU comes after it.",
                zh: "这是加上偏置之后的和，后面还有 ReLU。"
              }
            }
          ]
        : [
            {
              given: 0,
              say: {
                en: "ReLU turns into 0 only what is negative. Is the sum, with the bias?",
                zh: "ReLU 只把负数变成 0。加上偏置之后，和是负的吗？"
              }
            }
          ]),
      // Where the products cancel out, their sum is what ReLU makes of a negative one.
      ...(products === 0
        ? []
        : [
            {
              given: products,
              say: cut
                ? {
                    en: "That is the sum of the products. The bias is missing, and so is ReLU.",
                    zh: "这是乘积之和，还缺偏置，也缺 ReLU。"
                  }
                : {
                    en: "That is the sum of the products. The bias is missing.",
                    zh: "这是乘积之和，还缺偏置。"
                  }
            }
          ])
    ]
  };
}

function numbersRead(next: Random): Question {
  const [h, w, c] = one(
    [
      [6, 6, 32],
      [14, 14, 64],
      [28, 28, 192],
      [7, 7, 512],
      [8, 10, 24],
      [12, 12, 48]
    ],
    next
  );
  const [, , channels] = costs(conv(1, 1), [1, h, w, c]).steps[0].weight!;
  const volume = `${h}×${w}×${c}`;
  return {
    kind: "choice",
    ask: {
      en: `A 1×1 filter stands on one position of a ${volume} volume. How many numbers does it read there?`,
      zh: `一个 1×1 过滤器放在 ${volume} 数据体的一个位置上。它在那里读入多少个数？`
    },
    because: {
      en: `It reads the ${channels} channel values of one pixel. ${count(h * w)} is the number of positions.`,
      zh: `它读入一个像素的 ${channels} 个通道值。${count(h * w)} 是位置的个数。`
    },
    choices: [
      {
        text: {en: "1", zh: "1"},
        say: {
          en: "It spans all channels: one number from each of them.",
          zh: "它贯穿全部通道：每个通道读一个数。"
        }
      },
      {text: {en: count(channels), zh: count(channels)}, right: true},
      {
        text: {en: count(h * w), zh: count(h * w)},
        say: {
          en: `${count(h * w)} is how many positions there are. At each, it reads one number from each channel.`,
          zh: `${count(h * w)} 是位置的个数。在每个位置上，它从每个通道读一个数。`
        }
      },
      {
        text: {en: count(h * w * c), zh: count(h * w * c)},
        say: {
          en: "That is the whole volume. The filter reads a single pixel at a time.",
          zh: "那是整个数据体。过滤器一次只读一个像素。"
        }
      }
    ]
  };
}

/** A side of a map, its channels, and how many filters there are: never as many as channels. */
const layers = [
  [14, 256, 512],
  [28, 128, 32],
  [56, 64, 256],
  [7, 512, 128],
  [28, 192, 64],
  [14, 96, 480],
  [10, 32, 48]
] as const;

function outputShape(next: Random): Question {
  const [side, c, filters] = one(layers, next);
  return {
    kind: "shape",
    ask: {
      en: `A ${side}×${side}×${c} volume goes through ${filters} filters of 1×1, with stride 1. What is the shape of the output?`,
      zh: `${side}×${side}×${c} 的数据体经过 ${filters} 个 1×1 过滤器，步幅为 1。输出是什么形状？`
    },
    answer: shapeOf(costs(conv(filters, 1), [1, side, side, c])),
    because: {
      en: `Height and width stay; each of the ${filters} filters makes one channel. ${filters > c ? "Nothing keeps F below the channels that come in." : "How many channels come in makes no difference to that."}`,
      zh: `高和宽不变；${filters} 个过滤器各产生一个通道。${filters > c ? "没有什么要求 F 少于输入的通道数。" : "输入有多少个通道，对此没有影响。"}`
    },
    slips: [
      {
        given: [side, side, c],
        say: {
          en: `As many channels come out as there are filters, and there are ${filters}.`,
          zh: `有多少个过滤器就有多少个输出通道，这里是 ${filters}。`
        }
      },
      {
        given: [side, side, c * filters],
        say: {
          en: "Each filter adds up over all channels, so it makes one.",
          zh: "每个过滤器对全部通道求和，所以只产生一个通道。"
        }
      },
      {
        given: [side, side, 1],
        say: {
          en: `That is what one filter makes. There are ${filters}.`,
          zh: `这是一个过滤器产生的。这里有 ${filters} 个。`
        }
      },
      {
        given: [filters, side, side],
        say: {
          en: "This lesson writes the channels last; PyTorch has (N, C, H, W).",
          zh: "本课把通道写在最后；PyTorch 是 (N, C, H, W)。"
        }
      },
      {
        given: [Math.ceil(side / 2), Math.ceil(side / 2), filters],
        say: {en: "With stride 1 height and width stay.", zh: "步幅为 1 时，高和宽不变。"}
      }
    ]
  };
}

function weightsAndBiases(next: Random): Question {
  const [side, c, filters] = one(layers, next);
  const {parameters, multiplyAdds} = costs(conv(filters, 1), [1, side, side, c]);
  const weights = parameters - filters;
  return {
    kind: "number",
    ask: {
      en: `${filters} filters of 1×1 pass over a ${side}×${side}×${c} volume. How many weights and biases, together, does this layer have?`,
      zh: `${filters} 个 1×1 过滤器走过 ${side}×${side}×${c} 的数据体。这一层的权重与偏置一共有多少个？`
    },
    answer: parameters,
    because: {
      en: `${filters} filters of ${c} weights are ${count(weights)}, and each filter has one bias: ${filters} more.`,
      zh: `${filters} 个过滤器各有 ${c} 个权重，共 ${count(weights)} 个；每个过滤器还有一个偏置，再加 ${filters}。`
    },
    slips: [
      {
        given: weights,
        say: {
          en: "Those are the weights. Each filter also has a bias.",
          zh: "这是权重的个数。每个过滤器还有一个偏置。"
        }
      },
      {
        given: weights + c,
        say: {
          en: "The biases belong to the filters, not to the channels that come in.",
          zh: "偏置属于过滤器，而不是输入的通道。"
        }
      },
      ...[multiplyAdds, side * side * parameters].map(given => ({
        given,
        say: {
          en: "The positions share their weights: the size of the map does not count.",
          zh: "各个位置共享权重：与特征图的大小无关。"
        }
      }))
    ]
  };
}

function pooledShape(next: Random): Question {
  const [side, c] = one(
    [
      [28, 192],
      [14, 480],
      [56, 64],
      [32, 96],
      [10, 256],
      [112, 32]
    ],
    next
  );
  const half = side / 2;
  return {
    kind: "shape",
    ask: {
      en: `2×2 max pooling with stride 2 on ${side}×${side}×${c}: what is the shape of the output?`,
      zh: `对 ${side}×${side}×${c} 做 2×2、步幅为 2 的最大池化，输出是什么形状？`
    },
    answer: shapeOf(costs(maxPool(2), [1, side, side, c])),
    because: {
      en: `Pooling works on each channel by itself: ${c} stay. Height and width are halved.`,
      zh: `池化逐个通道进行，${c} 个通道都还在；高和宽减半。`
    },
    slips: [
      ...[c / 2, 1].map(channels => ({
        given: [half, half, channels],
        say: {en: "Pooling leaves the number of channels alone.", zh: "池化不改变通道数。"}
      })),
      {
        given: [side, side, c / 2],
        say: {
          en: "It is the other way round: pooling halves height and width, and leaves the channels alone.",
          zh: "正好相反：池化把高和宽减半，而不改变通道数。"
        }
      }
    ]
  };
}

function bottleneckWidth(next: Random): Question {
  const lectures = 16;
  const neck = one([8, 4, 12, 24, 32, 20], next);
  const way = (channels: number) => costs(sequential(conv(channels, 1), conv(32, 5)), [1, 28, 28, 192]);
  const {steps, multiplyAdds} = way(neck);
  const [first, second] = steps.map(step => step.multiplyAdds);
  const direct = costs(conv(32, 5), [1, 28, 28, 192]).multiplyAdds;
  return {
    kind: "number",
    ask: {
      en: `The lecture’s bottleneck has ${lectures} channels. Make it ${neck}: 28×28×192, by 1×1 to ${neck} channels, by 5×5 (same) to 32. How many multiplications?`,
      zh: `课上的瓶颈层有 ${lectures} 个通道。把它改成 ${neck} 个：28×28×192，用 1×1 变成 ${neck} 个通道，再用 5×5（same）得到 32 个。一共多少次乘法？`
    },
    answer: multiplyAdds,
    because: {
      en: `28×28×${neck}×192 = ${count(first)} for the 1×1 layer, 28×28×32×5×5×${neck} = ${count(second)} for the 5×5 layer: both are proportional to the width.`,
      zh: `1×1 层 28×28×${neck}×192 = ${count(first)}，5×5 层 28×28×32×5×5×${neck} = ${count(second)}：两部分都与瓶颈的宽度成正比。`
    },
    slips: [
      {
        given: second,
        say: {
          en: "That is the 5×5 layer alone. The 1×1 layer before it multiplies too.",
          zh: "这只是 5×5 层。前面的 1×1 层也要做乘法。"
        }
      },
      {
        given: first,
        say: {
          en: "That is the 1×1 layer alone. The 5×5 layer follows.",
          zh: "这只是 1×1 层，后面还有 5×5 层。"
        }
      },
      {
        given: way(lectures).multiplyAdds,
        say: {
          en: `That is with ${lectures} channels. Both layers change with the bottleneck’s width.`,
          zh: `这是 ${lectures} 个通道时的次数。瓶颈的宽度一变，两层都会变。`
        }
      },
      {
        given: direct,
        say: {en: "That is the direct way, without a bottleneck.", zh: "这是不经过瓶颈、直接卷积的次数。"}
      }
    ]
  };
}

function shuffledPixels(): Question {
  return {
    kind: "choice",
    ask: {
      en: "The pixels of a picture are shuffled, filtered by 1×1 and put back. What has changed, compared with filtering straight away?",
      zh: "先打乱一张图片的像素，用 1×1 过滤，再放回原处。与直接过滤相比，有什么变化？"
    },
    because: {
      en: "Each output pixel depends on one input pixel, so it does not matter where that pixel stands.",
      zh: "每个输出像素只取决于一个输入像素，这个像素放在哪里都无所谓。"
    },
    choices: [
      {
        text: {en: "it is blurred", zh: "变模糊了"},
        say: {
          en: "To blur, a filter must mix neighbours. This one sees a single pixel.",
          zh: "要变模糊，过滤器就得混合相邻的像素。这一个只看到一个像素。"
        }
      },
      {text: {en: "nothing", zh: "没有变化"}, right: true},
      {
        text: {en: "the colours are shuffled", zh: "颜色被打乱了"},
        say: {
          en: "Each pixel keeps its channels together and meets the same weights everywhere.",
          zh: "每个像素的通道始终在一起，在每个位置遇到同样的权重。"
        }
      }
    ]
  };
}
