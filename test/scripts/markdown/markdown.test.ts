import {createRequire} from "node:module";
import {describe, expect, it} from "vitest";
import {markdown} from "../../../scripts/markdown/markdown.js";

// Framework's own Markdown, with what it puts before ours.
const {createMarkdownIt} = createRequire(import.meta.url)("@observablehq/framework/dist/markdown.js");
const md = createMarkdownIt({markdownIt: markdown});
const render = (text: string): string => md.render(text, {path: "/en/test", code: []});

describe("math in Markdown", () => {
  it("is typeset between dollars", () => {
    expect(render("Let $a_1$ be.")).toBe(
      '<p>Let <math data-tex="a_1"><msub><mi>a</mi><mn>1</mn></msub></math> be.</p>\n'
    );
  });

  it("is displayed between double dollars, in a box of its own", () => {
    expect(render("$$a$$")).toBe(
      '<span class="math-display"><math data-tex="a" display="block"><mi>a</mi></math></span>\n'
    );
  });

  it("has a box of its own in a sentence too, where it is long", () => {
    expect(render("So $a = b$.")).not.toContain("math-long");
    expect(render("So $a = g(W b + c) + g(W b + c) + g(W b + c)$.")).toContain(
      '<span class="math-long"><math data-tex="a = g('
    );
  });

  it("holds on to the Chinese punctuation after it, which must not begin a line", () => {
    expect(render("当 $W = 0$、$b$ 时。")).toMatch(
      /^<p>当 <span class="math-held"><math data-tex="W = 0">.*<\/math>、<\/span><math data-tex="b">/
    );
    expect(render("When $W = 0$, all")).toContain("</math>, all");
  });

  it("may fill several lines, and stand right below a paragraph", () => {
    const html = render("So\n$$\na\n= b\n$$\nand on");
    expect(html).toContain("<p>So</p>");
    expect(html).toContain("<mi>a</mi><mo>=</mo><mi>b</mi>");
    expect(html).toContain("<p>and on</p>");
  });

  it("keeps backslashes, underscores and asterisks for TeX", () => {
    expect(render("$\\{a_1 * b_2\\}$ and $x_1*y_1$")).not.toContain("<em>");
    expect(render("$\\{a\\}$")).toContain("{</mo>");
  });

  it("takes one letter, and a formula that ends with a command", () => {
    expect(render("$F$ and $a\\,$")).toContain("<mi>F</mi>");
  });

  it("leaves prices alone", () => {
    expect(render("from $5 to $10, or $ 3 $")).not.toContain("<math");
  });

  it("leaves code alone", () => {
    expect(render("`$a$`")).toContain("<code>$a$</code>");
  });

  it("leaves Framework's expressions alone", () => {
    const code: unknown[] = [];
    const html = md.render(`So $\{1 + 1} and $a$`, {path: "/en/test", code});
    expect(code).toHaveLength(1);
    expect(html).toContain('<math data-tex="a">');
  });

  it("says in the formula's place what is wrong and where to mend it: the build fails where it finds that", () => {
    const wrong = render("so $a < \\frac{1}$ is");
    expect(wrong).toContain('<p>so <span class="observablehq--inspect observablehq--error"');
    expect(wrong).toContain("formula $a &lt; \\frac{1}$: Missing argument");
    expect(wrong).toContain("Mend it in notebooks/en/test.md");
    expect(render("$$\n\\nonsense\n$$")).toMatch(/observablehq--error[^>]*>formula \$\\nonsense\$/);
  });
});

describe("attributes in Markdown", () => {
  it("give a heading its id", () => {
    expect(render("## 残差块 {#residual-block}")).toContain('<h2 id="residual-block"');
  });

  it("mark what a passage states", () => {
    expect(render('A passage. {data-s="S5 S6"}')).toBe('<p data-s="S5 S6">A passage.</p>\n');
  });

  it("follow a formula", () => {
    expect(render('It is $a$. {data-s="S5"}')).toContain('<p data-s="S5">');
  });

  it("set no event handlers", () => {
    expect(render("A. {onclick=alert(1)}")).not.toContain("onclick=");
  });
});
