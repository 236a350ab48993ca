import {afterEach, expect, it, vi} from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

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
