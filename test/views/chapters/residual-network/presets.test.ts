// What the lines of the presets say, held by the experiments themselves: few depths, one seed. Those that train longest: test/long/presets.test.ts.
import {describe, expect, test} from "vitest";
import {conflict} from "../../../../lib/lesson/runs/degradation.js";
import {presetNames, presetSettings} from "../../../../lib/views/chapters/residual-network/model/presets.js";
import {errors} from "./preset-errors.js";

test.each(presetNames)("%s can be run", name => expect(conflict(presetSettings[name])).toBeUndefined());

describe.each(["lecture", "adam", "warm"] as const)("%s", name => {
  test("the error of plain networks rises with depth, that of residual ones does not", () => {
    const {plain, residual} = errors(name, [8, 20, 56]);
    expect(plain[0]).toBeLessThan(5);
    expect(plain[1]).toBeGreaterThan(10);
    expect(plain[2]).toBeGreaterThan(plain[1] + 10);
    for (const error of residual) expect(error).toBeLessThan(5);
  });
});

test("bare: without batch normalisation, branches of full strength diverge", () => {
  for (const error of errors("bare", [32, 56]).residual) expect(error).toBeNaN();
});
