/**
 * The short way: five figures that carry the argument, and what must be known between them. Texts are Markdown with
 * formulas; scripts/markdown/way.ts puts them below the figures, scripts/finish.ts marks the sections in the contents.
 * Links lead from the folder of a language's pages.
 */
import type {ByLanguage, Language} from "./languages.js";
import {type ReadingLoad, readingLoad} from "./reading-time.js";

export interface Stop {
  /** The page that the figure stands on, and the section there. */
  readonly page: string;
  readonly section: string;
  readonly figure: string;
  /** What the way says of it before one is there. */
  readonly name: ByLanguage<string>;
  /** What to take along from the figure, and what must be known before the next. */
  readonly text: ByLanguage<string>;
}

export const shortWay: readonly Stop[] = [
  {
    page: "residual-block",
    section: "walkthrough",
    figure: "walkthrough-figure",
    name: {en: "one block, step by step", zh: "一个块，一步一步走"},
    text: {
      en: "Two layers compute a result, the shortcut adds what came in, and the last ReLU gets the sum. Where the layers yield 0, the block hands on what it was given, as long as that is not negative. Many such blocks in a row are a residual network; the same layers without the additions are a plain one. The next figure has trained both, at depths of 2 to 110 layers, to tell three spirals apart; its curves say how many of their own training examples they still get wrong.",
      zh: "两个层算出一个结果，捷径加上送进来的东西，最后的 ReLU 得到两者之和。这两层给出 0 的时候，块就把收到的东西原样传下去，只要那里面没有负数。许多这样的块排成一列，就是残差网络；同样的层，去掉这些加法，就是普通网络。下一幅图把两种网络都训练过，从 2 层到 110 层，任务是分开三条螺线；曲线表示它们在自己的训练样本上还错多少。"
    }
  },
  {
    page: "residual-network",
    section: "degradation",
    figure: "degradation-experiment",
    name: {en: "deeper, with shortcuts and without", zh: "越来越深，有捷径和没有捷径"},
    text: {
      en: "The deep plain networks do worse on the very examples that they are trained on, so this is no overfitting. They could do as well as a shallow one, if their extra layers only handed on their input; training does not find that. The residual networks hardly suffer. To see why, take a network that works and put two layers with a shortcut behind it: in the next figure you strike out terms until the block does nothing.",
      zh: "很深的普通网络连训练样本本身都学得更差，所以这不是过拟合。多出来的层只要把输入原样传下去，它们就能和浅网络一样好，训练却找不到这样的权重。残差网络几乎不受影响。为什么？取一个训练好的网络，在后面接上带捷径的两层：在下一幅图里，你来逐项划掉，直到这个块什么也不做。"
    }
  },
  {
    page: "why-resnets-work",
    section: "two-more-layers",
    figure: "two-layers",
    name: {en: "a block that does nothing", zh: "什么也不做的块"},
    text: {
      en: "With its last weights and biases at 0, the residual block is exactly the identity, since $a^{[l]}$ has no negative entries. The plain block then puts out 0, and all is lost. So a residual block can begin by doing nothing, and whatever it learns comes on top. One thing is needed: both sides of the ⊕ must have the same shape. On images that means height, width and number of channels; the next figure shows the simplest layer that sets the last of these, a convolution that sees one pixel at a time.",
      zh: "最后一层的权重和偏置都是 0 时，残差块恰好是恒等函数，因为 $a^{[l]}$ 里没有负数。普通块这时输出 0，学到的全丢了。所以残差块可以从什么都不做开始，此后学到的都是额外的收获。只有一个要求：⊕ 两边的形状必须相同。对图像来说，就是高、宽和通道数都相同；要改变通道数，最简单的层就在下一幅图里：一次只看一个像素的卷积。"
    }
  },
  {
    page: "one-by-one-convolution",
    section: "one-filter",
    figure: "one-filter-figure",
    name: {en: "one pixel, 32 channels", zh: "一个像素，32 个通道"},
    text: {
      en: "At each position the filter multiplies the 32 numbers of one pixel by 32 weights and adds them up: a neuron that looks at every pixel in turn. Each filter makes one channel, so with few filters a layer shrinks the channels, and with many it makes more. A 3×3 convolution on few channels is cheap. The next figure shows what the deep ResNets make of that: a block that squeezes, works and restores, with its shortcut around all three layers.",
      zh: "在每个位置上，过滤器把一个像素的 32 个数分别乘以 32 个权重，再加起来：这就是一个神经元，挨个看过每个像素。一个过滤器产生一个通道，所以过滤器少，通道就变少，过滤器多，通道就变多。通道少了，3×3 卷积就便宜。下一幅图是深层 ResNet 的做法：一个先压缩、再计算、再恢复的块，捷径绕过全部三层。"
    }
  },
  {
    page: "one-by-one-convolution",
    section: "in-resnet",
    figure: "in-resnet-figure",
    name: {en: "the block of ResNet-50", zh: "ResNet-50 的块"},
    text: {
      en: "That is the whole idea: layers whose result is added to what came in, so that doing nothing is easy and depth does no harm; and 1×1 convolutions that set the number of channels, on the main path to save work, on the shortcut where shapes differ. Where to go from here: [the gradient on its way back](./residual-block#backwards), [what trained blocks do](./residual-network#what-blocks-learned), [whether the argument holds](./why-resnets-work#identity-experiment), [exercises](./exercises).",
      zh: "全部想法就是这些：层的结果加到输入上，于是什么都不做很容易，加深也就无害；1×1 卷积设定通道数，在主路径上为了省计算，在捷径上为了让形状相符。接下来可以看：[梯度怎样往回走](./residual-block#backwards)，[训练好的块在做什么](./residual-network#what-blocks-learned)，[这番道理经不经得起检验](./why-resnets-work#identity-experiment)，[练习](./exercises)。"
    }
  }
];

/** The stops of a page, by its path in any language: `/zh/residual-block`. */
export const stopsOn = (path: string): readonly Stop[] =>
  shortWay.filter(({page}) => path.replace(/^\/\w+\//, "") === page);

/** What marks the address of whoever walks the way: they see what must be known between the figures. */
export const onTheWay = "?way=short";

/**
 * What the short way gives to read in one language: its texts, its figures, and the paragraphs before the first.
 *
 * @param first the Markdown of the page that the first stop stands on
 */
export function shortWayLoad(language: Language, first: string): ReadingLoad {
  const [, before] = new RegExp(`\\{#${shortWay[0].section}\\}([\\s\\S]*?)<noscript>`).exec(first)!;
  const texts = shortWay.map(({text}) => text[language]);
  return {...readingLoad([before, ...texts].join("\n\n")), figures: shortWay.length};
}
