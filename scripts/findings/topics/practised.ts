import {type StochasticOptions, stochasticDepth} from "../../../lib/experiments/stochastic.js";
import {always, type Finding, finding, measurement, median, middle, share} from "../finding.js";

/** Networks of 56 layers trained with and without stochastic depth: error in per cent, whole and without blocks. */
const stochastic = measurement("stochastic depth", 12, seed => {
  const tasks = {
    digits: {shares: [0, 0.25, 0.5]},
    "spirals, 150 steps": {data: "spirals", variant: "zero-gamma", steps: 150, shares: [0, 0.25]},
    "spirals, 600 steps": {data: "spirals", variant: "zero-gamma", steps: 600, shares: [0, 0.25]},
    "pre-activation, 600 steps": {data: "spirals", variant: "pre-activation", steps: 600, shares: [0, 0.25]}
  } as const satisfies Record<string, StochasticOptions>;
  const numbers: Record<string, number> = {};
  for (const [task, options] of Object.entries(tasks)) {
    const records = [...stochasticDepth({...options, seed, seeds: 1})];
    for (const survival of [1, 0.5])
      for (const share of options.shares) {
        const of = records.filter(r => r.survival === survival && r.removed === Math.round(share * r.blocks));
        const how = survival === 1 ? "usual" : "practised";
        numbers[`${task}, ${how}, ${100 * share} % deleted`] = 100 * median(of.map(({error}) => error));
      }
  }
  return numbers;
});

export const findings: readonly Finding[] = [
  finding("practice-digits", "residual-network#what-blocks-learned", stochastic, {
    says: {
      en: "On digits a network that practised with dropped branches misses a quarter of its blocks, or half, far less; whole, both are almost without error.",
      zh: "识别数字时，训练中随机丢过分支的网络，少了四分之一或一半的块，损失小得多；块都在时，两者几乎不出错。"
    },
    shows: [
      "digits, usual, 0 % deleted",
      "digits, practised, 0 % deleted",
      "digits, usual, 25 % deleted",
      "digits, practised, 25 % deleted",
      "digits, usual, 50 % deleted",
      "digits, practised, 50 % deleted"
    ],
    holds: r =>
      always(r, n => Math.max(n["digits, usual, 0 % deleted"], n["digits, practised, 0 % deleted"]) < 2) &&
      (["25", "50"] as const).every(
        gone =>
          share(r, n => n[`digits, practised, ${gone} % deleted`] < n[`digits, usual, ${gone} % deleted`]) >=
            0.9 &&
          middle(r, `digits, practised, ${gone} % deleted`) <
            middle(r, `digits, usual, ${gone} % deleted`) / 2
      )
  }),
  finding("practice-spirals", "residual-network#what-blocks-learned", stochastic, {
    says: {
      en: "On the spirals practice costs a network whose branches begin at 0 some points when it is whole, and pays without a quarter of its blocks; after 600 steps the price is almost gone and the gain remains.",
      zh: "在螺线上，对分支从 0 开始的网络，这种练习的代价是块都在时多错几个百分点，少四分之一的块时却更好；600 步之后代价几乎消失，好处还在。"
    },
    shows: ["150", "600"].flatMap(steps =>
      ["0", "25"].flatMap(gone =>
        ["usual", "practised"].map(how => `spirals, ${steps} steps, ${how}, ${gone} % deleted`)
      )
    ),
    holds: r => {
      const at = (steps: number, how: string, gone: number) =>
        middle(r, `spirals, ${steps} steps, ${how}, ${gone} % deleted`);
      return (
        at(150, "practised", 0) > at(150, "usual", 0) + 3 &&
        at(150, "practised", 25) < at(150, "usual", 25) &&
        at(600, "practised", 0) < 3 &&
        at(600, "practised", 25) < at(600, "usual", 25) / 2
      );
    }
  }),
  finding("practice-pre-activation", "residual-network#what-blocks-learned", stochastic, {
    says: {
      en: "Pre-activation networks gain nothing on the spirals from it in 600 steps.",
      zh: "在螺线上，预激活网络用 600 步也得不到好处。"
    },
    shows: [
      "pre-activation, 600 steps, usual, 25 % deleted",
      "pre-activation, 600 steps, practised, 25 % deleted"
    ],
    // Level or worse: no more than a fifth better in the middle.
    holds: r =>
      middle(r, "pre-activation, 600 steps, practised, 25 % deleted") >
      0.8 * middle(r, "pre-activation, 600 steps, usual, 25 % deleted")
  })
];
