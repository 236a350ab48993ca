import type {Fault} from "../../sandbox/run.js";
import {html} from "../kit/dom.js";
import {notice} from "../kit/notice.js";
import {whenSeen} from "../kit/resize.js";
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
  /** All of it, what is given too. */
  readonly code: string;
  set(code: string): void;
  /** Turns the shown code into an editor. */
  open(): Promise<void>;
  /** Puts the cursor into the editor: where the code was pressed, else where it was. */
  focus(): void;
  mark(fault?: Fault): void;
}

/** Code that is shown, and becomes an editor when it is opened. */
export function codeBox({
  code,
  given = "",
  name,
  names,
  pressed,
  change,
  run
}: {
  readonly code: string;
  /** Lines that the code begins with, and that stay as they are. */
  readonly given?: string;
  /** What the code is, for those who do not see it. */
  readonly name: string;
  /** Names to complete, besides the library's. */
  readonly names: () => Iterable<string>;
  /** Called when the shown code is pressed, to open it. */
  readonly pressed: () => void;
  readonly change: () => void;
  readonly run: () => void;
}): CodeBox {
  const linesGiven = given.split("\n").length - 1;
  let text = own(code);
  let editor: Editor | undefined;
  let place: number | undefined;
  let coloured: (code: string) => Iterable<string | Node> = code => [code];
  const still = html("code", text);
  const shown = html("pre", {tabindex: 0, role: "region", "aria-label": name}, still);
  const box = html("div.code-box", shown);
  shown.addEventListener("click", () => {
    const selected = getSelection();
    // What is marked is to be copied.
    if (selected && !selected.isCollapsed) return;
    place =
      selected?.anchorNode && still.contains(selected.anchorNode) ? placeIn(still, selected) : undefined;
    pressed();
  });
  let seen = false;
  whenSeen(shown, async () => {
    if (seen) return;
    seen = true;
    ({coloured} = await import("./coloured.js"));
    still.replaceChildren(...coloured(text));
  });
  shown.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    pressed();
  });

  /** What follows what is given, also where somebody has changed that. */
  function own(code: string): string {
    if (code.startsWith(given)) return code.slice(given.length);
    return code.slice(Math.max(0, code.search(/^(?:async )?function /m)));
  }

  return {
    element: box,
    get code() {
      return given + text;
    },
    set(code) {
      text = own(code);
      still.replaceChildren(...coloured(text));
      editor?.set(text);
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
          firstLine: linesGiven + 1,
          label: t.label(name),
          names: () => [...libraryNames, ...names()],
          change(code) {
            if (code === text) return;
            text = code;
            change();
          },
          run
        });
        box.replaceChildren(editor.element);
      } catch {
        notice(t.failed);
      }
    },
    focus() {
      editor?.focus(place);
      place = undefined;
    },
    mark: fault => editor?.mark(fault?.line ? {...fault, line: fault.line - linesGiven} : fault)
  };
}

/** How many letters of the code stand before the place that was pressed. */
function placeIn(code: Element, {anchorNode, anchorOffset}: Selection): number {
  const range = document.createRange();
  range.setStart(code, 0);
  range.setEnd(anchorNode!, anchorOffset);
  return range.toString().length;
}
