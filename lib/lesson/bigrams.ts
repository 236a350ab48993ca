// Search splits text at spaces and hyphens. Chinese has none: its characters are indexed, and asked for, two by two; and
// ResNet34 is asked for where ResNet-34 is written, and 1x1 where 1×1 is.

/** The text with each run of Chinese characters as its overlapping pairs: 残差块 → 残差 差块. */
export function bigrams(text: string): string {
  return text
    .replace(/(?<=[A-Za-z]{3})(?=\d)/g, " ")
    .replace(/(?<=\d)×(?=\d)/g, "x")
    .replace(/\p{Script=Han}+/gu, run => {
      const characters = Array.from(run);
      if (characters.length < 3) return ` ${run} `;
      return ` ${characters
        .slice(1)
        .map((character, i) => characters[i] + character)
        .join(" ")} `;
    });
}
