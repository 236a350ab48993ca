import type {Misfits} from "../../../../export/index.js";
import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Networks that were trained on photographs",
    open: (bytes: string) => `Open both networks (${bytes})`,
    opening: "fetching the weights…",
    unopened: "Open both networks first: their weights have not been fetched.",
    absent: (why: string) => `The weights could not be fetched; perhaps the network is away. ${why}`,
    failed: (why: string) => `The picture could not be sent through: ${why}`,
    picture: "The picture, scaled to 32×32",
    drawn: "The drawn one",
    drop: "or drop one here, or paste it",
    act: "a click takes",
    acts: {delete: "a block’s layers", cut: "only its arc"},
    passed: "blocks passed",
    of: (k: number, all: number) => `${k} of ${all}`,
    row: (kind: string) => `Blocks, ${kind}`,
    heading: (kind: string, error: string) => `${kind}, 20 layers: ${error} of the test images wrong`,
    left: {"1": "whole", "0": "layers taken", a: "arc taken"},
    unpassed: "not passed",
    block: (k: number, left: string, share: string, layers: string, arc: string, early: string) =>
      `Block ${k}, ${left}.${share && ` It changes its input by ${share}.`} On the test images: without its layers ${layers} wrong${arc && `, without its arc ${arc}`}, read after it ${early}`,
    closed: "Open the networks to see what they say of the picture.",
    says: (name: string, probability: string) => `It says: ${name} (${probability})`,
    classes: {
      ...{airplane: "airplane", automobile: "car", bird: "bird", cat: "cat", deer: "deer"},
      ...{dog: "dog", frog: "frog", horse: "horse", ship: "ship", truck: "truck"}
    } as {readonly [name: string]: string},
    measured: "error on the test images, %, when one block loses its layers, or its arc",
    residualLayers: "residual, without its layers",
    residualArc: "residual, without its arc",
    plainLayers: "plain, without its layers",
    place: "block",
    range: (middle: string, least: string, most: string) => `median ${middle}%, from ${least}% to ${most}%`,
    trained: "How they were trained",
    epochs: "epoch",
    error: "error, %",
    test: "test",
    training: "training",
    recipe: (
      {epochs, batch, momentum, decay}: {epochs: number; batch: number; momentum: number; decay: number},
      images: string
    ) =>
      `${epochs} epochs of CIFAR-10’s ${images} training images, by the library of this page, in Node: batches of ${batch}, momentum ${momentum}, weight decay ${decay}, crops and mirrored images, shortcuts without parameters. Weights are stored as float16.`,
    apart:
      "Errors on the test images. The last column is from the paper (table 6), trained sixteen times as long.",
    network: "Network",
    twenty: (kind: string) => `${kind}, 20 layers`,
    here: (epochs: number) => `Here, ${epochs} epochs`,
    paper: "He et al. 2015, 164 epochs",
    untold: "only as a curve",
    final: (kind: string, test: string) => `${kind}: ${test} of the test images wrong`,
    own: "Open a network of your own",
    ownAbout:
      "A residual or plain network in a safetensors file: for photographs of ImageNet, 224×224, as torchvision and timm have them (ResNet-18 to -152), or for pictures of 32×32, as Y. Idelbayev and Y. Chen have published them (conv1, layer1.0.conv1 and so on, fc or linear at the end) or as the library of this page writes them (W1, gamma1, beta1, mean1 and so on). It may be as large as 250 MB, and stays on your device. Only numbers are read from it; nothing in it is run. A .pth file becomes such a file in Python:",
    ownOpen: "Open a .safetensors file…",
    ownDrop: "or drop one on the figure",
    ownKind: "arcs (the file does not say)",
    ownKinds: {residual: "with arcs", plain: "without"},
    ownHeading: (name: string, blocks: number, classes: number) =>
      `${name}: ${blocks} blocks, ${classes} classes`,
    ownBlock: (k: number, left: string) => `Block ${k}, ${left}`,
    neither: (name: string) =>
      `“${name}” is neither a picture nor a .safetensors file, by its name and type. All stays as it was.`,
    unfit: (name: string, why: string) => `“${name}” does not open: ${why}`,
    why: (said: string, _misfits?: Misfits) => said,
    large: (size: string, most: string) => `it has ${size}; such a network has less than ${most}`,
    nth: (i: number) => `class ${i}`,
    unnamed: (why: string) =>
      `The names of ImageNet’s classes could not be fetched, so that classes have numbers; perhaps the network is away. ${why}`,
    passing: "passing through the network",
    middle: "The picture as this network is given it",
    given: (side: number, shorter: number, _named: boolean) =>
      `It is given the middle of your picture: the shorter side is scaled to 256, its middle of ${side}×${side} is cut out, and the colours are standardised by ImageNet’s mean and deviation.${shorter < 256 ? ` The picture is small, ${shorter} pixels on that side: it had to be enlarged.` : ""}`,
    layers: "Layer by layer: what each makes of the picture",
    layersHint: "Choose a layer: press its bar, or walk with the arrow keys.",
    layerAt: (part: number, blocks: number, name: string) =>
      part > 0 && part <= blocks ? `Block ${part}, ${name}` : name,
    layerMaps: (name: string, channels: number, shown: number, size: string, signed: boolean) =>
      `${name}: ${shown < channels ? `the first ${shown} of ` : ""}${channels} channels of ${size}, each by its own largest number; 0 is ${signed ? "grey" : "black"}`,
    scores: (name: string, classes: number) => `${name}: ${classes} scores, whose shares stand above`,
    matrix: (inputs: number, filters: number, rows: number, columns: number) =>
      `Its weights, a matrix: ${inputs} rows for the channels that it reads, ${filters} columns for those that it makes${rows < inputs || columns < filters ? `; here the first ${rows} × ${columns}` : ""}`,
    yours: (said: string) => `Yours: ${said}`,
    inside: "Look inside: the filters of the first layer, and the signal that the last layer reads",
    filters: (kind: string, count: number, grey: number) =>
      `${kind}: the ${count} filters of the first layer; ${grey} look for light and dark more than for colour`,
    map: (kind: string, channels: number, side: number) =>
      `${kind}: what the last layer reads, ${channels} channels of ${side}×${side}`,
    caption: (layers: string, plain: string, whole: string) =>
      `Measured beforehand on the 10,000 test images of CIFAR-10: without the layers of one block the residual network gets ${layers} wrong (the median; whole, ${whole}), the plain one ${plain}, which is no better than guessing.`,
    goal: {
      ask: "Take the layers of four blocks of the residual network or more, and nothing else, so that it still says of the picture what it said whole.",
      hint: "Open the networks, and see what it says. It can spare the blocks whose bars are low."
    },
    hint: "Reset makes all networks whole again, your own too. The two networks were trained alike, with ten kinds of photographs; of anything else they will name one of the ten all the same. Neither a picture of your own nor what the camera sees leaves your device. Bars: how much a block changes what passes through it. With fewer blocks passed the last layer reads the signal early; where a plain block that is taken would have changed the shape, every second pixel goes on, with zeros for new channels.",
    describe: (residual: string, plain: string) => `Residual: ${residual} Plain: ${plain}`,
    lost: (layers: string, arc: string, plain: string) =>
      `Medians over the blocks: residual without layers ${layers}, without an arc ${arc}; plain without layers ${plain}.`
  },
  zh: {
    title: "用照片训练的网络",
    open: bytes => `打开两个网络（${bytes}）`,
    opening: "正在取权重……",
    unopened: "请先打开两个网络：还没有取来权重。",
    absent: why => `没能取到权重，也许网络断了。${why}`,
    failed: why => `图片没能送进网络：${why}`,
    picture: "图片，缩小为 32×32",
    drawn: "画出来的那张",
    drop: "也可以拖到这里，或者粘贴",
    act: "点击一下，拿走",
    acts: {delete: "块里的两层", cut: "只拿弧线"},
    passed: "经过的块数",
    of: (k, all) => `${all} 块中的 ${k} 块`,
    row: kind => `${kind}的块`,
    heading: (kind, error) => `${kind}，20 层：测试图片的错误率 ${error}`,
    left: {"1": "完整", "0": "两层已拿走", a: "弧线已拿走"},
    unpassed: "没有经过",
    block: (k, left, share, layers, arc, early) =>
      `第 ${k} 块，${left}。${share && `改动幅度为输入的 ${share}。`}测试图片的错误率：没有两层 ${layers}${arc && `，没有弧线 ${arc}`}，在它之后读出 ${early}`,
    closed: "打开网络，就能看到它们怎么说这张图片。",
    says: (name, probability) => `它说：${name}（${probability}）`,
    classes: {
      ...{airplane: "飞机", automobile: "汽车", bird: "鸟", cat: "猫", deer: "鹿"},
      ...{dog: "狗", frog: "青蛙", horse: "马", ship: "船", truck: "卡车"}
    },
    measured: "一个块少了两层，或少了弧线时，测试图片的误差，%",
    residualLayers: "残差，没有两层",
    residualArc: "残差，没有弧线",
    plainLayers: "普通，没有两层",
    place: "块",
    range: (middle, least, most) => `中位数 ${middle}%，从 ${least}% 到 ${most}%`,
    trained: "它们是怎样训练的",
    epochs: "轮",
    error: "误差，%",
    test: "测试",
    training: "训练",
    recipe: ({epochs, batch, momentum, decay}, images) =>
      `用 CIFAR-10 的 ${images} 张训练图片训练 ${epochs} 轮，由本页的库在 Node 里完成：批大小 ${batch}，动量 ${momentum}，权重衰减 ${decay}，随机裁剪和左右翻转，捷径不带参数。权重存为 float16。`,
    apart: "测试图片的错误率。最后一列出自论文（表 6），训练的时间是这里的十六倍。",
    network: "网络",
    twenty: kind => `${kind}，20 层`,
    here: epochs => `这里，${epochs} 轮`,
    paper: "何恺明等，2015，164 轮",
    untold: "只画了曲线",
    final: (kind, test) => `${kind}在测试图片上的错误率是 ${test}`,
    own: "打开你自己的网络",
    ownAbout:
      "残差网络或普通网络，存成 safetensors 文件：可以是用于 ImageNet 照片（224×224）的，名称与 torchvision 和 timm 相同（ResNet-18 到 -152）；也可以是用于 32×32 图片的，名称与 Y. Idelbayev 和 Y. Chen 公开的权重相同（conv1、layer1.0.conv1 等等，最后是 fc 或 linear），或者与本页的库写出的相同（W1、gamma1、beta1、mean1 等等）。文件最大 250 MB。它不会离开你的设备，从中只读取数字，不运行任何东西。.pth 文件可以用 Python 这样转换：",
    ownOpen: "打开 .safetensors 文件……",
    ownDrop: "也可以拖到图上",
    ownKind: "弧线（文件里没有说）",
    ownKinds: {residual: "有", plain: "没有"},
    ownHeading: (name, blocks, classes) => `${name}：${blocks} 个块，${classes} 类`,
    ownBlock: (k, left) => `第 ${k} 块，${left}`,
    neither: name => `从名称和类型看，“${name}”既不是图片，也不是 .safetensors 文件。一切保持原样。`,
    unfit: (name, why) => `“${name}”打不开：${why}`,
    why(said, found) {
      if (!found) return `库的说明是“${said}”。`;
      const {misfits, holds} = found;
      const parts = misfits.slice(0, 5).map(({name, needed, found}) => {
        if (!needed) return `网络里没有 ${name}`;
        return found ? `${name} 的形状是 ${found}，网络需要 ${needed}` : `缺少 ${name}（${needed}）`;
      });
      if (misfits.length > 5) parts.push(`另有 ${misfits.length - 5} 处不合`);
      if (holds) parts.push(holds.length ? `文件里有 ${holds.join("、")} 等` : "文件里什么也没有");
      return `${holds ? "不是这样的网络" : "与网络不合"}。${parts.join("；")}。`;
    },
    large: (size, most) => `它有 ${size}，这样的网络不到 ${most}`,
    nth: i => `第 ${i} 类`,
    unnamed: why => `没能取到 ImageNet 各类的名称，所以只显示编号；也许网络断了。${why}`,
    passing: "正在通过网络",
    middle: "这个网络得到的图片",
    given: (side, shorter, named) =>
      `它得到的是图片的中间部分：短边缩放到 256，裁出 ${side}×${side}，再按 ImageNet 的均值和标准差把颜色标准化。${shorter < 256 ? `图片较小，短边只有 ${shorter} 个像素，因此放大过。` : ""}${named ? "类别名称是英文的。" : ""}`,
    layers: "一层一层看：每一层把图片变成什么",
    layersHint: "选一层：点它的条形，或用方向键逐层走。",
    layerAt: (part, blocks, name) => (part > 0 && part <= blocks ? `第 ${part} 块，${name}` : name),
    layerMaps: (name, channels, shown, size, signed) =>
      `${name}：${shown < channels ? `${channels} 个通道中的前 ${shown} 个` : `${channels} 个通道`}，${size}，各按自己最大的数缩放；0 是${signed ? "灰色" : "黑色"}`,
    scores: (name, classes) => `${name}：${classes} 个得分，换算成的概率在上面`,
    matrix: (inputs, filters, rows, columns) =>
      `它的权重，一个矩阵：${inputs} 行对应读入的通道，${filters} 列对应产生的通道${rows < inputs || columns < filters ? `；这里是前 ${rows} × ${columns} 个` : ""}`,
    yours: said => `你的网络：${said}`,
    inside: "看看里面：第一层的过滤器，和最后一层读到的信号",
    filters: (kind, count, grey) => `${kind}：第一层的 ${count} 个过滤器，其中 ${grey} 个看明暗多于看颜色`,
    map: (kind, channels, side) => `${kind}：最后一层读到的 ${channels} 个通道，${side}×${side}`,
    caption: (layers, plain, whole) =>
      `事先在 CIFAR-10 的一万张测试图片上测得：少了一个块的两层，残差网络的错误率是 ${layers}（取中位数；完整时 ${whole}），普通网络是 ${plain}，和瞎猜一样。`,
    goal: {
      ask: "在残差网络里拿走四个或更多块的两层，别的都不动，让它对这张图片的说法和完整时一样。",
      hint: "先打开网络，看它怎么说。条形低的块，它少得起。"
    },
    hint: "按“重置”，所有网络都恢复完整，你自己的也一样。两个网络的训练方式相同，只见过十类照片；给它们看别的东西，它们照样会在这十类里说一个。你自己的图片，和摄像头看到的，都不会离开你的设备。条形高度表示一个块对经过它的东西的改动幅度。经过的块少，最后一层就提前读取信号；拿走的普通块如果本来会改变形状，就每隔一个像素取一个，新的通道补零。",
    describe: (residual, plain) => `残差网络：${residual}普通网络：${plain}`,
    lost: (layers, arc, plain) =>
      `各块的中位数：残差网络没有两层 ${layers}，没有弧线 ${arc}；普通网络没有两层 ${plain}。`
  }
});
