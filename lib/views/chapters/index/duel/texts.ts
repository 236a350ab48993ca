import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Which one will learn?",
    question: (layers: string) =>
      `Two networks of ${layers} layers, hardly trained: the same layers, the same first weights. One of them has shortcuts. Which will learn to tell the three spirals apart?`,
    letters: ["A", "B"],
    answers: ["A will learn", "B will learn"],
    show: "I don’t know: train them",
    kinds: ["plain", "with shortcuts"],
    names: ["the plain network", "the network with shortcuts"],
    training: "Both are being trained, here in your browser.",
    moment: "training step",
    again: "Train again",
    layers: "layers",
    added: "+ a[l] in A, too",
    heading: (letter: string, kind: string, error: string) =>
      kind ? `${letter}, ${kind}: ${error} wrong` : `${letter}: ${error} wrong`,
    picture: (name: string, step: number, error: string) =>
      `What network ${name} makes of the plane after ${step} training steps: ${error} of the points wrong.`,
    early: (name: string) => `What network ${name} makes of the plane when it has hardly been trained.`,
    diverged: (letter: string, kind: string, layer: number) =>
      `${[letter, kind].filter(Boolean).join(", ")}: diverged in layer ${layer}`,
    progress: (step: number, steps: number) => `step ${step} of ${steps}`,
    said: (letter: string, right: boolean) =>
      right ? `You said ${letter}, and it is ${letter}.` : `You said ${letter}; it is the other one.`,
    better: (name: string, layers: string, best: string, other: string) =>
      `With ${layers} layers, ${name} gets ${best} of the points wrong, the other ${other}.`,
    alike: (layers: string, error: string) =>
      `Now A has the addition too and is the same network as B: ${error} wrong with ${layers} layers.`,
    plainWins: "Here the plain network is the better one. Give both more layers.",
    residualWins: "All that differs is one addition. Give it to A, too; or change the number of layers.",
    goal: {
      ask: "Let A learn without the addition: fewer than 10% of the points wrong.",
      hint: "A plain network need not be deep for three spirals."
    },
    how: "How this is done",
    details:
      "Both see the same points in the same order. Each dot is a point of one of the three spirals; the colour behind it says which spiral the network takes the place for, the paler the less sure. A shortcut leads around every two layers and adds their input to their output. So that it starts calmly, what these layers make of their input is at first multiplied by 0; the factor, called γ, is learned too. The first pictures were computed when this page was built; every answer and every change trains both in your browser, from other weights each time."
  },
  zh: {
    title: "哪一个学得会？",
    question: layers =>
      `两个 ${layers} 层的网络，刚刚开始训练：层相同，初始权重也相同。其中一个带有捷径。哪一个能学会分开三条螺线？`,
    letters: ["A", "B"],
    answers: ["A 学得会", "B 学得会"],
    show: "不知道，训练给我看",
    kinds: ["普通网络", "带捷径的网络"],
    names: ["普通网络", "带捷径的网络"],
    training: "两个网络正在你的浏览器里训练。",
    moment: "训练步数",
    again: "重新训练",
    layers: "层数",
    added: "给 A 也加上 a[l]",
    heading: (letter, kind, error) =>
      kind ? `${letter}，${kind}：错误率 ${error}` : `${letter}：错误率 ${error}`,
    picture: (name, step, error) => `网络 ${name} 在 ${step} 步训练之后怎样划分平面：错误率 ${error}。`,
    early: name => `网络 ${name} 刚开始训练时怎样划分平面。`,
    diverged: (letter, kind, layer) => `${[letter, kind].filter(Boolean).join("，")}：在第 ${layer} 层发散`,
    progress: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
    said: (letter, right) => (right ? `你说 ${letter}，正是 ${letter}。` : `你说 ${letter}，结果是另一个。`),
    better: (name, layers, best, other) => `${layers} 层时，${name}的错误率是 ${best}，另一个是 ${other}。`,
    alike: (layers, error) =>
      `现在 A 也有了这个加法，和 B 成了同一个网络：${layers} 层时错误率都是 ${error}。`,
    plainWins: "这时普通网络更好。再给两个网络多加些层。",
    residualWins: "两者只差一个加法。给 A 也加上试试；或者改变层数。",
    goal: {ask: "不加那个加法，也让 A 学会：错误率低于 10%。", hint: "要分开三条螺线，普通网络不必很深。"},
    how: "这是怎么做的",
    details:
      "两个网络看到的点和顺序都相同。每个圆点是三条螺线之一上的一点；底色表示网络认为该处属于哪条螺线，越浅越没有把握。捷径绕过每两层，把它们的输入加到它们的输出上。为了起步平稳，这两层自己的输出起初乘以 0，这个系数叫 γ，也是学出来的。最初的两幅图是在生成本页时算好的；每次回答、每次改动，都会在你的浏览器里把两个网络重新训练一遍，每次从不同的权重开始。"
  }
});
