// Where the texts of a drawing stand: attributes of SVG's `text`.

/** A text on a line through (x, y), which is its beginning, its middle or its end. */
export const textAt = (x: number, y: number, size: number, anchor?: "middle" | "end") => ({
  ...{x, y},
  "font-size": size,
  "text-anchor": anchor
});

/** A text around (x, y). */
export const centred = (x: number, y: number) => ({
  ...{x, y},
  "text-anchor": "middle",
  "dominant-baseline": "central"
});
