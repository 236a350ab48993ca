import {notice} from "./notice.js";
import {texts} from "./texts.js";

const t = texts({
  en: {copied: "Link copied.", notCopied: (text: string) => `The link: ${text}`},
  zh: {copied: "链接已复制。", notCopied: text => `链接：${text}`}
});

/** Puts a text into the reader's clipboard, or shows it where the browser does not allow that. */
export async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text).then(
    () => notice(t.copied, {lasting: false}),
    () => notice(t.notCopied(text))
  );
}
