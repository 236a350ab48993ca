import type {Fault} from "../../sandbox/run.js";
import {html} from "../kit/dom.js";
import {notice} from "../kit/notice.js";
import {texts} from "../kit/texts.js";
import type {Editor} from "./codemirror.js";

const t = texts({
  en: {
    label: (name: string) =>
      `${name}. Ctrl or Cmd with Enter runs it; press Escape, then Tab, to leave the editor.`,
    failed: "The editor could not be loaded. The code can still be run."
  },
  zh: {
    label: name => `${name}。按 Ctrl 或 Cmd 加 Enter 运行；先按 Esc 再按 Tab 可离开编辑器。`,
    failed: "编辑器加载失败。代码仍可运行。"
  }
});

export interface CodeBox {
  readonly element: HTMLElement;
  readonly code: string;
  set(code: string): void;
  /** Turns the shown code into an editor. */
  open(): Promise<void>;
  focus(): void;
  mark(fault?: Fault): void;
}

/** Code that is shown, and becomes an editor when it is opened. */
export function codeBox({
  code,
  name,
  names,
  change,
  run
}: {
  readonly code: string;
  /** What the code is, for those who do not see it. */
  readonly name: string;
  /** Names to complete, besides the library's. */
  readonly names: () => Iterable<string>;
  readonly change: () => void;
  readonly run: () => void;
}): CodeBox {
  let text = code;
  let editor: Editor | undefined;
  const still = html("code", code);
  const element = html("div.code-box", html("pre", {tabindex: 0, role: "region", "aria-label": name}, still));
  return {
    element,
    get code() {
      return text;
    },
    set(code) {
      text = code;
      still.textContent = code;
      editor?.set(code);
    },
    async open() {
      if (editor) return;
      try {
        const [{editor: make}, {libraryNames}] = await Promise.all([
          import("./codemirror.js"),
          import("../../sandbox/library.js")
        ]);
        editor ??= make({
          code: text,
          label: t.label(name),
          names: () => [...libraryNames, ...names()],
          change(code) {
            if (code === text) return;
            text = code;
            change();
          },
          run
        });
        element.replaceChildren(editor.element);
      } catch {
        notice(t.failed);
      }
    },
    focus: () => editor?.focus(),
    mark: fault => editor?.mark(fault)
  };
}
