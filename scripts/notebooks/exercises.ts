// Exercises of the lesson as cells of a Jupyter notebook: PyTorch in the place of loops, answers from the same library.

import {type Exercise, exercises, type Value} from "../../lib/lesson/exercises/index.js";
import {plainValue} from "../../lib/lesson/exercises/values.js";
import type {ByLanguage} from "../../lib/lesson/languages.js";
import {random} from "../../lib/tensor/index.js";
import type {Language} from "../site.js";

/** The exercises of a chapter, each with a solution in PyTorch. */
export const solutions: {readonly [chapter: string]: {readonly [id: string]: string}} = {
  "residual-block": {
    "residual-forward": `    a1 = torch.relu(a @ W1 + b1)
    z2 = a1 @ W2 + b2
    return torch.relu(z2 + a)`,
    projection: "    return torch.relu(z + a @ Ws)",
    "shortcut-gradient": `    g = d * (sum > 0)
    hidden = (g @ W2.T) * (z1 > 0)
    return hidden @ W1.T + g`
  },
  "residual-network": {
    "output-length": "    return (n + 2 * padding - k) // stride + 1",
    "zero-padding": `    kept = x[::stride, ::stride]
    return nn.functional.pad(kept, (0, channels - x.shape[-1]))`
  },
  "why-resnets-work": {"weight-decay": "    return w - rate * (gradient + lambda_ * w)"},
  "one-by-one-convolution": {
    pointwise: "    return x @ W + b",
    "global-average": "    return x.mean(dim=(0, 1))"
  }
};

const texts = {
  en: {
    title: "Exercises",
    intro:
      "Write each function in PyTorch, and run its cell: it is tried on inputs whose answers come from the lesson’s library. Arrays are tensors of 32-bit numbers.",
    mine: "your code",
    solution: "Solution",
    nothing: "Not yet: it returns nothing.",
    shape: "The shape is {given}, it should be {due}.",
    wrong: "For {arguments} the answer is {due}, not {given}.",
    right: "Right."
  },
  zh: {
    title: "练习",
    intro:
      "用 PyTorch 写出每个函数，再运行它的单元格：它会在一些输入上试算，答案来自本课的库。数组都是 32 位数的张量。",
    mine: "在这里写",
    solution: "答案",
    nothing: "还没有：它什么也没有返回。",
    shape: "形状是 {given}，应为 {due}。",
    wrong: "对 {arguments}，答案是 {due}，不是 {given}。",
    right: "对。"
  }
} as const satisfies ByLanguage<unknown>;

/** What Python would read as something else. */
const python = (name: string) => (name === "lambda" ? "lambda_" : name);

/** The function that the reader writes, with this body. */
export const functionOf = ({name, parameters}: Exercise, body: string): string =>
  `def ${name}(${parameters.map(python).join(", ")}):\n${body}`;

/** Inputs from the smallest sizes to the largest, with zeros, negative numbers and fractions. */
function inputs({sizes, make}: Exercise): (readonly Value[])[] {
  const next = random(11);
  const number = () => Math.round(8 * (2 * next() - 1)) / 4;
  return [0, 0.4, 0.7, 1, 1].map(share => {
    const drawn = Object.entries(sizes).map(([name, [low, high]]) => [
      name,
      low + Math.round(share * (high - low))
    ]);
    return make(Object.fromEntries(drawn), number);
  });
}

/** What the checks of a chapter's exercises know: inputs, answers, and what the usual slips come to. */
function known(ids: readonly string[], language: Language) {
  const rows = ids.map(id => {
    const exercise = exercises.find(row => row.id === id)!;
    const given = inputs(exercise);
    const numbers = (f: (...args: readonly Value[]) => unknown) =>
      given.map(args => plainValue(f(...structuredClone(args))));
    return [
      id,
      {
        inputs: given,
        answers: numbers(exercise.answer),
        slips: exercise.slips.map(({as, say}) => ({say: say[language], answers: numbers(as)}))
      }
    ];
  });
  return Object.fromEntries(rows);
}

const checker = (t: (typeof texts)[Language]) => `def alike(x, y):
    return x.shape == y.shape and torch.allclose(x, y, rtol=1e-4, atol=1e-4)


def check(function, exercise):
    """Tries a function; says what is wrong on the first input on which something is, or which usual slip it makes."""
    known = exercises[exercise]
    number = lambda v: torch.tensor(v, dtype=torch.float32)
    inputs = [[number(v) if isinstance(v, list) else v for v in row] for row in known["inputs"]]
    answers = [function(*row) for row in inputs]
    if any(answer is None for answer in answers):
        print(${JSON.stringify(t.nothing)})
        return
    answers = [torch.as_tensor(answer, dtype=torch.float32) for answer in answers]
    for given, arguments, due in zip(answers, inputs, map(number, known["answers"])):
        if alike(given, due):
            continue
        for slip in known["slips"]:
            if all(alike(a, number(b)) for a, b in zip(answers, slip["answers"])):
                print(slip["say"])
                return
        if given.shape != due.shape:
            print(${JSON.stringify(t.shape)}.format(given=tuple(given.shape), due=tuple(due.shape)))
        else:
            said = ", ".join(str(v.tolist() if torch.is_tensor(v) else v) for v in arguments)
            print(${JSON.stringify(t.wrong)}.format(arguments=said, due=due.tolist(), given=given.tolist()))
        return
    print(${JSON.stringify(t.right)})`;

type Cell = {readonly text: string} | {readonly python: string};

/** The cells at the end of a chapter: what checks, then a task, a function to write and a folded solution for each. */
export function exerciseCells(chapter: string, language: Language): readonly Cell[] {
  const t = texts[language];
  const ids = Object.keys(solutions[chapter]);
  return [
    {text: `## ${t.title}\n\n${t.intro}`},
    {
      python: `import json

import torch
from torch import nn

exercises = json.loads(r"""${JSON.stringify(known(ids, language))}""")


${checker(t)}`
    },
    ...ids.flatMap((id): Cell[] => {
      const exercise = exercises.find(row => row.id === id)!;
      const ask = exercise.ask[language].replace(/\blambda\b/g, python);
      const folded = `<details><summary>${t.solution}</summary>\n\n\`\`\`python\n${functionOf(exercise, solutions[chapter][id])}\n\`\`\`\n\n</details>`;
      return [
        {text: `### ${exercise.title[language]}\n\n${ask}`},
        {
          python: `${functionOf(exercise, `    return None  # ${t.mine}`)}\n\n\ncheck(${exercise.name}, "${id}")`
        },
        {text: folded}
      ];
    })
  ];
}
