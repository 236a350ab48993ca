import {readSettings} from "../lesson/settings.js";
import {html} from "./dom.js";
import {notice} from "./notice.js";
import {texts} from "./texts.js";

const t = texts({
  en: {
    refused: (name: string, text: string, expects: string) =>
      `The link sets ${name} to “${text}”, but it takes ${expects}. It was left out.`
  },
  zh: {refused: (name, text, expects) => `链接把 ${name} 设为“${text}”，但它只接受 ${expects}。已忽略。`}
});

/** How a teacher wants this page. */
export const settings = read();

function read() {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="lesson"]');
  const {settings, problems} = readSettings(location.search, meta ? JSON.parse(meta.content) : {});
  for (const {name, text, expects} of problems) notice(t.refused(name, text, expects));
  const rules: string[] = [];
  if (settings.language === "fixed") rules.push(".languages {display: none}");
  if (settings.answers === "hidden") rules.push(".reveal {display: none}");
  if (settings.embed) {
    const id = CSS.escape(settings.embed);
    rules.push(
      `#observablehq-main > :not(:has(#${id}), #${id}), #observablehq-sidebar, #observablehq-sidebar-toggle, #observablehq-header, #observablehq-toc, #observablehq-footer {display: none}`,
      "#observablehq-center, body #observablehq-header ~ main#observablehq-main.observablehq {margin: 0; padding: 0; min-height: 0}",
      `#${id} {margin: 0; border-radius: 0; border: 0; box-shadow: none; max-width: none}`
    );
  }
  if (rules.length) document.head.append(html("style", {}, rules.join("\n")));
  return settings;
}
