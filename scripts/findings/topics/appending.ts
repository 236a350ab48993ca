// Blocks appended to trained networks: what was measured, and what the pages say of it.
import {append, solutionExists} from "../../../lib/experiments/append.js";
import {decay} from "../../../lib/experiments/decay.js";
import {dropping} from "../../../lib/experiments/dropping.js";
import {always, type Finding, finding, measurement, middle, rising, share} from "../finding.js";

import {table} from "./training.js";

const candidates = {
  "plain he": {kind: "plain", initialisation: "he"},
  "plain identity": {kind: "plain", initialisation: "identity"},
  "residual he": {kind: "residual", initialisation: "he"},
  "residual zero": {kind: "residual", initialisation: "zero"},
  "no block": {count: 0, train: "all"}
} as const;
type Candidate = keyof typeof candidates;

/** Loss over the loss before a block was added, at some steps. */
const appended = (place: "end" | "middle", seed: number) => {
  const rows = Object.entries(candidates).flatMap(([name, options]) => {
    const records = [...append({place, count: 1, ...options, seed})];
    const base = records.filter(r => r.phase === "base").at(-1)!.loss;
    const after = records.filter(r => r.phase === "appended");
    return ([0, 5, 10, 20, 100] as const).map(
      step => [`${name} at ${step}`, after[step].loss / base] as const
    );
  });
  return Object.fromEntries(rows) as {[name in `${Candidate} at ${0 | 5 | 10 | 20 | 100}`]: number};
};
const oneAtTheEnd = measurement("one block at the end", 1.5, seed => appended("end", seed));
const oneInTheMiddle = measurement("one block in the middle", 1.5, seed => appended("middle", seed));
const tenAtTheEnd = measurement("ten blocks at the end", 0.3, seed => {
  const records = [...append({kind: "residual", initialisation: "he", count: 10, steps: 0, seed})];
  const base = records.filter(r => r.phase === "base").at(-1)!.loss;
  return {"residual he at 0": records.at(-1)!.loss / base};
});

const solutions = measurement("solutions", 7, seed => {
  const records = [...solutionExists({seed})];
  const last = (how: string, depth: number) =>
    records.filter(r => r.how === how && r.depth === depth).at(-1)!;
  return {
    "8 trained, loss": last("trained", 8).loss,
    "56 extended, loss": last("extended", 56).loss,
    "110 extended, loss": last("extended", 110).loss,
    "8 trained, %": 100 * last("trained", 8).error,
    "56 from random, %": 100 * last("scratch", 56).error,
    "110 from random, %": 100 * last("scratch", 110).error
  };
});

/** Size of the branch after 100 steps of the block, in per cent of its input, by how long the network trained before. */
const droppings = measurement("droppings", 3, seed =>
  table(
    ["5", "12", "20", "30", "40"],
    before => 100 * [...dropping({before: Number(before), seed})].at(-1)!.branch
  )
);

/** Weights doubled after training: what the training error, in per cent, was and becomes. */
const doubling = measurement("doubling", 0.5, seed => {
  const ends = (norm: boolean) => [...decay({norm, rate: norm ? 0.03 : 0.01, seed})].filter(r => r.doubled);
  const change = (norm: boolean) => ends(norm).map(r => 100 * Math.abs(r.doubled!.error - r.error));
  const [none, , strong] = ends(true);
  return {
    "normalised, largest change in points": Math.max(...change(true)),
    "bare, least change in points": Math.min(...change(false)),
    "normalised, ‖W‖ at λ 0.01 over that at λ 0": strong.size / none.size
  };
});

