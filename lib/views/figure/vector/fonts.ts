// A picture away from the page has the page's fonts only where it brings them along.
import {svg} from "../../kit/dom.js";

/** The fonts of the page that a drawing is written in, as a style sheet that holds them. */
export async function fontsOf(drawing: SVGSVGElement): Promise<SVGStyleElement> {
  const written = [...drawing.querySelectorAll<SVGElement>("[font-family]")];
  const faces = facesOfPage();
  const used = faces.filter(face => written.some(text => isIn(text, face, faces)));
  return svg("style", {}, (await Promise.all(used.map(carried))).join("\n"));
}

function facesOfPage(): CSSFontFaceRule[] {
  return [...document.styleSheets]
    .flatMap(sheet => [...sheet.cssRules])
    .filter(rule => rule instanceof CSSFontFaceRule);
}

const name = (family: string) => family.trim().replace(/^["']|["']$/g, "");

/** Whether a text is written in a face, with all its letters or with those that the fonts before it do not have. */
function isIn(text: SVGElement, {style}: CSSFontFaceRule, faces: readonly CSSFontFaceRule[]): boolean {
  const families = (text.getAttribute("font-family") ?? "").split(",").map(name);
  const at = families.indexOf(name(style.getPropertyValue("font-family")));
  if (
    at < 0 ||
    (text.getAttribute("font-style") ?? "normal") !== (style.getPropertyValue("font-style") || "normal")
  )
    return false;
  const [from, to = from] = (style.getPropertyValue("font-weight") || "1 999").split(" ").map(Number);
  const weight = Number(text.getAttribute("font-weight") ?? 400);
  // A family of one weight is taken for every weight.
  const kind = ["font-family", "font-style"];
  const alone = !faces.some(
    other =>
      other.style !== style &&
      kind.every(of => other.style.getPropertyValue(of) === style.getPropertyValue(of))
  );
  if (!alone && (weight < from || weight > to)) return false;
  const latin = ![...(text.textContent ?? "")].some(letter => letter > "\u00ff");
  return at === 0 || (!latin && !families[at].endsWith("fallback"));
}

/** The face's rule, with its file in it; what the reader's system has is named as it is. */
async function carried({style, parentStyleSheet, cssText}: CSSFontFaceRule): Promise<string> {
  const [, address] = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue("src")) ?? [];
  if (!address) return cssText;
  const file = await (await fetch(new URL(address, parentStyleSheet?.href ?? document.baseURI))).blob();
  const data = await new Promise(done => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(file);
  });
  return cssText.replace(address, `${data}`);
}
