// Decision regions as pictures: each pixel has the colour of the likeliest class, paler the less sure the network is.
import {unpack} from "../../experiments/regions.js";
import {resolve, rgb, whenThemeChanges} from "../kit/colour.js";
import {html} from "../kit/dom.js";

/** Variables of the style sheet, one for each class. */
const classColours = ["--class-0", "--class-1", "--class-2"];

export interface Points {
  /** [n, 2], between −reach and reach. */
  readonly inputs: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  readonly reach: number;
}

/** Paints packed regions onto a canvas, and the examples over them, each class with a shape of its own. */
function paint(canvas: HTMLCanvasElement, regions: Uint8Array | undefined, points: Points): void {
  const context = canvas.getContext("2d")!;
  const {width, height} = canvas;
  const colours = classColours.map(v => rgb(resolve(v)));
  const paper = rgb(resolve("--card"));
  context.clearRect(0, 0, width, height);
  if (regions) {
    const size = Math.round(Math.sqrt(regions.length));
    const image = new ImageData(size, size);
    regions.forEach((byte, i) => {
      const {label, sure} = unpack(byte);
      const share = 0.08 + 0.62 * sure;
      for (let c = 0; c < 3; c++) image.data[4 * i + c] = paper[c] + (colours[label][c] - paper[c]) * share;
      image.data[4 * i + 3] = 255;
    });
    const small = new OffscreenCanvas(size, size);
    small.getContext("2d")!.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    context.drawImage(small, 0, 0, width, height);
  }
  const at = (v: number) => ((v / points.reach + 1) / 2) * width;
  const r = width / 130;
  for (let i = 0; i < points.labels.length; i++) {
    const label = points.labels[i];
    const [x, y] = [at(points.inputs[2 * i]), height - at(points.inputs[2 * i + 1])];
    context.fillStyle = resolve(classColours[label]);
    context.strokeStyle = resolve("--card");
    context.lineWidth = r / 3;
    context.beginPath();
    if (label === 0) context.arc(x, y, r, 0, 2 * Math.PI);
    else if (label === 1) context.rect(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r);
    else {
      context.moveTo(x, y - 1.2 * r);
      context.lineTo(x + 1.1 * r, y + 0.85 * r);
      context.lineTo(x - 1.1 * r, y + 0.85 * r);
      context.closePath();
    }
    context.fill();
    context.stroke();
  }
}

/** A picture of what one network makes of the plane, under a line that says which network and how good it is. */
export function regionsView(points: () => Points, kind: "plain" | "residual") {
  const canvas = html("canvas", {width: 480, height: 480, role: "img"});
  const heading = html("p", {class: `pane-heading ${kind}`});
  let latest: Uint8Array | undefined;
  // A canvas knows no style sheet: it is painted again when the theme changes.
  whenThemeChanges(() => paint(canvas, latest, points()));
  return {
    element: html("div.pane", heading, canvas),
    show(regions: Uint8Array | undefined, text: string, description: string) {
      latest = regions;
      heading.textContent = text;
      canvas.setAttribute("aria-label", description);
      paint(canvas, regions, points());
    }
  };
}
