// The lesson's vocabulary in each language. The glossary pages show it; pages in other languages than English hold to it.
import type {ByLanguage, Language} from "./languages.js";

export interface Term extends ByLanguage<string> {
  /** Also the term's anchor on the glossary pages. */
  readonly id: string;
  readonly group: "network" | "training" | "convolution";
  /** One sentence in each language. */
  readonly definition: ByLanguage<string>;
  /** Other names, and names to avoid. */
  readonly note?: {readonly [language in Language]?: string};
}

/** All terms, group by group, in the order of the glossary. */
export const terms: readonly Term[] = [
  {
    id: "plain-network",
    group: "network",
    en: "plain network",
    zh: "普通网络",
    definition: {
      en: "A network whose layers follow one another without shortcuts.",
      zh: "各层首尾相接、没有捷径的网络。"
    }
  },
  {
    id: "residual-block",
    group: "network",
    en: "residual block",
    zh: "残差块",
    definition: {
      en: "A few layers, usually two or three, with a shortcut that adds their input to their result.",
      zh: "若干层（通常两三层）加上一条捷径，捷径把它们的输入加到它们的结果上。"
    }
  },
  {
    id: "residual-network",
    group: "network",
    en: "residual network",
    zh: "残差网络",
    definition: {
      en: "A network made of residual blocks, ResNet for short.",
      zh: "由残差块叠成的网络，简称 ResNet。"
    }
  },
  {
    id: "residual-connection",
    group: "network",
    en: "residual connection",
    zh: "残差连接",
    definition: {
      en: "A skip connection whose end is an addition, as in a residual block.",
      zh: "以相加收尾的跳跃连接，残差块里的就是。"
    }
  },
  {
    id: "residual-mapping",
    group: "network",
    en: "residual mapping",
    zh: "残差映射",
    definition: {
      en: "What the main path of a block computes: the difference between the block’s sum and its input.",
      zh: "块的主路径所计算的函数，即相加之和与输入之差。"
    }
  },
  {
    id: "main-path",
    group: "network",
    en: "main path",
    zh: "主路径",
    definition: {
      en: "The way through the layers of a block, as opposed to the shortcut around them.",
      zh: "穿过块内各层的那条路，与绕过它们的捷径相对。"
    }
  },
  {
    id: "branch",
    group: "network",
    en: "branch",
    zh: "分支",
    definition: {
      en: "The main path of a residual block, or what it computes, as it leaves the shortcut and is added to it again.",
      zh: "残差块的主路径，或主路径的计算结果：它从捷径分出去，再加回来。"
    },
    note: {zh: "也称残差分支。"}
  },
  {
    id: "shortcut",
    group: "network",
    en: "shortcut",
    zh: "捷径",
    definition: {
      en: "The way around the layers of a block, by which its input reaches the addition.",
      zh: "绕过块内各层的那条路，块的输入由此到达相加处。"
    },
    note: {zh: "也称快捷连接、短接、直连。"}
  },
  {
    id: "skip-connection",
    group: "network",
    en: "skip connection",
    zh: "跳跃连接",
    definition: {
      en: "A connection that hands an activation to a deeper layer past those in between; here the same as a shortcut.",
      zh: "越过中间各层、把激活值直接交给更深一层的连接；在本课中与捷径同义。"
    },
    note: {zh: "不说“跳远连接”。"}
  },
  {
    id: "projection-shortcut",
    group: "network",
    en: "projection shortcut",
    zh: "投影捷径",
    definition: {
      en: "A shortcut with a learned matrix, or a 1×1 convolution, that gives the input the shape of the result.",
      zh: "带有一个可学习的矩阵（或 1×1 卷积）的捷径，使输入与结果的形状一致。"
    }
  },
  {
    id: "pre-activation",
    group: "network",
    en: "pre-activation",
    zh: "预激活",
    definition: {
      en: "A form of residual block with normalisation and ReLU before each linear step and nothing after the addition.",
      zh: "残差块的一种形式：归一化和 ReLU 放在每个线性步骤之前，加法之后不再有任何东西。"
    },
    note: {en: "Also called ResNet v2.", zh: "也称 ResNet v2。"}
  },
  {
    id: "identity-block",
    group: "network",
    en: "identity block",
    zh: "恒等块",
    definition: {
      en: "In the course’s exercise: a block whose shortcut hands its input on unchanged.",
      zh: "课程练习中的叫法：捷径把输入原样传下去的块。"
    }
  },
  {
    id: "convolutional-block",
    group: "network",
    en: "convolutional block",
    zh: "卷积块",
    definition: {
      en: "In the course’s exercise: a block whose shortcut holds a 1×1 convolution, because the shape changes.",
      zh: "课程练习中的叫法：因为形状有变，捷径上有一个 1×1 卷积的块。"
    }
  },
  {
    id: "identity-function",
    group: "network",
    en: "identity function",
    zh: "恒等函数",
    definition: {en: "The function that returns its input unchanged.", zh: "把输入原样返回的函数。"}
  },
  {
    id: "identity-mapping",
    group: "network",
    en: "identity mapping",
    zh: "恒等映射",
    definition: {
      en: "The identity function, seen as what a layer or a shortcut does.",
      zh: "就一层或一条捷径的作用而言的恒等函数。"
    }
  },
  {
    id: "highway-network",
    group: "network",
    en: "highway network",
    zh: "高速公路网络",
    definition: {
      en: "A network, months older than ResNet, whose layers mix their result with their input through learned gates.",
      zh: "比 ResNet 早几个月的一种网络，每一层通过学来的门，把自己的结果与输入混合。"
    }
  },
  {
    id: "hidden-unit",
    group: "network",
    en: "hidden unit",
    zh: "隐藏单元",
    definition: {
      en: "A neuron in a layer between the input and the output.",
      zh: "输入与输出之间某一层里的一个神经元。"
    }
  },
  {
    id: "dead-unit",
    group: "network",
    en: "dead unit",
    zh: "死亡单元",
    definition: {
      en: "A unit with ReLU whose linear step is negative, so that it puts out 0 and passes no gradient; if so for every input, it cannot learn any more.",
      zh: "带 ReLU 的单元，线性步骤的结果为负，于是输出为 0，也不传梯度；如果对所有输入都如此，就再也学不动了。"
    },
    note: {en: "Also called dead ReLU.", zh: "也称死亡 ReLU、死亡神经元。"}
  },
  {
    id: "activation",
    group: "network",
    en: "activation",
    zh: "激活值",
    definition: {
      en: "The numbers that a layer puts out, after its activation function.",
      zh: "一层经过激活函数之后输出的数。"
    }
  },
  {
    id: "activation-function",
    group: "network",
    en: "activation function",
    zh: "激活函数",
    definition: {
      en: "The nonlinear function applied to each number after a linear step; here ReLU.",
      zh: "线性步骤之后作用于每个数的非线性函数，本课用 ReLU。"
    }
  },
  {
    id: "bias",
    group: "network",
    en: "bias",
    zh: "偏置",
    definition: {
      en: "The number that a unit adds to its weighted sum.",
      zh: "一个单元在加权和之上再加的那个数。"
    },
    note: {zh: "也译偏差（本课不用）。"}
  },
  {
    id: "fully-connected-layer",
    group: "network",
    en: "fully connected layer",
    zh: "全连接层",
    definition: {
      en: "A layer in which every unit reads every number of its input.",
      zh: "每个单元都读入全部输入的一层。"
    },
    note: {en: "Also called dense.", zh: "也称稠密层（dense）。"}
  },
  {
    id: "degradation-problem",
    group: "training",
    en: "degradation problem",
    zh: "退化问题",
    definition: {
      en: "The finding that making a plain network deeper beyond some point raises its training error.",
      zh: "普通网络加深到一定程度之后，训练误差反而上升的现象。"
    }
  },
  {
    id: "training-error",
    group: "training",
    en: "training error",
    zh: "训练误差",
    definition: {
      en: "The fraction of the training examples that a network gets wrong.",
      zh: "网络在训练样本上的错误率。"
    },
    note: {zh: "不说“训练错误”。"}
  },
  {
    id: "generalisation",
    group: "training",
    en: "generalisation",
    zh: "泛化",
    definition: {
      en: "How well a trained network does on examples that it was not trained on.",
      zh: "训练好的网络在没有训练过的样本上的表现。"
    }
  },
  {
    id: "overfitting",
    group: "training",
    en: "overfitting",
    zh: "过拟合",
    definition: {
      en: "A small error on the training examples together with a large one on others.",
      zh: "训练样本上误差很小，别的样本上误差很大。"
    }
  },
  {
    id: "top-1-error",
    group: "training",
    en: "top-1 error, top-5 error",
    zh: "top-1、top-5 错误率",
    definition: {
      en: "The share of images whose right class is not the likeliest, or not among the five likeliest, by the network’s account.",
      zh: "网络认为最可能的类别（或最可能的五个类别）里没有正确答案的图像所占的比例。"
    }
  },
  {
    id: "dev-set",
    group: "training",
    en: "dev set",
    zh: "开发集",
    definition: {
      en: "Examples kept out of training, by which one chooses between models.",
      zh: "不参加训练、用来在模型之间做选择的样本。"
    },
    note: {en: "Also called validation set.", zh: "也称验证集。"}
  },
  {
    id: "hold-out",
    group: "training",
    en: "hold-out",
    zh: "留出法",
    definition: {
      en: "Keeping a part of the data out of training in order to judge the model by it.",
      zh: "留出一部分数据不用于训练，以便用它来评判模型。"
    }
  },
  {
    id: "loss",
    group: "training",
    en: "loss",
    zh: "损失",
    definition: {
      en: "The number that training makes small.",
      zh: "训练要使之变小的那个数。"
    }
  },
  {
    id: "jacobian",
    group: "training",
    en: "Jacobian",
    zh: "雅可比矩阵",
    definition: {
      en: "The matrix of the derivatives of all outputs by all inputs, a row for each output: what becomes of a small change of the input.",
      zh: "所有输出对所有输入的导数排成的矩阵，一个输出占一行：它说明输入的微小变化会变成什么。"
    }
  },
  {
    id: "hessian",
    group: "training",
    en: "Hessian",
    zh: "黑塞矩阵",
    definition: {
      en: "The matrix of the second derivatives of the loss by the weights; at a level point its eigenvalues say in which directions the loss rises (positive) and falls (negative).",
      zh: "损失对权重的二阶导数排成的矩阵；在平坦的一点，它的特征值说明损失往哪些方向上升（为正），往哪些方向下降（为负）。"
    },
    note: {zh: "也译海森矩阵。"}
  },
  {
    id: "gradient-descent",
    group: "training",
    en: "gradient descent",
    zh: "梯度下降",
    definition: {
      en: "Training by repeated small steps against the gradient of the loss.",
      zh: "反复朝损失的梯度的反方向走一小步的训练方法。"
    }
  },
  {
    id: "saddle-point",
    group: "training",
    en: "saddle point",
    zh: "鞍点",
    definition: {
      en: "A level point from which the loss falls in one direction and rises in another.",
      zh: "平坦的一点：往一个方向走损失下降，往另一个方向走损失上升。"
    }
  },
  {
    id: "learning-rate",
    group: "training",
    en: "learning rate",
    zh: "学习率",
    definition: {
      en: "The factor that sets how far each step of the training goes.",
      zh: "决定训练每一步走多远的系数。"
    }
  },
  {
    id: "warm-up",
    group: "training",
    en: "warm-up",
    zh: "预热",
    definition: {
      en: "Beginning the training with a smaller learning rate.",
      zh: "训练开始时先用较小的学习率。"
    }
  },
  {
    id: "optimiser",
    group: "training",
    en: "optimiser",
    zh: "优化器",
    definition: {
      en: "The rule that turns gradients into steps, such as momentum or Adam.",
      zh: "把梯度变成步子的规则，如动量法、Adam。"
    }
  },
  {
    id: "momentum",
    group: "training",
    en: "momentum",
    zh: "动量法",
    definition: {
      en: "Gradient descent whose steps go on in part in the direction of the steps before.",
      zh: "每一步都部分沿用前面各步方向的梯度下降。"
    }
  },
  {
    id: "adam",
    group: "training",
    en: "Adam",
    zh: "Adam 优化器",
    definition: {
      en: "An optimiser that gives each weight a step of its own, by the usual size of its gradient; AdamW adds weight decay apart from it.",
      zh: "按每个权重的梯度通常有多大，给它单独定步长的优化器；AdamW 在此之外单独做权重衰减。"
    }
  },
  {
    id: "initialisation",
    group: "training",
    en: "initialisation",
    zh: "初始化",
    definition: {
      en: "The choice of the weights from which training starts.",
      zh: "训练开始时权重初值的选取。"
    }
  },
  {
    id: "he-initialisation",
    group: "training",
    en: "He initialisation",
    zh: "He 初始化",
    definition: {
      en: "Random weights with variance 2 divided by the number of inputs, which in layers with ReLU keeps the size of the signal, on average.",
      zh: "方差为 2 除以输入个数的随机权重，平均来说能使带 ReLU 的各层保持信号的大小。"
    },
    note: {zh: "也称 Kaiming 初始化。"}
  },
  {
    id: "seed",
    group: "training",
    en: "seed",
    zh: "随机种子",
    definition: {
      en: "The number from which all random numbers of an experiment follow: the same seed, the same experiment.",
      zh: "实验中所有随机数都由它决定的那个数：种子相同，实验就相同。"
    }
  },
  {
    id: "training-step",
    group: "training",
    en: "training step",
    zh: "训练步",
    definition: {
      en: "One change of all weights, computed from one batch of examples; as many steps as it takes to see every example once are an epoch.",
      zh: "用一批样本算出的、对全部权重的一次更新；把每个样本都看过一遍所需的步数，叫一轮（epoch）。"
    }
  },
  {
    id: "logarithmic-axis",
    group: "training",
    en: "logarithmic axis",
    zh: "对数轴",
    definition: {
      en: "An axis on which equal distances stand for equal factors, so that 1, 10 and 100 are equally far apart.",
      zh: "相等的距离代表相等倍数的坐标轴，1、10、100 在上面间距相等。"
    }
  },
  {
    id: "vanishing-gradients",
    group: "training",
    en: "vanishing gradients",
    zh: "梯度消失",
    definition: {
      en: "Gradients that shrink from layer to layer on their way back until the early layers hardly learn.",
      zh: "梯度在回传途中逐层缩小，以致靠前的层几乎学不到东西。"
    }
  },
  {
    id: "exploding-gradients",
    group: "training",
    en: "exploding gradients",
    zh: "梯度爆炸",
    definition: {
      en: "Gradients that grow from layer to layer on their way back until the steps destroy what was learned.",
      zh: "梯度在回传途中逐层增大，以致训练的步子毁掉已学到的东西。"
    }
  },
  {
    id: "weight-decay",
    group: "training",
    en: "weight decay",
    zh: "权重衰减",
    definition: {
      en: "Pulling all weights a little towards zero at every step; for gradient descent the same as L2 regularisation.",
      zh: "每一步都把所有权重向零拉近一点；对梯度下降而言，与 L2 正则化相同。"
    },
    note: {
      en: "Also called L2 regularisation, with the reservation just made.",
      zh: "也称 L2 正则化（严格说来只在梯度下降时相同）。"
    }
  },
  {
    id: "stochastic-depth",
    group: "training",
    en: "stochastic depth",
    zh: "随机深度",
    definition: {
      en: "Training in which each residual block’s branch is left out at random, anew at every step.",
      zh: "训练时每一步都重新随机丢弃一些残差块的分支。"
    }
  },
  {
    id: "ensemble",
    group: "training",
    en: "ensemble",
    zh: "集成",
    definition: {
      en: "Several networks whose answers are put together into one.",
      zh: "把几个网络的回答合成一个。"
    }
  },
  {
    id: "batch-normalisation",
    group: "training",
    en: "batch normalisation",
    zh: "批量归一化",
    definition: {
      en: "Giving each unit or channel mean 0 and variance 1 over the examples of a batch, then multiplying it by a learned scale γ and adding a learned shift β.",
      zh: "使每个单元或通道在一批样本上均值为 0、方差为 1，再乘以可学习的缩放 γ，加上可学习的平移 β。"
    },
    note: {en: "BN for short; also spelt batch normalization.", zh: "简称 BN；也称批归一化、批量规范化。"}
  },
  {
    id: "channel",
    group: "convolution",
    en: "channel",
    zh: "通道",
    definition: {
      en: "One of the numbers that each position of an image or volume holds, taken over all positions.",
      zh: "图像或数据体的每个位置都有若干个数，各位置上同一序号的数合起来就是一个通道。"
    },
    note: {zh: "不说“信道”。"}
  },
  {
    id: "volume",
    group: "convolution",
    en: "volume",
    zh: "数据体",
    definition: {
      en: "Numbers arranged by height, width and channel, such as an image or what a convolution makes of it.",
      zh: "按高、宽、通道排列的数，例如图像，或卷积的输出。"
    }
  },
  {
    id: "feature-map",
    group: "convolution",
    en: "feature map",
    zh: "特征图",
    definition: {
      en: "One channel of a layer’s output: the response of one filter at all positions.",
      zh: "一层输出的一个通道，即一个过滤器在所有位置上的响应。"
    }
  },
  {
    id: "filter",
    group: "convolution",
    en: "filter",
    zh: "过滤器",
    definition: {
      en: "The weights that produce one output channel, spanning all input channels.",
      zh: "产生一个输出通道的那组权重，贯穿输入的全部通道。"
    },
    note: {zh: "也常称滤波器。"}
  },
  {
    id: "kernel",
    group: "convolution",
    en: "kernel",
    zh: "卷积核",
    definition: {
      en: "The array of a convolution’s weights; its height and width name the convolution, as in 3×3.",
      zh: "卷积的权重数组；卷积以它的高和宽命名，如 3×3。"
    }
  },
  {
    id: "one-by-one-convolution",
    group: "convolution",
    en: "1×1 convolution",
    zh: "1×1 卷积",
    definition: {
      en: "A convolution that sees one position at a time: a fully connected layer over the channels, shared by all positions.",
      zh: "一次只看一个位置的卷积，相当于所有位置共用的、作用于通道的全连接层。"
    },
    note: {en: "Also called pointwise convolution.", zh: "也称逐点卷积（pointwise）。"}
  },
  {
    id: "network-in-network",
    group: "convolution",
    en: "Network in Network",
    zh: "网络中的网络",
    definition: {
      en: "An architecture of 2013 that brought in the 1×1 convolution, and global average pooling at the end.",
      zh: "2013 年的一种架构，引入了 1×1 卷积，并以全局平均池化收尾。"
    },
    note: {en: "NiN for short.", zh: "简称 NiN。"}
  },
  {
    id: "same-convolution",
    group: "convolution",
    en: "same convolution",
    zh: "same 卷积",
    definition: {
      en: "A convolution padded so that its output is as high and as wide as its input.",
      zh: "经过填充、使输出与输入同高同宽的卷积。"
    }
  },
  {
    id: "stride",
    group: "convolution",
    en: "stride",
    zh: "步幅",
    definition: {
      en: "How many cells a filter moves from one position to the next.",
      zh: "过滤器从一个位置到下一个位置移动的格数。"
    },
    note: {zh: "也称步长。"}
  },
  {
    id: "padding",
    group: "convolution",
    en: "padding",
    zh: "填充",
    definition: {
      en: "Cells, usually zeroes, put around the input so that filters reach its border.",
      zh: "在输入四周补上的格子（通常为零），使过滤器够得着边缘。"
    }
  },
  {
    id: "pooling",
    group: "convolution",
    en: "pooling",
    zh: "池化",
    definition: {
      en: "Replacing each small region of a channel by its maximum or mean, which shrinks height and width.",
      zh: "把通道里的每个小区域换成其最大值或平均值，从而减小高和宽。"
    },
    note: {zh: "也称汇聚。"}
  },
  {
    id: "global-average-pooling",
    group: "convolution",
    en: "global average pooling",
    zh: "全局平均池化",
    definition: {
      en: "Replacing each channel by its mean over all positions.",
      zh: "把每个通道换成它在所有位置上的平均值。"
    }
  },
  {
    id: "bottleneck-layer",
    group: "convolution",
    en: "bottleneck layer",
    zh: "瓶颈层",
    definition: {
      en: "A layer with few channels between wider ones, which makes the next convolution cheap.",
      zh: "夹在较宽的层之间、通道很少的一层，使后面的卷积变得便宜。"
    }
  },
  {
    id: "bottleneck-block",
    group: "convolution",
    en: "bottleneck block",
    zh: "瓶颈块",
    definition: {
      en: "A residual block of three convolutions: 1×1 down to few channels, 3×3 there, 1×1 up again.",
      zh: "由三个卷积组成的残差块：先用 1×1 降维，再在少数通道上做 3×3，最后用 1×1 升维。"
    }
  },
  {
    id: "element-wise-product",
    group: "convolution",
    en: "element-wise product",
    zh: "逐元素积",
    definition: {
      en: "The product of two arrays of the same shape, number by number.",
      zh: "两个形状相同的数组对应位置的数相乘所得的数组。"
    },
    note: {en: "Also called Hadamard product.", zh: "也称哈达玛积、按元素乘。"}
  },
  {
    id: "multiply-accumulate",
    group: "convolution",
    en: "multiply–accumulate (MAC)",
    zh: "乘加运算",
    definition: {
      en: "One multiplication and the addition of its product to a sum, the unit in which layers are costed.",
      zh: "做一次乘法并把乘积累加到和上，是计量各层开销的单位。"
    },
    note: {en: "Counted in FLOPs, it is two.", zh: "按 FLOPs 计算，一次乘加是两次运算。"}
  }
];
