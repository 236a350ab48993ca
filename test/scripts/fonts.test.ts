import {readFileSync, statSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {characters, fileOf, fonts, listed, withFonts} from "../../scripts/fonts.js";

const names = Object.keys(fonts) as (keyof typeof fonts)[];

describe("the fonts of the site", () => {
  it("were made for all characters that pages and figures use: `npm run fonts` makes them anew", () => {
    const made: ReturnType<typeof characters> = JSON.parse(readFileSync(listed, "utf8"));
    const {text, math} = characters();
    expect(text.length).toBeGreaterThan(95);
    expect([...text].filter(character => !made.text.includes(character))).toEqual([]);
    expect(math).toContain("\u{1d44e}");
    expect([...math].filter(character => !made.math.includes(character))).toEqual([]);
  });
  it("have their licence beside them, and no name that is reserved for others", () => {
    const licence = readFileSync("assets/fonts/OFL.txt", "utf8");
    expect(licence).toContain("SIL OPEN FONT LICENSE Version 1.1");
    for (const name of names) expect(licence).toContain(`${name}.woff2`);
    const reserved = [...licence.matchAll(/Reserved Font Name '(\w+)'/g)].map(([, name]) => name);
    expect(reserved).toEqual(["Source"]);
    for (const {family} of Object.values(fonts)) expect(family).not.toContain("Source");
  });
  it("take at most 60 kB together", () => {
    const sizes = names.map(name => statSync(fileOf(name)).size);
    expect(Math.min(...sizes)).toBeGreaterThan(5000);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(60_000);
  });
});

const base64 = (name: keyof typeof fonts) => readFileSync(fileOf(name)).toString("base64");
const editionOf = (html: string) => /<style id="fonts" data-of="(\w{8})"/.exec(withFonts(html, "/index"))![1];

describe("withFonts(html, path)", () => {
  const links = names.map(
    name => `<link rel="preload" as="font" data-font="${name}" href="../_file/${name}.0123.woff2">\n`
  );
  const page = `<head>\n${links.join("")}</head>`;
  /** The page's script, run over a browser's storage: which fonts it has then, and what its style sheet is for. */
  function opened(path: string, stored: string | undefined) {
    const [, script] = /<script>(.*)<\/script>/.exec(withFonts(page, path))!;
    const families: string[] = [];
    const sheet = {dataset: {of: editionOf(page)}, media: ""};
    new Function("document", "localStorage", "FontFace", "fonts", script)(
      {fonts: {add: ({family}: {family: string}) => families.push(family)}},
      {"the-shortcut fonts": stored},
      function FontFace(this: {family: string}, family: string) {
        this.family = family;
      },
      sheet
    );
    return {families, media: sheet.media};
  }
  it("brings the text's font along, and asks for each of the others when the page has come", () => {
    const html = withFonts(page, "/en/why-resnets-work");
    const [sheets, script] = html.split("<script>");
    expect(script).toContain(base64("text"));
    for (const name of names) expect(sheets).toContain(`/${name}.0123.woff2`);
    expect(html).not.toContain("data-font");
  });
  it("brings along all that prose is written in where there are no figures", () => {
    const html = withFonts(page, "/en/glossary");
    for (const name of ["text", "bold", "italic", "math"] as const) expect(html).toContain(base64(name));
  });
  it("brings none along where figures leave no room", () => {
    const html = withFonts(page, "/index");
    expect(html.length).toBeLessThan(5000);
    for (const name of names) expect(html).toContain(`/${name}.0123.woff2`);
  });
  it("names an edition by its files, wherever they stand", () => {
    expect(editionOf(page)).not.toBe(editionOf(page.replace("text.0123", "text.4567")));
    expect(editionOf(page)).toBe(editionOf(page.replaceAll("../", "./")));
  });
  const kept = (of: string) => JSON.stringify([of, ["Kept", btoa("kept"), {weight: "400"}]]);
  it("has those that an earlier page has kept, all before it is painted", () => {
    const {families, media} = opened("/en/why-resnets-work", kept(editionOf(page)));
    expect([families, media]).toEqual([["Kept"], "not all"]);
  });
  it.each([
    ["another edition’s", kept("01234567")],
    ["what is no list", "{"],
    ["nothing", undefined]
  ])("takes %s for none that are kept", (_, stored) => {
    const {families, media} = opened("/en/why-resnets-work", stored);
    expect([families, media]).toEqual([["STIX Two Text"], "print"]);
  });
  it("leaves quotation marks on Chinese pages to Chinese fonts", () => {
    const faces = (path: string) => withFonts(page, path).match(/@font-face\{[^}]*\}/g)!;
    expect(faces("/zh/glossary").length).toBe(names.length + 5);
    for (const face of faces("/zh/glossary")) expect(face).toContain("U+201A-201B");
    for (const face of faces("/en/glossary")) expect(face).not.toContain("unicode-range");
  });
  it("leaves a page without fonts as it is", () => {
    expect(withFonts("<head></head>", "/index")).toBe("<head></head>");
  });
});
