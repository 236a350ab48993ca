/** Texts of figures, in both languages, beside the code that shows them. */

export type Language = "en" | "zh";

/** The page's language: what `<html lang>` says. */
export function language(): Language {
  return document.documentElement.lang.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The texts in the page's language. Both languages must have the same texts, or the types complain. */
export function texts<T>({en, zh}: {readonly en: T; readonly zh: NoInfer<T>}): T {
  return language() === "zh" ? zh : en;
}
