// Checks at the boundary of public functions. Each names what was wrong and the value that was given.

/** A whole number ≥ `least`. */
export function integer(name: string, value: number, least = 1): number {
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`${name} must be an integer ≥ ${least}: ${show(value)}`);
  return value;
}

/** A finite number in [least, most]. */
export function finite(name: string, value: number, least = -Infinity, most = Infinity): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number: ${show(value)}`);
  if (value < least || value > most)
    throw new RangeError(`${name} must lie in [${least}, ${most}]: ${show(value)}`);
  return value;
}

/** A finite number in [0, 1): a share that is never the whole. */
export function fraction(name: string, value: number): number {
  if (finite(name, value) < 0 || value >= 1)
    throw new RangeError(`${name} must lie in [0, 1): ${show(value)}`);
  return value;
}

/** A finite number > 0. */
export function positive(name: string, value: number): number {
  if (finite(name, value) <= 0) throw new RangeError(`${name} must be > 0: ${show(value)}`);
  return value;
}

/** One of a list of names. */
export function oneOf<T>(name: string, value: T, choices: readonly T[]): T {
  if (!choices.includes(value))
    throw new RangeError(`${name} must be one of ${choices.join(", ")}: ${show(value)}`);
  return value;
}

const show = (value: unknown) => (typeof value === "string" ? `"${value}"` : String(value));
