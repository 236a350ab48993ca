// The loss on a random plane through trained weights.
import {lossPlane} from "../../../lib/experiments/plane.js";
import {defaults} from "../../../lib/lesson/parameters.js";
import {addToPlane, emptyPlane, planeFacts} from "../../../lib/lesson/runs/plane.js";
import {planeJobs, planeParameters} from "../../../lib/lesson/runs/plane-settings.js";
import {always, type Finding, finding, measurement} from "../finding.js";

/** Both networks of a depth, each seed with a plane of its own, on the figure's grid. */
function planesOf(planedepth: "8" | "20" | "56", seed: number) {
  const jobs = planeJobs({...defaults(planeParameters), planedepth, planeseed: seed, planenetwork: seed});
  return jobs.map(options => {
    const plane = emptyPlane(options.points!);
    for (const record of lossPlane(options)) addToPlane(plane, record);
    return planeFacts(plane);
  });
}

/** The bounds of its rows were set after seeds 101 to 107 had been seen. */
const planes = measurement("planes", 12, seed => {
  const [plain8, residual8] = planesOf("8", seed);
  const [plain20, residual20] = planesOf("20", seed);
  const [plain56, residual56] = planesOf("56", seed);
  return {
    "minima, plain 8": plain8.minima.length,
    "minima, residual 8": residual8.minima.length,
    "minima, plain 20": plain20.minima.length,
    "minima, residual 20": residual20.minima.length,
    "minima, plain 56": plain56.minima.length,
    "minima, residual 56": residual56.minima.length,
    "falls outwards, plain 8, %": 100 * plain8.falls,
    "falls outwards, residual 8, %": 100 * residual8.falls,
    "falls outwards, plain 56, %": 100 * plain56.falls,
    "falls outwards, residual 56, %": 100 * residual56.falls,
    "loss at the centre, residual 56": residual56.centre,
    "loss at the centre, plain 56": plain56.centre,
    "most on the plane, plain 56": plain56.most,
    "least on the plane, plain 56": plain56.least
  };
});

export const findings: readonly Finding[] = [
  finding("plane-8", "why-resnets-work#landscape", planes, {
    says: {
      en: "On a random plane through the weights of a trained network of 8 layers the loss has few local minima, plain or residual: fewer than 15 on a grid of 31 × 31.",
      zh: "过 8 层网络训练所得权重的随机平面上，损失的极小点很少，普通、残差都一样：31 × 31 的网格上不到 15 个。"
    },
    shows: [
      "minima, plain 8",
      "minima, residual 8",
      "falls outwards, plain 8, %",
      "falls outwards, residual 8, %"
    ],
    holds: r => always(r, n => n["minima, plain 8"] < 15 && n["minima, residual 8"] < 15)
  }),
  finding("plane-deep", "why-resnets-work#landscape", planes, {
    says: {
      en: "At 56 layers the plain network’s plane is a field of pits, more than 50 on the grid, the residual one’s has fewer than 10; at 20 layers the plain one has more than 10.",
      zh: "56 层时，普通网络的平面上坑坑洼洼，网格上的极小点超过 50 个，残差网络的不到 10 个；20 层时，普通网络的超过 10 个。"
    },
    shows: [
      "minima, plain 20",
      "minima, residual 20",
      "minima, plain 56",
      "minima, residual 56",
      "falls outwards, plain 56, %",
      "falls outwards, residual 56, %"
    ],
    holds: r =>
      always(
        r,
        n =>
          n["minima, plain 20"] > 10 &&
          n["minima, residual 20"] < 10 &&
          n["minima, plain 56"] > 50 &&
          n["minima, residual 56"] < 10 &&
          n["falls outwards, plain 56, %"] > n["falls outwards, residual 56, %"]
      )
  }),
  finding("plane-plateau", "why-resnets-work#landscape", planes, {
    says: {
      en: "The plain network of 56 layers has hardly learned: its weights lie on a rough plateau, the whole of it near the loss of guessing, 1.10.",
      zh: "56 层的普通网络几乎没有学到东西：它的权重落在一片起伏的高原上，整片都接近随机猜测的损失 1.10。"
    },
    shows: [
      "loss at the centre, plain 56",
      "least on the plane, plain 56",
      "most on the plane, plain 56",
      "loss at the centre, residual 56"
    ],
    holds: r =>
      always(
        r,
        n =>
          n["least on the plane, plain 56"] > 0.85 &&
          n["most on the plane, plain 56"] < 2 &&
          n["loss at the centre, residual 56"] < 0.5
      )
  })
];
