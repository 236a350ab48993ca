import {expect, test} from "vitest";
import {storedJson} from "../../lib/lesson/stored.js";

const read = (value: unknown) => JSON.parse(storedJson(value));

test("numbers of 32 bits that are equal stay equal, and neighbours stay apart", () => {
  const one = Math.fround(0.0019319);
  const bits = new Uint32Array(new Float32Array([one]).buffer);
  bits[0]++;
  const next = new Float32Array(bits.buffer)[0];
  const [a, b, c] = read([one, one, next]);
  expect(a).toBe(b);
  expect(c).toBeGreaterThan(a);
  expect(Math.fround(a)).toBe(one);
});

test("whole numbers and small ones are kept, digits that nobody reads are not", () => {
  expect(storedJson({steps: 1000, error: 3e-40, loss: 0.5024299025535583})).toBe(
    '{"steps":1000,"error":3e-40,"loss":0.502429903}'
  );
});

test("what diverged is null", () => {
  expect(read([Number.NaN, Number.POSITIVE_INFINITY])).toEqual([null, null]);
});
