// The Markdown of the pages: attributes in braces, and math typeset at build time.
import type MarkdownIt from "markdown-it";
import attributes from "markdown-it-attrs";
import {typesetToCopy} from "./math.js";

/** Adds `{#id .class data-s="S5"}` and the math of `$…$` and `$$…$$` to Framework's Markdown. */
export function markdown(md: MarkdownIt): MarkdownIt {
  // Its types are of another build of markdown-it's.
  md.use(attributes as unknown as Parameters<MarkdownIt["use"]>[0], {
    allowedAttributes: ["id", "class", "lang", /^data-/]
  });
  // Before "escape", which would eat the backslashes of \{ and \\.
  md.inline.ruler.before("escape", "math_inline", inlineMath);
  md.block.ruler.before("fence", "math_block", blockMath, {
    alt: ["paragraph", "reference", "blockquote", "list"]
  });
  md.renderer.rules.math_inline = (tokens, i, _, env) => {
    const {content, markup, info} = tokens[i];
    const math = render(content, markup === "$$", env);
    return info ? `<span class="math-held">${math}${info}</span>` : math;
  };
  md.renderer.rules.math_block = (tokens, i, _, env) => `${render(tokens[i].content, true, env)}\n`;
  return md;
}

/**
 * A display formula, and a long one in a sentence, scrolls in a box of its own: it never widens the page. A mistake stands
 * in the formula's place, as Framework shows one in a cell: the preview goes on, and the build fails where it finds it.
 */
function render(tex: string, display: boolean, {path}: {path?: string}): string {
  try {
    const mathml = typesetToCopy(tex, {display});
    if (display) return `<span class="math-display">${mathml}</span>`;
    const long = mathml.replace(/<[^>]*>|&\w+;/g, "").length > 24;
    return long ? `<span class="math-long">${mathml}</span>` : mathml;
  } catch (error) {
    const file = path ? `notebooks${path}.md` : "the page";
    const said = `${(error as Error).message}. Mend it in ${file}; a dollar sign that begins no formula is written \\$`;
    const text = said.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    return `<span class="observablehq--inspect observablehq--error" style="display: block; white-space: normal;">${text}</span>`;
  }
}

type InlineRule = Parameters<MarkdownIt["inline"]["ruler"]["push"]>[1];
type BlockRule = Parameters<MarkdownIt["block"]["ruler"]["push"]>[1];

/** As in pandoc: no space inside the dollars, no digit after them. `${` starts a Framework expression. */
const inlineMath: InlineRule = (state, silent) => {
  const pattern =
    /\$\$(?!\{)((?:[^$\\]|\\[\s\S])+)\$\$|\$(?![\s{$])((?:[^$\\]|\\[\s\S])*?[^\s\\$]|(?:[^$\\]|\\[\s\S])*?\\[\s\S])\$(?!\d)/y;
  pattern.lastIndex = state.pos;
  const match = pattern.exec(state.src.slice(0, state.posMax));
  if (!match) return false;
  // Browsers would break a line between a formula and a Chinese comma, which must not begin a line.
  const [stop] = /^[、，。；：？！）”》]*/.exec(state.src.slice(pattern.lastIndex, state.posMax))!;
  if (!silent) {
    const token = state.push("math_inline", "math", 0);
    token.info = stop;
    token.content = (match[1] ?? match[2]).trim();
    token.markup = match[1] === undefined ? "$" : "$$";
  }
  state.pos = pattern.lastIndex + stop.length;
  return true;
};

/** A paragraph from a line that starts with `$$` to the line that ends with it. */
const blockMath: BlockRule = (state, start, end, silent) => {
  const line = (i: number) => state.src.slice(state.bMarks[i] + state.tShift[i], state.eMarks[i]).trimEnd();
  if (!line(start).startsWith("$$")) return false;
  let last = start;
  while (last < end && !(line(last).endsWith("$$") && (last > start || line(last).length > 4))) last++;
  if (last === end) return false;
  if (silent) return true;
  const token = state.push("math_block", "math", 0);
  token.block = true;
  token.content = state
    .getLines(start, last + 1, state.tShift[start], false)
    .trim()
    .slice(2, -2)
    .trim();
  token.map = [start, last + 1];
  state.line = last + 1;
  return true;
};
