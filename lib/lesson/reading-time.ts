/**
 * How long a page takes, from what it holds: words, displayed formulas, figures. Nothing here touches the page.
 *
 * A text to learn from is read about as fast as one is read aloud: 184 words a minute on average over 17 languages, 255
 * characters a minute in Chinese (Trauzettel-Klosinski and Dietz 2012, https://doi.org/10.1167/iovs.11-8284). For a
 * figure three minutes are set down: to answer what it asks, go through it once, and change something; for a formula
 * half a minute. The sum is said to the next five minutes, since readers differ by more.
 */
const perMinute = {words: 184, characters: 255};
const minutesFor = {formula: 0.5, figure: 3};

export interface ReadingLoad {
  /** Words in letters, names of values in sentences among them. */
  readonly words: number;
  /** Chinese characters. */
  readonly characters: number;
  /** Formulas on lines of their own. */
  readonly formulas: number;
  readonly figures: number;
}

/** What the Markdown of a page gives to read. Code, front matter and what stands for figures without JavaScript is none of it. */
export function readingLoad(markdown: string): ReadingLoad {
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const figures = count(markdown, /<noscript><img /g);
  const text = markdown
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/^(```+)[\s\S]*?^\1$/gm, "")
    .replace(/<noscript>.*?<\/noscript>/g, "");
  const formulas = count(text, /\$\$[\s\S]+?\$\$/g);
  const prose = text
    .replace(/\$\$[\s\S]+?\$\$/g, " ")
    .replace(/\$[^$\n]+\$/g, " x ")
    .replace(/\]\([^)]*\)|\{[^}]*\}|<[^>]*>/g, " ");
  return {
    words: count(prose.replace(/\p{Script=Han}/gu, " "), /[\p{L}\p{N}][\p{L}\p{N}’'×.-]*/gu),
    characters: count(prose, /\p{Script=Han}/gu),
    formulas,
    figures
  };
}

/** Minutes for it all, to the next five. */
export function readingMinutes({words, characters, formulas, figures}: ReadingLoad): number {
  const minutes =
    words / perMinute.words +
    characters / perMinute.characters +
    formulas * minutesFor.formula +
    figures * minutesFor.figure;
  return 5 * Math.max(1, Math.round(minutes / 5));
}
