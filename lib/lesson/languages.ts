/** The languages of the lesson. A language more is a row more here: from then on the types name every text that lacks it. */
const rows = {
  en: {tag: "en", locale: "en-GB"},
  zh: {tag: "zh-Hans", locale: "zh-CN"}
};

export type Language = keyof typeof rows;

/** Something in every language. */
export type ByLanguage<T> = {readonly [language in Language]: T};

/** `tag` is what `<html lang>` says; `locale`, how dates are written. */
export const languages: ByLanguage<{readonly tag: string; readonly locale: string}> = rows;

/** The language that a tag such as `zh-Hans` or `en-GB` names; English for all that the lesson is not in. */
export function languageOfTag(tag: string): Language {
  const [language] = tag.toLowerCase().split("-");
  return Object.hasOwn(rows, language) ? (language as Language) : "en";
}

/** A value for each language, made one by one. */
export function inEach<T>(make: (language: Language) => T): ByLanguage<T> {
  const all = Object.keys(rows).map(language => [language, make(language as Language)]);
  return Object.fromEntries(all) as ByLanguage<T>;
}

/** The language of the page at an address, which is the name of its folder: of `/zh/exercises.html`. Undefined for others. */
export function languageAt(path: string): Language | undefined {
  const folder = path.split("/").at(-2) ?? "";
  return Object.hasOwn(rows, folder) ? (folder as Language) : undefined;
}

/** Whether a text can be the place of a page, from the site's top: `zh/exercises.html`. */
export const isPlace = (text: string) =>
  /^\w+\/[\w-]{1,60}\.html$/.test(text) && languageAt(text) !== undefined;
