// The short way in the pages: below each of its figures, which stop it is, what to take along, and the next.
import type MarkdownIt from "markdown-it";
import {type Stop, shortWay, stopsOn} from "../../lib/lesson/short-way.js";
import {frame, type Language} from "../site.js";

/** Puts the stops of the short way below their figures, behind what stands for these without JavaScript. */
export function wayStops(md: MarkdownIt, languageOf: (path: string) => Language | undefined): MarkdownIt {
  md.core.ruler.push("way_stops", ({tokens, env, Token, inlineMode}) => {
    const language = languageOf(env.path ?? "");
    // The stops' own texts come by here, too.
    if (!language || inlineMode) return;
    for (const stop of stopsOn(env.path)) {
      const still = `/${stop.figure}.png"`;
      const at = tokens.findIndex(({type, content}) => type === "inline" && content.includes(still));
      // A fork may have left the figure out.
      if (at < 0) continue;
      const bar = Object.assign(new Token("html_block", "", 0), {
        content: wayBar(stop, language, text => md.renderInline(text, {...env}))
      });
      tokens.splice(at + 2, 0, bar);
    }
  });
  return md;
}

/** The line below a figure of the way. Its text is for those who walk it: style.css of the site. */
function wayBar(stop: Stop, language: Language, markup: (text: string) => string): string {
  const say = frame[language].way;
  const number = shortWay.indexOf(stop) + 1;
  const next = shortWay[number];
  const place = `<a class="way-join" ${leadingTo(stop)}>${say.stop(number, shortWay.length)}</a>`;
  const onward = next
    ? `<a class="way-next" ${leadingTo(next)}>${say.next}${next.name[language]} <span aria-hidden="true">→</span></a>`
    : `<span class="way-next">${say.end}</span>`;
  return `<aside class="way" aria-label="${say.stop(number, shortWay.length)}">
<p class="way-text">${markup(stop.text[language])}</p>
<p class="way-line">${place} ${onward}</p>
</aside>
`;
}

/** What begins the attributes of the link by which a stop's own bar lets a reader join the way there. */
export const joining = (stop: Stop) => `class="way-join" ${onTheWayTo(stop)}`;

/** The attributes of a link to a stop's figure: scripts/finish.ts makes its address of them. */
const leadingTo = (stop: Stop) => `${onTheWayTo(stop)} href="./${stop.page}#${stop.section}"`;
const onTheWayTo = ({figure}: Stop) => `data-way="short" data-figure="${figure}"`;
