import {identity, identitySweep} from "../../../lib/experiments/identity.js";
import {always, type Finding, finding, measurement, median, middle, seedsFrom, share} from "../finding.js";

const lambdas = [0, 0.001, 0.01, 0.05, 0.1, 0.3] as const;
type Lambda = (typeof lambdas)[number];
type Series = "plain" | "plain from W = I" | "residual";

const learned = (seed: number, options: Parameters<typeof identitySweep>[0] = {}) => [
  ...identitySweep({lambdas, ...options, seed, seeds: 1})
];

/** Relative errors of blocks that learn y = x, in per cent, by λ. */
const identities = measurement(
  "identities",
  0.6,
  seed => {
    const records = learned(seed);
    const rows = records.map(({series, lambda, error}) => [`${series}, λ ${lambda}`, 100 * error]);
    const free = records.find(r => r.series === "residual" && r.lambda === 0)!;
    return {...Object.fromEntries(rows), "residual, λ 0, ‖W‖": free.largest} as {
      [name in `${Series}, λ ${Lambda}` | "residual, λ 0, ‖W‖"]: number;
    };
  },
  seedsFrom(61, 20)
);

/** Without decay alone, in many seeds: how seldom a plain block does better. */
const freeIdentities = measurement(
  "identities without decay",
  0.05,
  seed => {
    const [plain, , residual] = learned(seed, {lambdas: [0]});
    return {
      plain: 100 * plain.error,
      residual: 100 * residual.error,
      "‖W‖ of the residual block": residual.largest
    };
  },
  [...seedsFrom(61, 20), ...seedsFrom(201, 180)]
);

const dead = (lambda: number, seed: number) =>
  [...identity({kind: "plain", lambda, seed, every: 1000})].at(-1)!.end!.dead.output.filter(d => d).length;
const deadUnits = measurement(
  "dead units",
  0.05,
  seed => ({"dead output units of the plain block": dead(0, seed)}),
  seedsFrom(61, 20)
);

/** The two plain blocks under strong decay, by optimiser. */
const floors = measurement("floors", 1.5, seed => {
  const at = (optimiser: "sgd" | "momentum" | "adam", rate: number) => {
    const records = learned(seed, {optimiser, rate, lambdas: [0.05, 0.1, 0.3]});
    return Object.fromEntries(
      records
        .filter(r => r.series !== "residual")
        .map(r => [`${optimiser} ${rate}, ${r.series}, λ ${r.lambda}`, 100 * r.error])
    );
  };
  return {...at("adam", 0.03), ...at("momentum", 0.1), ...at("sgd", 0.1), ...at("adam", 0.003)} as {
    [name: string]: number;
  };
});

/** What is left of ‖W[l+1]‖ of the residual block, in per cent. */
const shrinking = measurement("shrinking", 0.4, seed => {
  const kept = (optimiser: "sgd" | "momentum" | "adam", decoupled = false) => {
    const records = [...identity({optimiser, decoupled, lambda: 0.01, seed, watch: true, every: 1000})];
    return (100 * records[records.length - 1].norms.w1) / records[0].norms.w1;
  };
  return {
    sgd: kept("sgd"),
    momentum: kept("momentum"),
    adam: kept("adam"),
    "adam, decoupled": kept("adam", true)
  };
});

export const findings: readonly Finding[] = [
  finding("free-identity", "why-resnets-work#identity-experiment", freeIdentities, {
    says: {
      en: "Without decay the residual block learns the identity, but for a rare seed, while its weights do not go to 0.",
      zh: "没有衰减，残差块也学得会恒等函数，极少的种子除外；权重却不趋于 0。"
    },
    shows: ["residual", "‖W‖ of the residual block"],
    holds: r => share(r, n => n.residual < 0.5) >= 0.98 && always(r, n => n["‖W‖ of the residual block"] > 1)
  }),
  finding("stuck", "why-resnets-work#identity-experiment", deadUnits, {
    says: {
      en: "Sometimes the plain block gets stuck: output units die.",
      zh: "普通块有时会卡住：输出单元死去。"
    },
    shows: ["dead output units of the plain block"],
    holds: r => share(r, n => n["dead output units of the plain block"] > 0) >= 0.3
  }),
  finding("better-with-decay", "why-resnets-work#error-against-lambda", identities, {
    says: {
      en: "With decay the residual block does better than the plain one for every seed and every λ.",
      zh: "有衰减时，无论哪个种子、无论 λ 取多少，残差块都比普通块好。"
    },
    shows: [
      "plain, λ 0.001",
      "residual, λ 0.001",
      "plain, λ 0.01",
      "residual, λ 0.01",
      "plain, λ 0.1",
      "residual, λ 0.1"
    ],
    holds: r =>
      always(r, n =>
        ([0.001, 0.01, 0.05, 0.1, 0.3] as const).every(l => n[`residual, λ ${l}`] < n[`plain, λ ${l}`])
      )
  }),
  finding("better-without-decay", "why-resnets-work#error-against-lambda", freeIdentities, {
    says: {
      en: "Without decay it does better in all but a few seeds of a hundred.",
      zh: "没有衰减时，一百个种子里只有几个例外。"
    },
    shows: ["plain", "residual"],
    holds: r => share(r, n => n.residual < n.plain) >= 0.96
  }),
  finding("same-line", "why-resnets-work#error-against-lambda", floors, {
    says: {
      en: "Where decay is strong, both plain blocks end on the same line, with Adam and momentum at these rates; smaller steps take longer.",
      zh: "衰减强的地方，两种普通块落在同一条线上（Adam 和动量，如此的学习率）；步子小，就要更久。"
    },
    shows: [
      "adam 0.03, plain, λ 0.1",
      "adam 0.03, plain from W = I, λ 0.1",
      "momentum 0.1, plain, λ 0.1",
      "momentum 0.1, plain from W = I, λ 0.1",
      "sgd 0.1, plain, λ 0.1",
      "sgd 0.1, plain from W = I, λ 0.1"
    ],
    holds: r =>
      ([0.1, 0.3] as const).every(l =>
        (["adam 0.03", "momentum 0.1"] as const).every(how => {
          const ratio = r.map(n => n[`${how}, plain, λ ${l}`] / n[`${how}, plain from W = I, λ ${l}`]);
          return Math.abs(median(ratio) - 1) < 0.05;
        })
      ) && middle(r, "sgd 0.1, plain, λ 0.1") > 1.2 * middle(r, "sgd 0.1, plain from W = I, λ 0.1")
  }),
  finding("a-little-decay", "why-resnets-work#error-against-lambda", identities, {
    says: {
      en: "From no decay to a little, the plain block often gets better.",
      zh: "从没有衰减到有一点衰减，普通块往往会变好。"
    },
    shows: ["plain, λ 0", "plain, λ 0.001", "plain, λ 0.01"],
    holds: r =>
      share(r, n => n["plain, λ 0.01"] < n["plain, λ 0"]) >= 0.6 &&
      middle(r, "plain, λ 0.01") < middle(r, "plain, λ 0")
  }),
  finding("optimisers-differ", "why-resnets-work#error-against-lambda", shrinking, {
    says: {
      en: "How far decay shrinks the weights differs widely from optimiser to optimiser.",
      zh: "衰减把权重缩到多小，不同的优化器相差很大。"
    },
    shows: ["sgd", "momentum", "adam", "adam, decoupled"],
    holds: r =>
      always(r, n => Math.max(n.momentum, n.adam) < 20 && Math.min(n.sgd, n["adam, decoupled"]) > 40)
  })
];
