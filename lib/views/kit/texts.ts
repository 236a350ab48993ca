/** Texts of figures, in each language, beside the code that shows them. */
import {type ByLanguage, type Language, languageOfTag} from "../../lesson/languages.js";

export type {Language};

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
  return languageOfTag(document.documentElement.lang);
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

/** The texts in the page's language. All languages must have the texts that English has, or the types complain. */
export function texts<T>(all: {readonly en: T} & ByLanguage<NoInfer<T>>): T {
  return all[language()];
}
