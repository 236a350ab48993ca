import {whenThemeChanges} from "../kit/colour.js";
import {html} from "../kit/dom.js";

export interface Picture {
  readonly element: HTMLElement;
  redraw(): void;
}

/** A drawing made of pixels: sharp on every screen, drawn again when its width or the theme changes. */
export function picture({
  height,
  label,
  draw
}: {
  /** The height at a width. */
  readonly height: (width: number) => number;
  /** What it is, for those who do not see it. */
  readonly label: () => string;
  readonly draw: (context: CanvasRenderingContext2D, width: number, height: number) => void;
}): Picture {
  const canvas = html("canvas", {role: "img"});
  const element = html("div.pixels", canvas);
  let width = 0;
  const redraw = () => {
    if (!width) return;
    const tall = height(width);
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(tall * ratio);
    canvas.style.height = `${tall}px`;
    canvas.setAttribute("aria-label", label());
    const context = canvas.getContext("2d")!;
    context.scale(ratio, ratio);
    draw(context, width, tall);
  };
  new ResizeObserver(([{contentRect}]) => {
    if (Math.abs(contentRect.width - width) < 1) return;
    width = contentRect.width;
    redraw();
  }).observe(element);
  whenThemeChanges(redraw);
  return {element, redraw};
}
