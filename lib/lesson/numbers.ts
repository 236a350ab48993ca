/** Numbers as a reader wants them: as many digits as they deserve, a true minus, thousands set apart. */

/** A number with a fixed count of decimals. −0.00 is shown as 0.00. */
export function fixed(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return special(value);
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A number that may be as large or as small as it likes: three significant digits, a power of ten when need be. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return special(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) {
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return sign(value) + grouped(size.toFixed(Math.min(decimals, 6)));
  }
  return sign(value) + scientific(size, digits);
}

function scientific(size: number, digits: number): string {
  const [mantissa, exponent] = size.toExponential(digits - 1).split("e");
  return `${mantissa}×10${superscript(Number(exponent))}`;
}

/** A tick of a logarithmic axis: 10⁻⁴ rather than 1×10⁻⁴, and no number for which a margin has no room. */
export function tick(value: number): string {
  return (value < 1e5 ? significant(value, 1) : scientific(value, 1)).replace(/^1×/, "");
}

/** A tick of an axis of errors: 0.01 is 1%, 1e-6 is 10⁻⁴%. */
export function percentTick(value: number): string {
  return value >= 1e-3 ? percent(value, value < 0.01 ? 1 : 0) : `${tick(value * 100)}%`;
}

/** A whole number with its thousands set apart: 120,422,400. */
export function count(value: number): string {
  return sign(value) + grouped(Math.abs(Math.round(value)).toFixed(0));
}

/** A share as a percentage: 0.284 is 28%, 0.0042 is 0.4%. */
export function percent(value: number, decimals = value !== 0 && Math.abs(value) < 0.1 ? 1 : 0): string {
  return `${fixed(value * 100, decimals)}%`;
}

function sign(value: number): string {
  return value < 0 ? "−" : "";
}

function special(value: number): string {
  return Number.isNaN(value) ? "NaN" : value < 0 ? "−∞" : "∞";
}

function grouped(digits: string): string {
  const [whole, rest] = digits.split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? groups : `${groups}.${rest}`;
}

/** A whole number as an exponent: ⁻¹². */
export function superscript(value: number): string {
  return String(value).replace(/./g, c => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]));
}

/** A number with up to three decimals, those that it needs: 0.5, −2. */
export function short(value: number): string {
  const text = fixed(value, 3);
  return /\./.test(text) ? text.replace(/\.?0+$/, "").replace(/^−0$/, "0") : text;
}

/** Numbers as a row: [0.5, −1, 2]. */
export function list(values: Iterable<number>): string {
  return `[${Array.from(values, short).join(", ")}]`;
}
