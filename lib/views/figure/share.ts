// What a figure gives away: its picture, its data, and itself to another page.
import {csv, type Row} from "../../lesson/csv.js";
import {copyField, dialog} from "../kit/dialog.js";
import {html} from "../kit/dom.js";
import {listening} from "../kit/framed.js";
import {saveFile} from "../kit/save.js";
import {texts} from "../kit/texts.js";
import {likeness} from "./likeness.js";
import {fontsOf} from "./vector/fonts.js";
import {vector} from "./vector/vector.js";

const t = texts({
  en: {
    embed: "Embed this figure",
    frame:
      "Put this where the figure is to stand. It keeps the values it has now, and the script keeps the frame as high as the figure. For a page that is always dark or always light add &theme=dark or &theme=light before the #.",
    code: "HTML"
  },
  zh: {
    embed: "嵌入这幅图",
    frame:
      "把下面的代码放到要显示这幅图的地方。它会保留现在的数值，其中的脚本让框架始终与图一样高。如果你的网页总是深色或总是浅色，请在 # 之前加上 &theme=dark 或 &theme=light。",
    code: "HTML"
  }
});

/** Saves the figure as it stands, with its caption and without its buttons. */
export async function savePicture(figure: HTMLElement, kind: "svg" | "png"): Promise<void> {
  const copy = likeness(figure);
  const drawing = vector(copy);
  copy.remove();
  drawing.prepend(await fontsOf(drawing));
  const source = new XMLSerializer().serializeToString(drawing);
  saveFile(kind === "svg" ? source : await points(source), `${figure.id}.${kind}`);
}

/** A drawing in points, two to a pixel of the page. */
async function points(source: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = html("canvas", {width: 2 * image.width, height: 2 * image.height});
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob(blob => (blob ? done(blob) : fail(new Error("no picture"))), "image/png")
  );
}

/** Saves rows as comma-separated values. */
export function saveData(rows: readonly Row[], name: string): void {
  // Without the mark at its start spreadsheet programs take the text for another encoding than UTF-8.
  saveFile(`\ufeff${csv(rows)}`, `${name}.csv`);
}

/** Shows the HTML that puts this figure, with its values, into another page. */
export function embedDialog(figure: HTMLElement, link: string): void {
  const url = new URL(link);
  url.search = `?embed=${figure.id}`;
  const title = figure.querySelector(".figure-title")?.textContent ?? "";
  const frame = html("iframe", {
    src: url.href,
    title,
    width: "100%",
    height: Math.ceil(figure.offsetHeight + 10),
    style: "border: 0",
    loading: "lazy"
  });
  dialog(t.embed, html("p", t.frame), copyField(t.code, `${frame.outerHTML}\n<script>${listening}</script>`));
}
