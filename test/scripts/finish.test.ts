import {describe, expect, it} from "vitest";
import {finish} from "../../scripts/finish.js";

// As Framework 1.13 writes it.
const page = `<!DOCTYPE html>
<html>
<head>
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<title>残差块 | The Shortcut</title>
</head>
<body>
<input id="observablehq-sidebar-toggle" type="checkbox" title="Toggle sidebar">
<nav id="observablehq-sidebar">
  <ol>
    <label id="observablehq-sidebar-close" for="observablehq-sidebar-toggle"></label>
    <li class="observablehq-link"><a href="../">The Shortcut</a></li>
  </ol>
  <div id="observablehq-search"><input type="search" placeholder="Search"></div>
  <section>
    <summary>English</summary>
    <ol><li>Residual block</li></ol>
  </section>
  <section class="observablehq-section-active">
    <summary>中文</summary>
    <ol><li>残差块</li></ol>
  </section>
</nav>
<p>误差是 0.3 %。</p>
<!-- live -->
<p>一<!-- page -->二<!-- /page --><!--:cell:--></p>
<!-- /live -->
<footer>
<nav><a rel="next" href="./residual-network"></a></nav>
</footer>
</body>
</html>`;

describe("finish(html, path)", () => {
  const zh = finish(page, "/zh/residual-block");

  it("lets a page that is opened as a file say what it lacks, and no other", () => {
    const [script] = /<script>if \(location[^<]*<\/script>/.exec(zh)!;
    const run = new Function("location", "document", script.replace(/<\/?script>/g, ""));
    const shown = (protocol: string) => {
      const said: string[] = [];
      run({protocol}, {currentScript: {insertAdjacentHTML: (_: string, html: string) => said.push(html)}});
      return said;
    };
    expect(shown("https:")).toEqual([]);
    expect(shown("file:")[0]).toContain("网页服务器");
  });

  it("says the page's language", () => {
    expect(zh).toContain('<html lang="zh-Hans">');
    expect(finish(page, "/en/residual-block")).toContain('<html lang="en">');
    expect(finish(page, "/index")).toContain('<html lang="en">');
  });

  it("allows zooming", () => {
    expect(zh).not.toContain("maximum-scale");
  });

  it("keeps a number and its per cent sign in one line", () => {
    expect(zh).toContain("0.3\u00a0%");
  });

  it("takes out the marks that tell what is in no notebook, and no other comment", () => {
    expect(zh).toContain("\n<p>一二<!--:cell:--></p>\n<footer>");
  });

  it("leaves a remainder in code as it is written", () => {
    const code = "<pre><code>x = 7 % 2</code></pre>";
    const script = '<script type="module">\ndefine({body: () => 7 % 2 < 1});\n</script>';
    const finished = finish(page.replace("<p>", `${code}${script}<p title="5 % off">`), "/zh/exercises");
    expect(finished).toContain(code);
    expect(finished).toContain(script);
    expect(finished).toContain("0.3\u00a0%");
  });

  it("leads links to figures, with their parameters and the short way, and changes no others", () => {
    const address = (data: string) => {
      const link = `<a class="see"${data} href="./residual-network.html#degradation">看图</a>`;
      const finished = finish(page.replace("<p>", `${link}<p>`), "/zh/exercises");
      return /<a class="see".*?href="([^"]*)"/.exec(finished)![1];
    };
    expect(address("")).toBe("./residual-network.html#degradation");
    expect(address(' data-figure="walker"')).toBe("./residual-network.html#walker");
    expect(address(' data-figure="walker" data-set="a=1&amp;b=2"')).toBe(
      "./residual-network.html#walker&amp;a=1&amp;b=2"
    );
    expect(address(' data-way="short"')).toBe("./residual-network.html?way=short#degradation");
    expect(address(' data-way="short" data-figure="walker"')).toBe(
      "./residual-network.html?way=short#walker"
    );
  });

  it("puts a button beside a link to a figure that may be seen in place, and beside no other", () => {
    const finished = (link: string) => finish(page.replace("<p>", `${link}<p>`), "/zh/questions");
    expect(
      finished('<a href="./a" class="see" data-figure="b"><em>看图</em></a> · <a href="./c">别处</a>')
    ).toMatch(
      /<\/em><\/a> <button [^>]*class="see-here"[^>]*disabled><span>在这里看<\/span><span>收起<\/span><\/button> · <a/
    );
    expect(finished('<a href="./a" data-figure="b">看图</a>')).not.toContain("see-here");
  });

  it("marks the sections of the short way in the contents, misses none, and asks for none that a fork has left out", () => {
    const contents = (section: string) =>
      `<aside id="observablehq-toc"><li class="observablehq-secondary-link"><a href="#${section}">一步一步走</a></li></aside>`;
    const bar =
      '<a class="way-join" data-way="short" data-figure="walkthrough-figure" href="./residual-block.html#walkthrough">';
    const marked = finish(page.replace("<p>", `${contents("walkthrough")}${bar}<p>`), "/zh/residual-block");
    expect(marked).toMatch(
      /一步一步走 <span class="way-mark"[^>]*aria-label="短途路线，第 1 站，共 5 站"[^>]*>1<\/span><\/a>/
    );
    const lost = page.replace("<p>", `${contents("elsewhere")}${bar}<p>`);
    expect(() => finish(lost, "/zh/residual-block")).toThrow("walkthrough");
    expect(finish(page.replace("<p>", `${contents("elsewhere")}<p>`), "/zh/residual-block")).not.toContain(
      "way-mark"
    );
  });

  it("names the site in the page's language", () => {
    expect(zh).toContain("<title>残差块 · 捷径</title>");
  });

  it("points to the page in each language", () => {
    expect(zh).toContain('<link rel="alternate" hreflang="en" href="../en/residual-block.html">');
    expect(zh).toContain('<link rel="alternate" hreflang="zh-Hans" href="../zh/residual-block.html">');
    expect(finish(page, "/zh/only-here")).not.toContain('rel="alternate"');
  });

  it("leaves the pages of the page's language in the menu", () => {
    expect(zh).toContain("<li>残差块</li>");
    expect(zh).not.toContain("<li>Residual block</li>");
  });

  it("leaves both in the menu of a page in both languages", () => {
    const index = finish(page, "/");
    expect(index).toContain("<li>残差块</li>");
    expect(index).toContain("<li>Residual block</li>");
    expect(index).not.toContain("alternate");
  });

  it("names menu, search and pager for screen readers", () => {
    expect(zh).toContain('aria-label="菜单"');
    expect(zh).toContain('placeholder="搜索" aria-label="搜索"');
    expect(zh).toContain('<nav aria-label="上一页和下一页">');
  });

  it("takes a page without a menu", () => {
    expect(() => finish(page.replace(/<input[\s\S]*<\/nav>\n(?=<footer>)/, ""), "/404")).not.toThrow();
  });

  it("throws where Framework's markup has changed", () => {
    expect(() => finish(page.replace("<summary>", "<h2>"), "/zh/residual-block")).toThrow(
      "/zh/residual-block: not found in Framework's page"
    );
  });
});
