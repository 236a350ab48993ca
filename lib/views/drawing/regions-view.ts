// A picture of what one network makes of the plane, under a line that says which network and how good it is.
import {whenThemeChanges} from "../kit/colour.js";
import {html} from "../kit/dom.js";
import {type Points, paint} from "./regions.js";

export interface RegionsView {
  readonly element: HTMLElement;
  show(regions: Uint8Array | undefined, heading: string, description: string): void;
}

export function regionsView(points: () => Points, kind: "plain" | "residual"): RegionsView {
  const canvas = html("canvas", {width: 480, height: 480, role: "img"});
  const heading = html("p", {class: `pane-heading ${kind}`});
  let shown: Uint8Array | undefined;
  // A canvas knows no style sheet: it is painted again when the theme changes.
  whenThemeChanges(() => paint(canvas, shown, points()));
  return {
    element: html("div", {class: "pane"}, heading, canvas),
    show(regions, text, description) {
      shown = regions;
      heading.textContent = text;
      canvas.setAttribute("aria-label", description);
      paint(canvas, regions, points());
    }
  };
}
