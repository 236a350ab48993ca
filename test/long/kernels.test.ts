import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {compileKernels} from "../../scripts/kernels.js";

test("the bytes of simd.wasm.ts are what lib/kernels/simd compiles to", async () => {
  const written = readFileSync(new URL("../../lib/kernels/simd.wasm.ts", import.meta.url), "utf8");
  expect(await compileKernels()).toBe(written);
});
