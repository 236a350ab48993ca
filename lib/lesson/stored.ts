/**
 * Results as JSON for a page to load: numbers with nine digits, which tell any two numbers of 32 bits apart, instead of
 * the seventeen that the same numbers have in 64. A number that is none (a run that diverged) becomes null.
 */
export function storedJson(results: unknown): string {
  return JSON.stringify(results, (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(9)) : value
  );
}