export const findings: readonly Finding[] = [
  finding("untouched", "why-resnets-work#append", oneAtTheEnd, {
    says: {
      en: "Two of the four blocks leave the loss untouched: plain from W = I, and residual with a last layer of 0.",
      zh: "四个块里有两个不动损失：W = I 的普通块，末层为零的残差块。"
    },
    shows: ["plain he at 0", "plain identity at 0", "residual he at 0", "residual zero at 0"],
    holds: r =>
      always(
        r,
        n =>
          n["plain identity at 0"] === 1 &&
          n["residual zero at 0"] === 1 &&
          Math.min(n["plain he at 0"], n["residual he at 0"]) > 50
      )
  }),
  finding("shaken-off", "why-resnets-work#append", oneAtTheEnd, {
    says: {
      en: "One block, ten steps on: from W = I the loss is still several times what it was, with a last layer of 0 about back.",
      zh: "加一个块，十步之后：从 W = I 出发的，损失仍是原来的好几倍；末层为零的，大致回到了原处。"
    },
    shows: ["plain identity at 5", "plain identity at 10", "residual zero at 5", "residual zero at 10"],
    holds: r =>
      middle(r, "plain identity at 10") > 3 &&
      middle(r, "residual zero at 10") < 1.5 &&
      share(r, n => n["plain identity at 10"] > n["residual zero at 10"]) >= 0.9
  }),
  finding("ten-blocks", "why-resnets-work#append", tenAtTheEnd, {
    says: {
      en: "Ten residual blocks with random weights do far more damage than one.",
      zh: "十个权重随机的残差块，破坏比一个大得多。"
    },
    shows: ["residual he at 0"],
    holds: r => always(r, n => n["residual he at 0"] > 10_000)
  }),
  finding("recovers", "why-resnets-work#append", oneAtTheEnd, {
    says: {
      en: "One residual block that starts badly recovers faster than its plain counterpart.",
      zh: "一个开头不利的残差块，比对应的普通块恢复得快。"
    },
    shows: ["plain he at 10", "residual he at 10", "plain he at 100", "residual he at 100"],
    holds: r =>
      ([5, 10, 20] as const).every(
        step => share(r, n => n[`residual he at ${step}`] < n[`plain he at ${step}`]) >= 0.9
      )
  }),
  finding("recovers-in-the-middle", "why-resnets-work#append", oneInTheMiddle, {
    says: {
      en: "The same for one block in the middle.",
      zh: "一个块放在中间时也一样。"
    },
    shows: ["plain identity at 10", "residual zero at 10", "plain he at 10", "residual he at 10"],
    holds: r =>
      middle(r, "residual zero at 10") < middle(r, "plain identity at 10") &&
      ([5, 10, 20] as const).every(
        step => share(r, n => n[`residual he at ${step}`] < n[`plain he at ${step}`]) >= 0.9
      )
  }),
  finding("control-bump", "why-resnets-work#append", oneAtTheEnd, {
    says: {
      en: "The control’s bump, without any block, is the optimiser’s doing.",
      zh: "对照没有加块也有凸起，那是优化器造成的。"
    },
    shows: ["no block at 5", "no block at 10", "no block at 100"],
    holds: r => always(r, n => n["no block at 5"] > 1.5 && n["no block at 100"] < 1)
  }),
  finding("solution-exists", "why-resnets-work#append", solutions, {
    says: {
      en: "Extended by layers with W = I, a trained plain network has exactly the loss of the shallow one.",
      zh: "接上 W = I 的层，训练好的普通网络的损失与浅的完全相同。"
    },
    shows: ["8 trained, loss", "56 extended, loss", "110 extended, loss"],
    holds: r =>
      always(
        r,
        n =>
          n["56 extended, loss"] === n["8 trained, loss"] && n["110 extended, loss"] === n["8 trained, loss"]
      )
  }),
  finding("solution-not-found", "why-resnets-work#append", solutions, {
    says: {
      en: "From random weights, 56 layers get part of the way, and 110 do not leave the level of guessing (90 %).",
      zh: "从随机权重出发，56 层的只走了一段，110 层的没有离开随机猜测的水平（90 %）。"
    },
    shows: ["8 trained, %", "56 from random, %", "110 from random, %"],
    holds: r =>
      always(r, n => n["8 trained, %"] < 2 && n["56 from random, %"] > 20 && n["110 from random, %"] > 85) &&
      middle(r, "56 from random, %") < 80
  }),
  finding("less-to-add", "why-resnets-work#questions", droppings, {
    says: {
      en: "The longer the network trained before, the smaller the branch of a block that is added.",
      zh: "网络事先训练得越久，后加的块的分支就越小。"
    },
    shows: ["5", "12", "20", "30", "40"],
    holds: r =>
      rising(...["40", "30", "20", "12", "5"].map(before => middle(r, before as "5"))) &&
      always(r, n => n["5"] > n["40"])
  }),
  finding("doubled", "why-resnets-work#questions", doubling, {
    says: {
      en: "Under batch normalisation doubled weights leave the training error as it is; without, they do not.",
      zh: "有批量归一化时，权重加倍，训练误差不变；没有它就会变。"
    },
    shows: [
      "normalised, largest change in points",
      "bare, least change in points",
      "normalised, ‖W‖ at λ 0.01 over that at λ 0"
    ],
    holds: r =>
      always(
        r,
        n =>
          n["normalised, largest change in points"] < 0.5 &&
          n["bare, least change in points"] > 1 &&
          n["normalised, ‖W‖ at λ 0.01 over that at λ 0"] < 0.8
      )
  })
];
