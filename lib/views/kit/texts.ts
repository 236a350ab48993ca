/** Texts of figures, in both languages, beside the code that shows them. */

export type Language = "en" | "zh";

let lodged: Language | undefined;

/**
 * Says that the figures are guests on another site's page, and in which language. Before any text is chosen.
 *
 * @throws when the page's guests already have another language
 */
export function lodge(language: Language): void {
  if (lodged && lodged !== language)
    throw new Error(`one language a page: its figures are in ${lodged}; ${language} was asked for`);
  lodged = language;
}

/** Whether the figures stand on another site's page, whose address and style are not theirs. */
export const isGuest = () => lodged !== undefined;

/** The language of the figures: what `<html lang>` says, unless they are guests. */
export function language(): Language {
  if (lodged) return lodged;
  return document.documentElement.lang.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Sentences one after another, those that there are: English puts a space between two, Chinese nothing. */
export function sentences(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(language() === "zh" ? "" : " ");
}

/** Things told in a row, with the language's commas. */
export function listed(parts: readonly string[]): string {
  return parts.join(language() === "zh" ? "，" : ", ");
}

/** A name and what stands for it, with the language's colon. */
export function labelled(name: string, value: string): string {
  return language() === "zh" ? `${name}：${value}` : `${name}: ${value}`;
}

/** The texts in the page's language. Both languages must have the same texts, or the types complain. */
export function texts<T>({en, zh}: {readonly en: T; readonly zh: NoInfer<T>}): T {
  return language() === "zh" ? zh : en;
}
