// The picture that goes through the networks: a drawn one, and the reader's own by file, drop, paste or camera.
import {camera} from "../../../drawing/camera.js";
import {drawnPicture, type Picture, paint, square} from "../../../drawing/colour-picture.js";
import {opener} from "../../../drawing/open-picture.js";
import {button} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {t} from "./texts.js";

/** The pixels on a side of what the networks were trained with. */
const side = 32;

/** The most pixels on a side that are kept of a picture: a network may take 256 of the shorter side. */
const most = 640;

/** @param otherwise takes a file that is no picture */
export function chosenPicture(changed: () => void, otherwise: (file: File) => void) {
  let whole = drawnPicture();
  let picture = square(whole, side);
  const shown = html("canvas", {role: "img", "aria-label": t.picture});
  const show = () => paint(shown, picture, picture.data, {channels: 3});
  const use = (next: Picture) => {
    ownCamera.stop();
    whole = next;
    picture = square(next, side);
    show();
    changed();
  };
  const file = opener(use, {most, quiet: true, otherwise});
  const ownCamera = camera(use, shown, most);
  show();
  return {
    now: () => picture,
    /** The picture in the size that it came in, unless that was larger than is kept. */
    whole: () => whole,
    element: html(
      "div.photograph",
      shown,
      html(
        "p.control",
        file.element,
        ownCamera.element,
        button(t.drawn, () => use(drawnPicture())),
        html("span", t.drop)
      )
    ),
    listen: file.listen
  };
}
