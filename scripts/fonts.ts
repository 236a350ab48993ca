// The fonts that the site carries: subsets of well-kept packages, of the characters that pages and figures use.
// `npm run fonts` makes them anew, in assets/fonts. What is no Latin letter, such as Chinese, has the reader's own fonts.
import {createHash} from "node:crypto";
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import MarkdownIt from "markdown-it";
import {formulasModule} from "./formulas.js";
import {markdown} from "./markdown/markdown.js";
import {languageOf, languages, root, top} from "./site.js";

interface Font {
  /** Its name on the pages. What is changed may not be called by a name that its authors keep for theirs. */
  readonly family: string;
  readonly weight: string;
  readonly style?: "italic";
  /** Its file in node_modules. */
  readonly source: string;
  readonly options?: {
    readonly keepFeatures?: readonly string[];
    readonly variationAxes?: {readonly [axis: string]: {readonly min: number; readonly max: number}};
  };
}

const text = "@fontsource/stix-two-text/files/stix-two-text-latin";

/** The fonts, by the names of their files. */
export const fonts = {
  text: {family: "STIX Two Text", weight: "400", source: `${text}-400-normal.woff2`},
  bold: {family: "STIX Two Text", weight: "600 700", source: `${text}-600-normal.woff2`},
  italic: {family: "STIX Two Text", weight: "400", style: "italic", source: `${text}-400-italic.woff2`},
  figure: {
    family: "Lesson Sans",
    weight: "400 600",
    source: "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    // Numbers in columns are as wide as each other.
    options: {variationAxes: {wght: {min: 400, max: 600}}, keepFeatures: ["kern", "tnum"]}
  },
  // Its table of measures says where brackets stretch and indices stand. Letters of formulas have code points of their own.
  math: {
    family: "STIX Two Math",
    weight: "400",
    source: "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2",
    options: {keepFeatures: []}
  }
} as const satisfies {readonly [name: string]: Font};

/** What pages bring along: with figures the text's font, without them all that prose is written in; see `fonts`. */
function first(path: string): readonly (keyof typeof fonts)[] {
  // What their figures take leaves no room.
  if (/^\/(index)?$|\/residual-(network|block)$|^\/zh\/one-by-one-convolution$/.test(path)) return [];
  return /\/(glossary|source-notes|accessibility)$/.test(path)
    ? ["text", "bold", "italic", "math"]
    : ["text"];
}

/**
 * What stands in for the fonts until they are there, stretched so that nothing moves then: fonts as wide as Times and Arial
 * are on most systems. The factors compare the widths of a chapter's English text, and those of formulas; heights are the
 * fonts' own. Bold and slanted letters are of the text's family, which would else bend its upright ones.
 */
const stand = [
  standIn(
    "STIX Two Text fallback",
    1.045,
    [0.762, 0.238, 0.25],
    local("Times New Roman", "Liberation Serif", "Nimbus Roman")
  ),
  standIn(
    "STIX Two Text",
    1.054,
    [0.762, 0.238, 0.25],
    local("Times New Roman Bold", "Liberation Serif Bold", "Nimbus Roman Bold"),
    "font-weight:600 700;"
  ),
  standIn(
    "STIX Two Text",
    1.008,
    [0.762, 0.238, 0.25],
    local("Times New Roman Italic", "Liberation Serif Italic", "Nimbus Roman Italic"),
    "font-style:italic;"
  ),
  standIn(
    "Lesson Sans fallback",
    0.931,
    [1.024, 0.4, 0],
    local("Arial", "Liberation Sans", "Nimbus Sans", "Roboto")
  ),
  standIn("STIX Two Math fallback", 0.785, [0.762, 0.238, 0], local("DejaVuMathTeXGyre-Regular"))
];

function standIn(
  family: string,
  factor: number,
  heights: readonly number[],
  source: string,
  style = ""
): string {
  const [up, down, gap] = heights.map(height => `${((100 * height) / factor).toFixed(1)}%`);
  return `font-family:"${family}";src:${source};${style}size-adjust:${(100 * factor).toFixed(1)}%;ascent-override:${up};descent-override:${down};line-gap-override:${gap}`;
}

