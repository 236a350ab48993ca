// Typesets TeX as MathML at build time: mathjax-full never reaches a browser, and MathML needs no fonts.

import {liteAdaptor} from "mathjax-full/js/adaptors/liteAdaptor.js";
import {STATE} from "mathjax-full/js/core/MathItem.js";
import {type MmlNode, TEXCLASS} from "mathjax-full/js/core/MmlTree/MmlNode.js";
import {SerializedMmlVisitor} from "mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js";
import {RegisterHTMLHandler} from "mathjax-full/js/handlers/html.js";
import {Configuration} from "mathjax-full/js/input/tex/Configuration.js";
import {CommandMap} from "mathjax-full/js/input/tex/SymbolMap.js";
import type TexParser from "mathjax-full/js/input/tex/TexParser.js";
import {TeX} from "mathjax-full/js/input/tex.js";
import {mathjax} from "mathjax-full/js/mathjax.js";
import "mathjax-full/js/input/tex/base/BaseConfiguration.js";
import "mathjax-full/js/input/tex/ams/AmsConfiguration.js";
import "mathjax-full/js/input/tex/html/HtmlConfiguration.js";

// \slot{name} is a number that a live formula fills in later; \part{names}{…} is lit together with what else has a name.
new CommandMap(
  "slots",
  {slot: "slot", part: "part"},
  {
    part(parser: TexParser, command) {
      const names = parser.GetArgument(command as string);
      parser.Push(parser.create("node", "mrow", [parser.ParseArg(command as string)], {"data-part": names}));
    },
    slot(parser: TexParser, command) {
      const name = parser.GetArgument(command as string);
      parser.Push(parser.create("token", "mn", {"data-slot": name}, "?"));
    }
  }
);
Configuration.create("slots", {handler: {macro: ["slots"]}});

RegisterHTMLHandler(liteAdaptor());
const documents = mathjax.document("", {
  InputJax: new TeX({
    packages: ["base", "ams", "html", "slots"],
    formatError: (_: unknown, error: Error) => {
      throw error;
    }
  })
});
const serializer = new SerializedMmlVisitor();

/** Mathematical alphabets, as first code points: browsers read letters, not MathML 3's `mathvariant`. */
const alphabets: Record<string, {upper: number; lower: number}> = {
  bold: {upper: 0x1d400, lower: 0x1d41a},
  "bold-italic": {upper: 0x1d468, lower: 0x1d482}
};
/** The double-struck capitals that Unicode had before it had the alphabet. */
const doubleStruck: Record<string, string> = {C: "ℂ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ"};

function inAlphabet(text: string, variant: string): string {
  if (variant === "double-struck" && text in doubleStruck) return doubleStruck[text];
  const first = alphabets[variant];
  if (!first || !/^[A-Za-z]+$/.test(text))
    throw new Error(`no characters for "${text}" in the alphabet ${variant}`);
  return Array.from(text, letter => {
    const code = letter.charCodeAt(0);
    return String.fromCodePoint(code < 97 ? first.upper + code - 65 : first.lower + code - 97);
  }).join("");
}

/**
 * Typesets a TeX formula as a MathML string. Besides base TeX and AMS, it knows `\class{name}{…}` for the
 * colours of the style sheet (main, shortcut, weight, …), `\slot{name}` for the numbers of a live formula, and
 * `\part{z w}{…}` for a term that lights up with the parts z and w of a figure.
 *
 * @throws with the formula and what is wrong with it
 */
export function typeset(tex: string, {display = false} = {}): string {
  const key = `${display} ${tex}`;
  const known = typesetBefore.get(key) ?? typesetAnew(tex, display);
  typesetBefore.set(key, known);
  return known;
}

/** Pages have the same formulas in both languages, and are read more than once: ten times as many as there are. */
const typesetBefore = new Map<string, string>();

function typesetAnew(tex: string, display: boolean): string {
  try {
    const node = documents.convert(tex, {display, end: STATE.CONVERT}) as MmlNode;
    closeScripts(node);
    return serializer
      .visitTree(node)
      .replace(/ data-mjx-[\w-]+="[^"]*"| data-latex="[^"]*"/g, "")
      .replace(/ xmlns="[^"]*"/, "")
      .replace(
        /<(m[inot]\w*)([^>]*?) mathvariant="(?!normal)([\w-]+)"([^>]*)>([^<]*)</g,
        (_, tag, before, variant, after, text) =>
          variant === "italic"
            ? `<${tag}${before}${after}>${text}<`
            : `<${tag}${before}${after}>${inAlphabet(text, variant)}<`
      )
      .replace(/>\s+</g, "><");
  } catch (error) {
    throw new Error(`formula $${tex}$: ${(error as Error).message}`);
  }
}

/** Takes the gaps around signs in indices and exponents, where TeX has none: `[l+1]` is one name, not a sum. */
function closeScripts(node: MmlNode): void {
  node.walkTree(each => {
    if (!/^m(sub|sup|subsup|under|over|underover)$/.test(each.kind)) return;
    for (const script of (each as MmlNode).childNodes.slice(1))
      (script as MmlNode)?.walkTree(sign => {
        const {kind} = sign;
        const {texClass} = sign as MmlNode;
        if (
          kind === "mo" &&
          (texClass === TEXCLASS.BIN || texClass === TEXCLASS.REL || texClass === TEXCLASS.PUNCT)
        )
          for (const side of ["lspace", "rspace"]) (sign as MmlNode).attributes.set(side, "0");
      });
  });
}

/** The same with its TeX, for those who copy it: as others understand it, without this lesson's commands but the slots. */
export function typesetToCopy(tex: string, options: {readonly display?: boolean} = {}): string {
  const source = usual(tex).replace(/\s+/g, " ").trim();
  const attribute = source.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return typeset(tex, options).replace("<math", () => `<math data-tex="${attribute}"`);
}

/** TeX without `\class{…}{…}` and `\part{…}{…}`, of which the second argument stays. */
function usual(tex: string): string {
  const [command] = /\\(?:class|part)\s*\{[^}]*\}\s*\{/.exec(tex) ?? [];
  if (!command) return tex;
  const start = tex.indexOf(command);
  const inside = start + command.length;
  let end = inside;
  for (let open = 1; open > 0; end++) open += {"{": 1, "}": -1}[tex[end]] ?? 0;
  return usual(`${tex.slice(0, start)}{${tex.slice(inside, end - 1)}}${tex.slice(end)}`);
}
