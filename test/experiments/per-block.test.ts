import {describe, expect, test} from "vitest";
import {layersPerBlock, perBlockNetwork} from "../../lib/experiments/per-block.js";
import {trainNetwork} from "../../lib/experiments/training.js";
import {plan} from "../../lib/graph/index.js";

const quick = {seed: 1, steps: 50, rates: [0.1]};

describe("perBlockNetwork", () => {
  test.each([
    [1, 6],
    [2, 3],
    [3, 2]
  ])("of 8 layers has, with %i under each arc, %i arcs, and always 8 layers", (layers, arcs) => {
    const {steps} = plan(perBlockNetwork(layers, 8), {input: [4, 2]});
    const count = (operation: string) => steps.filter(step => step.operation === operation).length;
    expect(count("add")).toBe(arcs);
    expect(count("dense")).toBe(8);
  });

  test("has whole blocks", () => {
    expect(() => perBlockNetwork(3, 10)).toThrow("depth 10 has no whole number of blocks of 3");
  });
});

describe("layersPerBlock", () => {
  test("of two layers is the network of the degradation figure, trained as that is", () => {
    const [result] = [...trainNetwork({...quick, variant: "zero-gamma", depth: 8})].slice(-1);
    const last = [...layersPerBlock({...quick, layers: 2, depth: 8})].at(-1)!;
    if (result.type !== "result") return expect.fail("no result");
    expect(last.error).toBe(result.error);
    expect(last.error).toBeLessThan(0.6);
  });

  test("tells how far it is, and the better rate’s error last", () => {
    const of = (rates: readonly number[]) => [...layersPerBlock({...quick, layers: 1, depth: 8, rates})];
    const records = of([0.001, 0.1]);
    expect(records.map(({done, total}) => done / total)).toEqual([0.25, 0.5, 0.75, 1, 1]);
    expect(records.map(({error}) => error !== undefined)).toEqual([false, false, false, false, true]);
    const each = [0.001, 0.1].map(rate => of([rate]).at(-1)!.error!);
    expect(each[1]).toBeLessThan(each[0]);
    expect(records.at(-1)!.error).toBe(each[1]);
  });
});