function local(...names: string[]): string {
  return names.map(name => `local("${name}")`).join();
}

/** All but quotation marks, long dashes and dots, which in Chinese are as wide as a character: a Chinese font has them. */
const withoutMarks = "unicode-range:U+0-2013,U+2015-2017,U+201A-201B,U+201E-2025,U+2027-10FFFF";

/** What lib/views/site/frame.ts keeps them under, once they have come. */
const keptAs = "the-shortcut fonts";

/** Where the fonts stand: below the site's base too. */
const folder = "assets/fonts";

const ascii = Array.from({length: 95}, (_, i) => String.fromCharCode(32 + i)).join("");
const isPage = new RegExp(`^(index|404|(${languages.join("|")})[\\\\/].*)\\.md$`);

/** The texts of the files below a folder. */
function* texts(folder: string, name: RegExp): Generator<string> {
  for (const file of readdirSync(folder, {recursive: true, encoding: "utf8"}))
    if (name.test(file)) yield readFileSync(join(folder, file), "utf8");
}

/** What pages and modules of the site may show beside ASCII, up to Chinese characters. */
function signsUsed(): Set<string> {
  const all = [
    ...texts(join(top, "lib"), /(?<!\.wasm)\.ts$/),
    ...texts(root, isPage),
    ...texts(join(top, "scripts"), /^site\.ts$/)
  ].join("");
  // Letters, indices, operators and arrows; what is a picture rather, such as ✓ and ②, systems have as they like it.
  return new Set(all.match(/[\u00a0-\u218f\u2190-\u22ff]/g));
}

/** What formulas are made of; their single letters are slanted, of the mathematical alphabet, as browsers have it. */
function mathUsed(): Set<string> {
  const md = markdown(new MarkdownIt({html: true}));
  const pages = [...texts(root, isPage)].map(page => md.render(page, {})).join("");
  const formulas = [...(pages + formulasModule()).matchAll(/<math[\s\S]*?<\/math>/g)].join("");
  const found = new Set("0123456789.−");
  for (const [, tag, attributes, written] of formulas.matchAll(/<(m\w+)([^>]*)>([^<]+)</g)) {
    const said = written
      .replace(/&#x(\w+);/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    for (const character of said) if (character < "\u2e80" || character > "\uffff") found.add(character);
    if (tag === "mi" && [...said].length === 1 && !attributes.includes("mathvariant"))
      found.add(slanted(said));
  }
  return found;
}

/** A letter of the alphabet Mathematical Italic. */
function slanted(letter: string): string {
  // Unicode had it before it had the alphabet.
  if (letter === "h") return "ℎ";
  if (letter === "∂") return "\u{1d715}";
  for (const [from, to, start] of ["AZ\u{1d434}", "az\u{1d44e}", "αω\u{1d6fc}"].map(row => [...row]))
    if (letter >= from && letter <= to)
      return String.fromCodePoint(start.codePointAt(0)! + letter.charCodeAt(0) - from.charCodeAt(0));
  return letter;
}

/** The characters that each font should have, where its package has them. */
export function characters(): {readonly text: string; readonly math: string} {
  const signs = signsUsed();
  const sorted = (all: Iterable<string>) => [...new Set(all)].sort().join("");
  return {text: sorted([...ascii, ...signs]), math: sorted([...mathUsed(), ...signs])};
}

/** The file of a font's subset, made anew. */
export async function make(name: keyof typeof fonts): Promise<Uint8Array> {
  const {source, options}: Font = fonts[name];
  const file = createRequire(import.meta.url).resolve(source);
  const {default: subset} = await import("subset-font");
  const text = name === "math" ? characters().math : characters().text;
  const small = await subset(readFileSync(file), text, {
    targetFormat: "truetype",
    keepFeatures: ["kern"],
    noHinting: true,
    ...options
  });
  return subset(renamed(small), text, {
    targetFormat: "woff2",
    keepFeatures: options?.keepFeatures ?? ["kern"]
  });
}

/** A font of Adobe’s under the lesson’s name, which is as long: “Source” is kept for theirs, see assets/fonts/OFL.txt. */
function renamed(font: Uint8Array): Buffer {
  const bytes = Buffer.from(font);
  const utf16 = (text: string) => Buffer.from(text, "utf16le").swap16();
  for (const name of ["Source Sans", "SourceSans"].map(utf16))
    for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1))
      utf16("Lesson").copy(bytes, at);
  return bytes;
}

