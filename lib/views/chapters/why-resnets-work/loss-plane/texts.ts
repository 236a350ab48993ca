import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "The loss around trained weights",
    depth: "layers",
    radius: "radius",
    grid: "grid",
    noise: "noise of the data",
    seed: "seed of the plane",
    network: "seed of the networks",
    run: "Run it here",
    kinds: {plain: "Plain", residual: "Residual"},
    loss: "loss",
    minima: (kind: string, count: number) =>
      `${kind}: ${count === 0 ? "no local minimum" : count === 1 ? "1 local minimum" : `${count} local minima`}`,
    under: (kind: string) => `${kind}: not complete`,
    diverged: (kind: string) => `${kind}: diverged, nothing to show`,
    says: (error: string, centre: string, least: string, most: string) =>
      `Where training ended, loss ${centre}, ${error} wrong; on the plane from ${least} to ${most}.`,
    stop: ". ",
    end: ".",
    progress: (share: string) => `${share} done`,
    what: (layers: string, radius: number, grid: string, noise: number, plane: number, network: number) =>
      `${layers} layers, radius ${radius}, ${grid} × ${grid} points, noise ${noise}, seeds ${plane} (plane) and ${network} (networks)`,
    failed: (why: string) => `One of the two could not be computed: ${why}`,
    predict: {
      ask: "A plain and a residual network of 56 layers, both trained. On a plane through the trained weights of each: which loss has more local minima, more than twice as many as the other?",
      choices: {
        plain: "that of the plain network",
        residual: "that of the residual network",
        alike: "neither: they are about as many"
      },
      because:
        "The plain network of 56 layers has hardly learned: it stands on a high plateau near the loss of guessing, and small pits cover it. The residual network has come down into a valley, and seen from its floor the ground rises nearly everywhere."
    },
    goal: {
      ask: "Find a plane on which the plain network has no more local minima than the residual one.",
      hint: "With 8 layers the two are alike. Look from farther away, and run it; another plane may do it, too."
    },
    caption:
      "The loss on a plane through a trained network’s weights (the cross), in two random directions: a slice of two in thousands of dimensions. Dots are local minima. Of 8 layers both networks have few; of 56 the plain one’s plane is full of them.",
    hint: "The stronger the colour, the lower the loss, on a logarithmic scale that both maps share: from line to line it changes by about 12%. A dot is a point of the grid that is lower than its eight neighbours, so how many there are depends on radius and grid. At radius 1 the edge lies as far from the cross, in each direction, as each unit’s weights are long; biases, γ and β stay. The loss is that of all examples as one batch, as in training. Guessing has 1.10. Look at 20 layers, too; take other planes and other networks, or look from farther away.",
    describe: (layers: string, radius: number, plain: string, residual: string) =>
      `Networks of ${layers} layers, up to ${radius} from the trained weights. ${plain} ${residual}`
  },
  zh: {
    title: "训练所得权重周围的损失",
    depth: "层数",
    radius: "半径",
    grid: "网格",
    noise: "数据的噪声",
    seed: "平面的种子",
    network: "网络的种子",
    run: "在这里运行",
    kinds: {plain: "普通", residual: "残差"},
    loss: "损失",
    minima: (kind, count) => `${kind}：${count === 0 ? "没有极小点" : `${count} 个极小点`}`,
    under: kind => `${kind}：尚未算完`,
    diverged: kind => `${kind}：训练发散，没有可画的`,
    says: (error, centre, least, most) =>
      `训练停在损失 ${centre} 处，错误率 ${error}；平面上的损失从 ${least} 到 ${most}。`,
    stop: "。",
    end: "。",
    progress: share => `已完成 ${share}`,
    what: (layers, radius, grid, noise, plane, network) =>
      `${layers} 层，半径 ${radius}，${grid} × ${grid} 个点，噪声 ${noise}，平面的种子 ${plane}，网络的种子 ${network}`,
    failed: why => `有一个网络没能算出来：${why}`,
    predict: {
      ask: "一个普通网络，一个残差网络，都是 56 层，都训练过。过各自的权重取一个平面，看上面的损失：哪一个的极小点更多，多到另一个的两倍以上？",
      choices: {plain: "普通网络的", residual: "残差网络的", alike: "都不是，两者差不多"},
      because:
        "56 层的普通网络几乎没有学到什么：它停在一片高原上，损失与随机猜测相近，到处是小坑。残差网络已经下到山谷里，从谷底看去，地面几乎处处升高。"
    },
    goal: {
      ask: "找一个平面，使普通网络的极小点不比残差网络的多。",
      hint: "8 层时两者差不多。从远一点的地方看，再运行；换一个平面也可能做到。"
    },
    caption:
      "过训练所得的权重（十字），沿两个随机方向取一个平面，画出上面的损失：这只是几千维空间里的一个二维切片。圆点是极小点。8 层时，两种网络的极小点都很少；56 层时，普通网络的平面上到处都是。",
    hint: "颜色越浓，损失越低；两张图共用一个对数刻度，相邻两条等高线的损失相差约 12%。网格上的一个点若低于相邻的八个点，就画上圆点，所以极小点有多少，与半径和网格有关。半径为 1 时，从十字沿任一方向走到边缘，每个单元的权重改变的幅度与它自身的长度相等；偏置、γ 和 β 不动。损失是全部样本作为一批时的损失，与训练时一样。随机猜测的损失是 1.10。再看看 20 层的；换几个平面，换几个网络，或者放大半径，从远处看。",
    describe: (layers, radius, plain, residual) =>
      `${layers} 层的网络，离训练所得的权重最远 ${radius}。${plain}${residual}`
  }
});
