import {describe, expect, it} from "vitest";
import {
  batchNorm,
  block,
  conv,
  dense,
  identityResidual,
  type Layer,
  plain,
  plan,
  relu,
  residual,
  residualWith
} from "../../../../../lib/index.js";
import {arrays, flow} from "../../../../../lib/views/chapters/residual-block/model/flow.js";
import {cellAt, layout} from "../../../../../lib/views/chapters/residual-block/model/layout.js";

const of = (model: Layer, input: number[]) => flow(plan(block("l", model), {input}));
const twoDense = (n: number) => of(residual(dense(n), relu, dense(n)), [1, n]);
const keys = (list: readonly {key: string}[]) => list.map(({key}) => key);

describe("the flow of a plan", () => {
  it("sets the main path in a line, with the shortcut from the input to the addition", () => {
    const {main, shortcut, span} = twoDense(3);
    expect(main.map(item => (item.kind === "operator" ? item.operation : item.key))).toEqual([
      "a[l]",
      "W[l+1]",
      "z[l+1]",
      "relu",
      "a[l+1]",
      "W[l+2]",
      "z[l+2]",
      "add",
      "z[l+2]+a[l]",
      "relu",
      "a[l+2]"
    ]);
    expect(shortcut).toEqual([]);
    expect(span).toEqual([0, 7]);
  });

  it("has no shortcut for a plain block", () => {
    expect(of(plain(dense(2), relu, dense(2)), [1, 2]).span).toBeUndefined();
  });

  it("sets a projection on the shortcut", () => {
    const {shortcut} = of(residualWith({shortcut: "B"}, dense(3), relu, dense(3)), [1, 2]);
    expect(shortcut.map(({kind}) => kind)).toEqual(["weights", "values"]);
    expect(keys(arrays({main: [], shortcut}))).toEqual(["Ws[l+2]", "zs[l+2]"]);
  });

  it("shows a row of weights for each output, as the course writes W a", () => {
    const p = plan(block("l", residualWith({}, dense(3), relu, dense(3))), {input: [1, 2]});
    const w = flow(p).main[1];
    if (w.kind !== "weights") throw new Error("not weights");
    expect([w.rows, w.columns]).toEqual([3, 2]);
    expect(w.index(2, 1, 0, 0)).toEqual([1, 2]);
  });

  it("follows a pre-activation block, which begins with a ReLU and ends with the addition", () => {
    const {main, span} = of(identityResidual({}, relu, dense(2), relu, dense(2)), [1, 2]);
    expect(main[1]).toMatchObject({kind: "operator", operation: "relu"});
    expect(span).toEqual([0, main.length - 2]);
  });
});

describe("a layout", () => {
  const bottleneck = of(
    residual(conv(2, 1), batchNorm(), relu, conv(2, 3), batchNorm(), relu, conv(4, 1), batchNorm()),
    [1, 4, 4, 4]
  );
  const flows = [1, 2, 4, 6, 8].map(twoDense);
  const widths = [300, 318, 360, 500, 700, 820, 1040];

  it("keeps every array inside its width, from a phone to a wide page", () => {
    for (const f of [...flows, bottleneck])
      for (const width of widths) {
        const {main, shortcut, detour, down} = layout(f, width);
        for (const {x, width: w} of [...main, ...shortcut]) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + w).toBeLessThanOrEqual(width + 0.01);
        }
        if (down) expect(detour).toBeLessThan(width);
      }
  });

  it("runs down on a phone and across where there is room", () => {
    expect(layout(flows[2], 318).down).toBe(true);
    expect(layout(flows[2], 820).down).toBe(false);
  });

  it("lets no two items of the main path overlap", () => {
    for (const f of [...flows, bottleneck])
      for (const width of widths) {
        const {main, down} = layout(f, width);
        main.slice(1).forEach((item, i) => {
          const before = main[i];
          const gap = down ? item.y - before.y - before.height : item.x - before.x - before.width;
          expect(gap).toBeGreaterThan(0);
        });
      }
  });

  it("gives each element of an array one cell, and each cell its own place", () => {
    for (const {grids} of layout(bottleneck, 820).main)
      for (const g of grids) {
        const all = Array.from({length: g.rows * g.columns}, (_, k) => [
          Math.floor(k / g.columns),
          k % g.columns
        ]);
        const unique = (list: unknown[]) => new Set(list.map(v => JSON.stringify(v))).size;
        expect(unique(all.map(([r, c]) => g.index(r, c)))).toBe(all.length);
        expect(unique(all.map(([r, c]) => cellAt(g, r, c)))).toBe(all.length);
      }
  });
});
