import {readSettings, unset} from "../../lesson/settings.js";
import {html} from "./dom.js";
import {late} from "./late.js";
import {notice} from "./notice.js";
import {isGuest, texts} from "./texts.js";

const t = texts({
  en: {
    refused: (name: string, text: string, expects: string) =>
      `${name} is set to “${text}”, but it takes ${expects}. It was left out.`,
    noFigure: (id: string) => `The link asks for the figure “${id}” alone, which this page does not have.`
  },
  zh: {
    refused: (name, text, expects) => `${name} 被设为“${text}”，但它只接受 ${expects}。已忽略。`,
    noFigure: id => `链接要求单独显示图“${id}”，但本页没有这幅图。`
  }
});

/** The values that the page's front matter starts from. */
export const start: {readonly [name: string]: unknown} = isGuest() ? {} : (frontMatter().start ?? {});

/** How a teacher wants this page. */
export const settings = isGuest() ? unset : read();

function frontMatter() {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="lesson"]');
  return meta ? JSON.parse(meta.content) : {};
}

function read() {
  const {settings, problems} = readSettings(location.search, frontMatter());
  for (const {name, text, expects} of problems) notice(t.refused(name, text, expects));
  const rules: string[] = [];
  if (settings.language === "fixed") rules.push(".languages {display: none}");
  if (settings.answers === "hidden") rules.push(".reveal {display: none}");
  if (settings.embed) {
    const id = CSS.escape(settings.embed);
    rules.push(
      `#observablehq-main > :not(:has(#${id}), #${id}), #observablehq-sidebar, #observablehq-sidebar-toggle, #observablehq-header, #observablehq-toc, #observablehq-footer {display: none !important}`,
      "#observablehq-center, #observablehq-main, #observablehq-main > * {margin: 0 !important; padding: 0 !important; min-height: 0 !important}",
      `#${id} {margin: 0; border-radius: 0; border: 0; box-shadow: none; max-width: none}`
    );
  }
  const {embed, theme} = settings;
  if (embed || theme)
    void import("./framed.js").then(({tellHeight, wearTheme}) => {
      if (embed) tellHeight();
      if (theme) wearTheme(document.styleSheets, theme);
    });
  if (rules.length) {
    const style = document.head.appendChild(html("style", rules.join("\n")));
    // A figure that is not there must not leave the page empty.
    if (settings.embed)
      late(
        () => document.getElementById(settings.embed),
        () => {},
        () => {
          style.remove();
          notice(t.noFigure(settings.embed));
        }
      );
  }
  return settings;
}
