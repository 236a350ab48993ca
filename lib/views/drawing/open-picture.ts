// Pictures of the reader's own: from a file, dropped on the figure, or pasted while it can be seen.
import {html} from "../kit/dom.js";
import {notice} from "../kit/notice.js";
import {texts} from "../kit/texts.js";
import {type Picture, readPicture} from "./colour-picture.js";

const t = texts({
  en: {
    open: "Open a picture…",
    scaled: (w: number, h: number, to: Picture) =>
      `The picture has ${w}×${h} pixels; it is scaled down to ${to.width}×${to.height}.`,
    refused: (name: string) => `“${name}” is no image that this browser can read. The picture stays.`
  },
  zh: {
    open: "打开图片……",
    scaled: (w, h, to) => `图片有 ${w}×${h} 个像素，已缩小为 ${to.width}×${to.height}。`,
    refused: name => `“${name}”不是这个浏览器能读的图片。原来的图片保留。`
  }
});

interface OpenerOptions {
  /** Pixels on the longer side of what is used. */
  readonly most?: number;
  /** Whether nobody is told that a picture was scaled down to that: the figure says itself how large it is. */
  readonly quiet?: boolean;
  /** Takes a file that is no picture by its type; where it is missing, such a file is refused. */
  readonly otherwise?: (file: File) => void;
}

/** A button that opens a picture; `listen` takes what is dropped on an element too, and what is pasted. */
export function opener(use: (picture: Picture) => void, {most, quiet, otherwise}: OpenerOptions = {}) {
  async function load(blob: File | undefined) {
    if (!blob) return;
    if (otherwise && !blob.type.startsWith("image/")) return otherwise(blob);
    try {
      const {picture, size} = await readPicture(blob, most);
      if (!quiet && picture.width !== size[0]) notice(t.scaled(...size, picture));
      use(picture);
    } catch {
      notice(t.refused(blob.name));
    }
  }
  const input = html("input", {
    type: "file",
    accept: "image/*",
    class: "visually-hidden",
    change: () => {
      load(input.files?.[0]);
      input.value = "";
    }
  });
  const element = html("label.file-button", t.open, input);
  function listen(figure: HTMLElement) {
    figure.addEventListener("dragover", event => event.preventDefault());
    figure.addEventListener("drop", event => {
      event.preventDefault();
      load(event.dataTransfer?.files[0]);
    });
    document.addEventListener("paste", event => {
      const {top, bottom} = figure.getBoundingClientRect();
      if (bottom > 0 && top < innerHeight) load(event.clipboardData?.files[0]);
    });
  }
  return {element, listen};
}
