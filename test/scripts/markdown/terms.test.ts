import {createRequire} from "node:module";
import type MarkdownIt from "markdown-it";
import {describe, expect, test} from "vitest";
import {terms} from "../../../lib/lesson/terms.js";
import {markdown} from "../../../scripts/markdown/markdown.js";
import {termNotes} from "../../../scripts/markdown/terms.js";
import {languageOf} from "../../../scripts/site.js";

const {createMarkdownIt} = createRequire(import.meta.url)("@observablehq/framework/dist/markdown.js");
const md = createMarkdownIt({markdownIt: (md: MarkdownIt) => termNotes(markdown(md), languageOf)});
const render = (text: string, path = "/en/residual-block") => md.render(text, {path, code: []}) as string;
const said = (id: string) => terms.find(term => term.id === id)!.definition;

describe("termNotes", () => {
  test("makes of a link to a term a button that opens its meaning, and the link behind it", () => {
    const html = render("The [*Jacobian*](./glossary#jacobian) and the [loss](./glossary#loss).");
    expect(html).toContain(
      `<button type="button" class="term" popovertarget="means-1"><em>Jacobian</em></button><span class="meaning" id="means-1" popover>${said("jacobian").en} <a href="./glossary`
    );
    expect(html).toContain(`popovertarget="means-2">loss</button>`);
    expect(html).toMatch(/#loss">Glossary<\/a><\/span>\.<\/p>/);
  });

  test("says it in the page's language", () => {
    const html = render("[损失](./glossary#loss)（loss）", "/zh/residual-block");
    expect(html).toContain(`${said("loss").zh} <a href`);
    expect(html).toContain("术语表</a>");
  });

  test("leaves other links alone, and those to the glossary's other sections", () => {
    expect(
      render("[a](./glossary#notation), [b](./glossary), [c](./residual-network#predict)")
    ).not.toContain("button");
  });
});
