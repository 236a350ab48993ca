import {html} from "./dom.js";
import {notice} from "./notice.js";
import {texts} from "./texts.js";

const t = texts({
  en: {copied: "Link copied.", notCopied: (text: string) => `The link: ${text}`},
  zh: {copied: "链接已复制。", notCopied: text => `链接：${text}`}
});

/** Puts a text into the reader's clipboard, or shows it where the browser does not allow that. */
export async function copy(text: string): Promise<void> {
  if (await copied(text)) notice(t.copied, {lasting: false});
  else notice(t.notCopied(text));
}

async function copied(text: string): Promise<boolean> {
  try {
    // Without https there is no such clipboard.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

function copiedBySelection(text: string): boolean {
  const focused = document.activeElement as HTMLElement | null;
  const area = html("textarea.visually-hidden");
  area.value = text;
  // Where a dialog is open, nothing outside of it can be selected.
  (focused?.closest("dialog") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return done;
}
