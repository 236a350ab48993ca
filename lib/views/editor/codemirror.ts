// The editor itself; loaded when a reader opens code.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completeFromList,
  completionKeymap,
  ifNotIn
} from "@codemirror/autocomplete";
import {defaultKeymap, history, historyKeymap, indentWithTab} from "@codemirror/commands";
import {javascript} from "@codemirror/lang-javascript";
import {bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting} from "@codemirror/language";
import {setDiagnostics} from "@codemirror/lint";
import {EditorState} from "@codemirror/state";
import {drawSelection, EditorView, keymap, lineNumbers} from "@codemirror/view";
import {tags} from "@lezer/highlight";
import type {Fault} from "../../sandbox/run.js";

export interface Editor {
  readonly element: HTMLElement;
  code(): string;
  set(code: string): void;
  /** Marks the line of a fault, or nothing. */
  mark(fault?: Fault): void;
  /** Puts the cursor in, at a place of the code if one is named. */
  focus(place?: number): void;
}

export interface EditorOptions {
  readonly code: string;
  /** The number of its first line. */
  readonly firstLine: number;
  readonly label: string;
  /** Names to complete. */
  readonly names: () => Iterable<string>;
  readonly change: (code: string) => void;
  readonly run: () => void;
}

const style = HighlightStyle.define([
  {tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--syntax-keyword)"},
  {
    tag: [tags.definition(tags.variableName), tags.function(tags.variableName)],
    color: "var(--syntax-definition)"
  },
  {tag: tags.propertyName, color: "var(--syntax-property)"},
  {tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--syntax-string)"},
  {tag: [tags.number, tags.bool, tags.null], color: "var(--syntax-number)"},
  {tag: [tags.comment], color: "var(--syntax-comment)", fontStyle: "italic"}
]);

const theme = EditorView.theme({
  "&": {fontSize: "14px", color: "var(--ink)", backgroundColor: "transparent"},
  "&.cm-focused": {outline: "2px solid var(--accent)", outlineOffset: "1px", borderRadius: "6px"},
  ".cm-content": {fontFamily: "var(--mono)", caretColor: "var(--ink)"},
  ".cm-gutters": {backgroundColor: "transparent", color: "var(--ink-3)", border: "none"},
  ".cm-cursor": {borderLeftColor: "var(--ink)"},
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 30%, transparent)"
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent)"
  },
  ".cm-tooltip": {backgroundColor: "var(--card)", border: "1px solid var(--line-2)", color: "var(--ink)"},
  ".cm-tooltip-autocomplete ul li[aria-selected]": {backgroundColor: "var(--ink)", color: "var(--paper)"}
});

/** An editor for JavaScript. Ctrl or Cmd with Enter runs; Tab indents, and after Escape leaves the editor. */
export function editor({code, firstLine, label, names, change, run}: EditorOptions): Editor {
  const complete = completeFromListOf(names);
  const view = new EditorView({
    state: EditorState.create({
      doc: code,
      extensions: [
        lineNumbers({formatNumber: line => String(line + firstLine - 1)}),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({override: [complete]}),
        javascript(),
        syntaxHighlighting(style),
        theme,
        EditorView.contentAttributes.of({"aria-label": label, tabindex: "0"}),
        EditorView.updateListener.of(update => {
          if (update.docChanged) change(update.state.doc.toString());
        }),
        keymap.of([
          {
            key: "Mod-Enter",
            run: () => {
              run();
              return true;
            }
          },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab
        ])
      ]
    })
  });
  return {
    element: view.dom,
    code: () => view.state.doc.toString(),
    set: code => view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: code}}),
    mark(fault) {
      const {doc} = view.state;
      const line =
        fault?.line && fault.line > 0 && fault.line <= doc.lines ? doc.line(fault.line) : undefined;
      const found = line && [
        {from: line.from, to: line.to, severity: "error" as const, message: fault!.message}
      ];
      view.dispatch(setDiagnostics(view.state, found ?? []));
    },
    focus(place) {
      if (place !== undefined) view.dispatch({selection: {anchor: Math.min(place, view.state.doc.length)}});
      view.focus();
    }
  };
}

const completeFromListOf = (names: () => Iterable<string>) =>
  ifNotIn(["String", "TemplateString", "LineComment", "BlockComment", "PropertyName"], context =>
    completeFromList(
      [...new Set(names())].map(label => ({
        label,
        type: /^[A-Z]/.test(label) ? "constant" : "function"
      }))
    )(context)
  );
