// A term shows its meaning where it stands: `[Jacobian](./glossary#jacobian)` opens the glossary's sentence beside it.
import type MarkdownIt from "markdown-it";
import {terms} from "../../lib/lesson/terms.js";
import {frame, type Language} from "../site.js";

/** Turns links to terms of the glossary into buttons that open what the term means, with the link behind it. */
export function termNotes(md: MarkdownIt, languageOf: (path: string) => Language | undefined): MarkdownIt {
  md.core.ruler.push("term_notes", ({tokens, env, Token}) => {
    const language = languageOf(env.path ?? "");
    if (!language) return;
    let count = 0;
    const markup = (content: string) => Object.assign(new Token("html_inline", "", 0), {content});
    for (const {children} of tokens)
      for (let i = 0; children && i < children.length; i++) {
        const open = children[i];
        const id =
          open.type === "link_open" &&
          /\/glossary(?:\.html)?#([\w-]+)$/.exec(open.attrGet("href") ?? "")?.[1];
        const term = id && terms.find(term => term.id === id);
        if (!term) continue;
        const end = children.findIndex(({type}, at) => at > i && type === "link_close");
        const note = `means-${++count}`;
        const said = md.utils.escapeHtml(term.definition[language]);
        const link = Object.assign(new Token("text", "", 0), {content: frame[language].glossary});
        const inside = children.slice(i + 1, end);
        children.splice(
          i,
          end - i + 1,
          markup(`<button type="button" class="term" popovertarget="${note}">`),
          ...inside,
          markup(`</button><span class="meaning" id="${note}" popover>${said} `),
          open,
          link,
          children[end],
          markup("</span>")
        );
        i += inside.length + 4;
      }
  });
  return md;
}
