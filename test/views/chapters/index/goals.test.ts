// The goal of the landing page's figure: a reader can reach it, by the library's numbers.
import {describe, expect, it} from "vitest";
import {trainNetwork} from "../../../../lib/experiments/training.js";
import {reached} from "../../../../lib/views/chapters/index/duel/goal.js";
import {duelSettings, steps} from "../../../../lib/views/chapters/index/parameters.js";

/** How network A ends, without the addition. */
function trained(layers: string, seed: number) {
  for (const record of trainNetwork({variant: "plain", depth: Number(layers), rates: [0.03], seed, steps}))
    if (record.type === "result") return [{step: steps, ...record}];
  throw new Error("no result");
}

describe("the goal of duel", () => {
  it("is reached with 8 layers, from whatever weights, and with no other number of layers", () => {
    const seeds = [1, 2, 3, 4, 5];
    const by = duelSettings.layers.choices!.filter(layers =>
      seeds.every(seed => reached(trained(layers, seed), {added: false}))
    );
    expect(by).toEqual(["8"]);
    expect(seeds.some(seed => reached(trained("20", seed), {added: false}))).toBe(false);
  });

  it("is not reached by what the figure opens with, nor by adding what it adds", () => {
    expect(reached(trained(duelSettings.layers.value, 1), {added: false})).toBe(false);
    expect(reached(trained("8", 1), {added: true})).toBe(false);
    expect(reached([], {added: false})).toBe(false);
  });
});
