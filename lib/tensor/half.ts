// Numbers of 16 bits (IEEE 754 binary16): a sign, 5 bits of exponent, 10 of fraction.

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** The bits of the half-precision number nearest to x; of two as near, the even one. From 65520 on it is infinity. */
export function toHalf(x: number): number {
  single[0] = x;
  const sign = (bits[0] >>> 16) & 0x8000;
  const size = Math.abs(single[0]);
  if (Number.isNaN(size)) return sign | 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  // Below 2⁻¹⁴ halves are 2⁻²⁴ apart; above, 2⁻¹⁰ of the power of two beneath.
  const exponent = Math.max(-14, ((bits[0] >>> 23) & 0xff) - 127);
  const steps = even(size * 2 ** (10 - exponent));
  return sign + ((exponent + 14) << 10) + steps;
}

/** The number that such bits mean. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return sign * (exponent ? 1024 + fraction : fraction) * 2 ** (Math.max(1, exponent) - 25);
}

/** Rounded to a whole number; halves to the even one. */
function even(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  return rest > 0.5 || (rest === 0.5 && below % 2) ? below + 1 : below;
}
