import {expect} from "vitest";
import {type Layer, type PlanOptions, plan} from "../../lib/graph/index.js";
import {below, flat, normal, random, type Tensor} from "../../lib/tensor/index.js";

/**
 * Compares every kind of gradient of a model, in double precision, with central differences of J = Σ r·y for random r:
 * some elements of the input and of each parameter.
 */
export function checkGradients(
  model: Layer,
  options: PlanOptions & {mode?: "training" | "evaluation"}
): void {
  const {mode = "training", seed = 1, ...rest} = options;
  const p = plan(model, {...rest, seed, precision: "double"});
  p.mode = mode;
  const next = random(seed);
  // Away from initial values such as β = 0 or γ = 1, and off the kinks of ReLU.
  for (const {value} of [...p.parameters, {value: p.input}]) {
    const noise = flat(normal(value.shape, next, 0.5));
    flat(value).forEach((v, i) => {
      flat(value)[i] = v + noise[i];
    });
  }
  const r = flat(normal(p.output.shape, next));
  const objective = () => {
    const statistics = p.statistics.slice();
    p.forward();
    p.statistics.set(statistics);
    return flat(p.output).reduce((sum, y, i) => sum + r[i] * y, 0);
  };
  objective();
  p.backward({gradient: r});
  const gradients = [...p.parameters.map(q => q.name), p.names[0]].map(
    name => [name, p.value(name), Float64Array.from(flat(p.gradient(name)))] as const
  );
  for (const [name, value, gradient] of gradients)
    for (let n = 0; n < 4; n++) {
      const i = below(value.size, next);
      const expected = slope(objective, value, i);
      const scale = 1 + Math.max(...gradient.map(Math.abs));
      expect(
        Math.abs(gradient[i] - expected) / scale,
        `∂J/∂${name}[${i}] = ${gradient[i]}, expected ${expected}`
      ).toBeLessThan(1e-6);
    }
}

function slope(objective: () => number, x: Tensor, i: number): number {
  const h = 1e-5;
  const before = x.data[x.offset + i];
  const at = (value: number) => {
    x.data[x.offset + i] = value;
    return objective();
  };
  const result = (at(before + h) - at(before - h)) / (2 * h);
  at(before);
  return result;
}
