/** The function with its results kept, for arguments that JSON tells apart: all of them, or no more than `most`. */
export function memo<A extends readonly unknown[], R>(
  make: (...given: A) => R,
  {most = Number.POSITIVE_INFINITY}: {readonly most?: number} = {}
): (...given: A) => R {
  const results = new Map<string, R>();
  return (...given) => {
    const key = JSON.stringify(given);
    const known = results.get(key);
    if (known !== undefined) return known;
    if (results.size >= most) results.clear();
    const result = make(...given);
    results.set(key, result);
    return result;
  };
}

/** Tells whether any of these values is another than when it was last asked. */
export function changes(): (...values: readonly unknown[]) => boolean {
  let known: readonly unknown[] = [];
  return (...values) => {
    const changed = values.some((value, i) => value !== known[i]);
    known = values;
    return changed;
  };
}
