/**
 * The colour of a value: brown for negative, teal for positive, the paper's own shade for zero; so ReLU visibly takes
 * the brown away. Colours are mixed from the style sheet's variables, so they follow the theme without redrawing.
 */

const steps = 32;
const ramps = {
  negative: ["--zero", "--neg-1", "--neg-2", "--neg-3"],
  positive: ["--zero", "--pos-1", "--pos-2", "--pos-3"]
};
const table = new Map<number, string>();

/** The colour of a value on the diverging scale that ends at ±scale; NaN has a colour of its own. */
export function diverging(value: number, scale = 1): string {
  if (Number.isNaN(value)) return "var(--broken)";
  const level = Math.round(Math.max(-1, Math.min(1, value / scale)) * steps) || 0;
  const colour = table.get(level) ?? mixed(level / steps);
  table.set(level, colour);
  return colour;
}

/**
 * The colour of text on that cell: white or black, whichever has the stronger contrast, which is then 4.58 : 1 at least.
 * They change places at luminance 0.179; the style sheet's colours decide, so this follows the theme as well.
 */
export function onDiverging(value: number, scale = 1): string {
  const white = "clamp(0, (0.179 - y) * 1000, 1)";
  return `color(from ${diverging(value, scale)} xyz-d65 calc(0.9505 * ${white}) ${white} calc(1.089 * ${white}))`;
}

/** A style for what holds a value: its colour, and text that can be read on it. */
export function tinted(value: number, scale = 1): string {
  return `background: ${diverging(value, scale)}; color: ${onDiverging(value, scale)}`;
}

/** A scale's end for these values: the largest size, rounded up to a number that reads well (1, 2, 5 × 10ⁿ). */
export function extent(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([1, 2, 5, 10].find(m => m * power >= most * (1 - 1e-9)) ?? 10);
}

// As in the style sheet: paper is light.
const themes = ["screen and (prefers-color-scheme: dark)", "(forced-colors: active)"].map(query =>
  globalThis.matchMedia?.(query)
);

/**
 * Calls back when the reader's system turns light or dark or sets colours of its own, or the page is printed: a canvas
 * must then be drawn again.
 */
export function whenThemeChanges(redraw: () => void): void {
  for (const theme of themes) theme?.addEventListener("change", redraw);
}

/** Has all that is painted drawn again, where not the reader's system but the page changes its theme. */
export function themeChanged(): void {
  themes[0]?.dispatchEvent(new Event("change"));
}

type Triple = readonly [number, number, number];
const levels = 256;
const resolved = new Map<string, string>();
let pixels: readonly Triple[] | undefined;
// Reading a style makes the browser bring the page's up to date: once for each theme. First of all who listen, so that
// the others draw anew.
whenThemeChanges(() => {
  resolved.clear();
  pixels = undefined;
});

let home: Element | undefined;

/** Reads the style sheet's variables here from now on: on another site's page they hold for the figures alone. */
export function coloursOf(element: Element): void {
  home = element;
  resolved.clear();
  pixels = undefined;
}

/** What a variable of the style sheet stands for in the theme of the moment, for a canvas, which knows no variables. */
export function resolve(variable: string): string {
  const value =
    resolved.get(variable) ??
    getComputedStyle(home ?? document.documentElement)
      .getPropertyValue(variable)
      .trim();
  // Nothing before the style sheet has come.
  if (value) resolved.set(variable, value);
  return value;
}

/** The diverging scale as RGB triples of the theme of the moment, for pictures made of pixels. */
export function divergingPixels(): (value: number, scale: number) => Triple {
  pixels ??= ramped();
  const table = pixels;
  return (value, scale) =>
    table[Math.round(((Math.max(-1, Math.min(1, value / scale)) + 1) / 2) * levels)] ?? table[levels / 2];
}

function ramped(): Triple[] {
  const ramp = [...ramps.negative.slice(1).reverse(), ...ramps.positive].map(v => rgb(resolve(v)));
  return Array.from({length: levels + 1}, (_, level) => {
    const at = (level / levels) * (ramp.length - 1);
    const i = Math.min(ramp.length - 2, Math.floor(at));
    const t = at - i;
    const [a, b] = [ramp[i], ramp[i + 1]];
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t] as const;
  });
}

function mixed(t: number): string {
  const ramp = t < 0 ? ramps.negative : ramps.positive;
  const at = Math.abs(t) * (ramp.length - 1);
  const i = Math.min(ramp.length - 2, Math.floor(at));
  const share = Math.round((at - i) * 100);
  if (share === 0) return `var(${ramp[i]})`;
  if (share === 100) return `var(${ramp[i + 1]})`;
  return `color-mix(in oklab, var(${ramp[i + 1]}) ${share}%, var(${ramp[i]}))`;
}

/** The parts of a colour as the style sheet writes it, #rrggbb: from 0 to 255. */
export function rgb(hex: string): [number, number, number] {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}
