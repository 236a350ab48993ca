// A chapter as a notebook of notebook-kit (https://observablehq.com/notebook-kit/kit): text and cells as on the page.
import {typeset} from "../markdown/math.js";
import {languageOf, tags, titleOf} from "../site.js";
import {parts, picture, prose, somewhere} from "./page.js";

export function observable(markdown: string, path: string): string {
  const cells = parts(markdown, ["page"]).flatMap(({language, code, text}) => {
    if (language.startsWith("js")) return cell("module", elsewhere(code), language.includes("echo"));
    const said = language ? `\`\`\`${language}\n${code}\n\`\`\`` : withMath(prose(text, path));
    return said ? cell("text/markdown", said) : [];
  });
  const style = cell("text/html", `<link rel="stylesheet" href="${somewhere}embed/style.css">`);
  const tag = tags[languageOf(path)!];
  const speak = cell("module", `const language = (document.documentElement.lang = "${tag}");`);
  const scripts = [style, speak, ...cells].map((script, i) => `  <script id="${i + 1}" ${script}`);
  return `<!doctype html>\n<notebook theme="light-dark(air, near-midnight)">\n  <title>${titleOf(path)}</title>\n${scripts.join("\n")}\n</notebook>\n`;
}

/** Formulas as MathML, as on the page: a notebook's own `tex` is fetched from another host. Pictures are not needed. */
function withMath(text: string): string {
  const math = (tex: string, display: boolean) => typeset(tex.trim(), {display});
  return text
    .replace(picture, "")
    .replace(/\$\$([\s\S]+?)\$\$/g, (_, tex) => `<div class="math-display">${math(tex, true)}</div>`)
    .replace(/(?<![\\$\w])\$(?![\s{$])((?:[^$\\\n]|\\.)+?)\$(?!\d)/g, (_, tex) => math(tex, false))
    .trim();
}

/** A cell whose modules and data come from the site. Figures choose their texts when they are loaded: after the language. */
function elsewhere(code: string): string {
  return (/^import /m.test(code) ? `${code}\nvoid language;` : code)
    .replace(/FileAttachment\("\.\.\/([^"]+)"\)/g, (_, path: string) => {
      const read = path.endsWith(".json") ? "json" : "arrayBuffer";
      return `{${read}: async () => (await fetch("${somewhere}${path}")).${read}()}`;
    })
    .replaceAll('"../lib/', `"${somewhere}lib/`);
}

function cell(type: string, content: string, pinned = false): string {
  const inner = content
    .replace(/<(?=\\*\/script(\s|>))/gi, "<\\")
    .split("\n")
    .map(line => (line.trim() ? `    ${line}` : ""))
    .join("\n");
  return `type="${type}"${pinned ? " pinned" : ""}>\n${inner}\n  </script>`;
}
