// Pictures of the reader's own: from a file, dropped on the figure, or pasted while it can be seen.
import {html} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import {type Picture, readPicture} from "../model/picture.js";
import {t} from "./texts.js";

/** A button that opens a picture; `listen` takes what is dropped on an element too, and what is pasted. */
export function opener(use: (picture: Picture) => void) {
  async function load(blob: File | undefined) {
    if (!blob) return;
    try {
      const {picture, size} = await readPicture(blob);
      if (picture.width !== size[0]) notice(t.scaled(...size, picture));
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
