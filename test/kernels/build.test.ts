import {readFileSync} from "node:fs";
import {afterEach, expect, it, vi} from "vitest";
import {compileKernels} from "../../scripts/kernels.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it("the bytes of simd.wasm.ts are what lib/kernels/simd compiles to", async () => {
  const written = readFileSync(new URL("../../lib/kernels/simd.wasm.ts", import.meta.url), "utf8");
  expect(await compileKernels()).toBe(written);
}, 30_000);

it("the SIMD kernels are chosen where they run", async () => {
  vi.resetModules();
  const {kernels} = await import("../../lib/kernels/index.js");
  expect(kernels.name).toMatch(/SIMD/);
});

it.each([
  ["there is no WebAssembly", undefined],
  [
    "the engine does not know SIMD",
    {
      ...WebAssembly,
      Module: function Module() {
        throw new WebAssembly.CompileError("unknown opcode");
      }
    }
  ]
])("the reference is chosen where %s", async (_, WebAssembly) => {
  vi.resetModules();
  vi.stubGlobal("WebAssembly", WebAssembly);
  const {kernels, reference} = await import("../../lib/kernels/index.js");
  expect(kernels).toBe(reference);
  const [x, out] = kernels.arena([[2], [2]]);
  x.data.set([-1, 2], x.offset);
  kernels.scale({x, out, floor: 0})();
  expect([out.get(0), out.get(1)]).toEqual([0, 2]);
});