/** Where a font's subset stands, and the list of what the subsets were made for. */
export const fileOf = (name: keyof typeof fonts) => join(top, folder, `${name}.woff2`);
export const listed = join(top, folder, "characters.json");

/** What a page's head says of the fonts, for Framework: it knows files in links only. See `withFonts`. */
export const fontLinks = Object.keys(fonts)
  .map(name => `<link rel="preload" as="font" data-font="${name}" href="/${folder}/${name}.woff2">`)
  .join("\n");

/**
 * The page at the path with style sheets in place of its links to fonts: what its first window is read in is in it, the
 * others are asked for once the page has come (lib/views/site/frame.ts), or at once where no script runs. From an earlier
 * page all are kept in the browser's storage, whole: a font that had to be read from a file, though near, would come after
 * the first painting.
 */
export function withFonts(html: string, path: string): string {
  const link = /<link rel="preload" as="font" data-font="(\w+)" href="([^"]+)">\n?/g;
  const addresses = new Map([...html.matchAll(link)].map(([, name, href]) => [name, href]));
  if (!addresses.size) return html;
  const range = languageOf(path) === "zh" ? `;${withoutMarks}` : "";
  const names = Object.keys(fonts) as (keyof typeof fonts)[];
  const now = names.filter(name => first(path).includes(name));
  const face = (name: keyof typeof fonts) => {
    const {family, weight, style}: Font = fonts[name];
    return `@font-face{font-family:"${family}";src:url("${addresses.get(name)}") format("woff2");font-weight:${weight};${style ? `font-style:${style};` : ""}font-display:swap${range}}`;
  };
  const standing = stand.map(declarations => `@font-face{${declarations}${range}}`).join("");
  const head = `<style>${standing}</style>
<style id="fonts" data-of="${edition(addresses.values())}">${names.map(face).join("")}</style>
<script>${wearing(now, range)}</script>
`;
  let placed = false;
  return html.replace(link, () => {
    if (placed) return "";
    placed = true;
    return head;
  });
}

/** A script that has fonts at once, the kept ones or those: no browser paints before it, so no line is broken anew. */
function wearing(now: readonly (keyof typeof fonts)[], range: string): string {
  const faces = now.map(name => {
    const {family, weight, style}: Font = fonts[name];
    return [family, readFileSync(fileOf(name)).toString("base64"), {weight, style: style ?? "normal"}];
  });
  const unicodeRange = range ? `,unicodeRange:"${withoutMarks.replace("unicode-range:", "")}"` : "";
  return `try{let of,all;try{[of,...all]=JSON.parse(localStorage["${keptAs}"])}catch{}const kept=of==fonts.dataset.of;for(const[family,bytes,face]of kept?all:${JSON.stringify(faces)})document.fonts.add(new FontFace(family,Uint8Array.from(atob(bytes),c=>c.charCodeAt(0)),{...face${unicodeRange}}));fonts.media=kept?"not all":"print"}catch{}`;
}

/** Names these files: other editions, and other sites at this address, have others. */
const edition = (addresses: Iterable<string>) =>
  createHash("sha256")
    .update([...addresses].map(address => basename(address)).join())
    .digest("hex")
    .slice(0, 8);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(top, folder), {recursive: true});
  for (const name of Object.keys(fonts) as (keyof typeof fonts)[]) {
    const font = await make(name);
    writeFileSync(fileOf(name), font);
    console.log(`${name}: ${font.length} bytes`);
  }
  writeFileSync(listed, `${JSON.stringify(characters(), null, 2)}\n`);
}
