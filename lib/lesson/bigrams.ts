// Search splits text at spaces, and Chinese has none: its characters are indexed, and asked for, two by two.

/** The text with each run of Chinese characters as its overlapping pairs: 残差块 → 残差 差块. */
export function bigrams(text: string): string {
  return text.replace(/\p{Script=Han}+/gu, run => {
    const characters = Array.from(run);
    if (characters.length < 3) return ` ${run} `;
    return ` ${characters
      .slice(1)
      .map((character, i) => characters[i] + character)
      .join(" ")} `;
  });
}
