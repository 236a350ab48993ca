// AssemblyScript: the most that one core can multiply and add, with every operand in a register.

function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** 12 chains of c ← c·x + y, enough to hide the latency of both: 96 floating-point operations a step. */
export function peak(steps: i32): f32 {
  const x = v128.splat<f32>(0.5);
  const y = v128.splat<f32>(1);
  let c0 = x;
  let c1 = x;
  let c2 = x;
  let c3 = x;
  let c4 = x;
  let c5 = x;
  let c6 = x;
  let c7 = x;
  let c8 = x;
  let c9 = x;
  let c10 = x;
  let c11 = x;
  for (; steps > 0; steps--) {
    c0 = multiplyAdd(c0, x, y);
    c1 = multiplyAdd(c1, x, y);
    c2 = multiplyAdd(c2, x, y);
    c3 = multiplyAdd(c3, x, y);
    c4 = multiplyAdd(c4, x, y);
    c5 = multiplyAdd(c5, x, y);
    c6 = multiplyAdd(c6, x, y);
    c7 = multiplyAdd(c7, x, y);
    c8 = multiplyAdd(c8, x, y);
    c9 = multiplyAdd(c9, x, y);
    c10 = multiplyAdd(c10, x, y);
    c11 = multiplyAdd(c11, x, y);
  }
  const low = f32x4.add(f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3)), f32x4.add(c4, c5));
  const high = f32x4.add(f32x4.add(f32x4.add(c6, c7), f32x4.add(c8, c9)), f32x4.add(c10, c11));
  return f32x4.extract_lane(f32x4.add(low, high), 0);
}
