import {formatShape} from "../../tensor/shape.js";
import {asRows} from "../../tensor/tensor.js";
import type {Operation} from "../operation.js";

export type Normalisation = {
  /** Added to the variance. */
  epsilon: number;
  /** How far the running statistics move towards those of each batch. */
  rate: number;
};

/**
 * y = γ·(x − mean)/√(variance + ε) + β for each channel (Ioffe and Szegedy, 2015). Inputs: x, γ, β, running mean and
 * variance. In training the statistics (biased) are the batch's and the running ones follow them; else the running ones serve.
 * γ and β belong to one step only.
 */
export const batchNorm: Operation<Normalisation> = {
  shape(_, x, ...vectors) {
    for (const v of vectors)
      if (v.length !== 1 || v[0] !== x.at(-1))
        throw new RangeError(
          `incompatible shapes: ${formatShape(x)} and ${formatShape(v)}: channels ${x.at(-1)} and ${v[0]} differ`
        );
    return x;
  },
  saves: (_, x) => ({mean: [x.at(-1)!], variance: [x.at(-1)!]}),
  forward({
    kernels,
    attributes: {epsilon, rate},
    x: [x, gamma, beta, ...running],
    y,
    saved,
    training,
    floor
  }) {
    const {mean, variance} = training ? saved : {mean: running[0], variance: running[1]};
    const apply = kernels.batchNorm({
      x: asRows(x),
      mean,
      variance,
      gamma,
      beta,
      epsilon,
      out: asRows(y),
      floor
    });
    if (!training) return [apply];
    return [
      kernels.moments({x: asRows(x), mean, variance}),
      kernels.lerp({x: mean, out: running[0], rate}),
      kernels.lerp({x: variance, out: running[1], rate}),
      apply
    ];
  },
  backward({kernels, attributes: {epsilon}, x: [x, gamma, , ...running], dy, saved, training, gradient}) {
    const {mean, variance} = training ? saved : {mean: running[0], variance: running[1]};
    return gradient(1, ({out: dgamma}) =>
      gradient(2, ({out: dbeta}) =>
        gradient(0, ({init, out}) =>
          kernels.batchNormGradient({
            x: asRows(x),
            dy: asRows(dy),
            init: init && asRows(init),
            out: asRows(out),
            ...{mean, variance, gamma, epsilon, dgamma, dbeta, frozen: !training}
          })
        )
      )
    );
  },
  explain({attributes: {epsilon}, x: [, gamma, beta, ...running], saved, training}, index) {
    const [mean, variance] = training ? [saved.mean, saved.variance] : running;
    const c = index.at(-1)!;
    const factor = gamma.get(c) / Math.sqrt(variance.get(c) + epsilon);
    return {terms: [{from: {input: 0, index}, factor}], bias: beta.get(c) - factor * mean.get(c)};
  },
  tex: (_, y, x, gamma, beta) =>
    `${y} = ${gamma} \\odot \\frac{${x} - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + ${beta}`,
  fuses: true
};
