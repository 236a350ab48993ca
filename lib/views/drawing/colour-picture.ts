/** A colour picture as a volume of height × width × 3 numbers from 0 to 1, row by row, channels last. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly data: Float32Array;
}

type Colour = readonly [number, number, number];

/** The red of the balloon's stripes: nothing else in the drawn picture has it. */
export const balloonRed: Colour = [0.9, 0.12, 0.14];

/** A landscape made of code, with hard edges and full colours: a balloon over hills, the sun behind them. */
export function drawnPicture(width = 240, height = 160): Picture {
  const data = new Float32Array(height * width * 3);
  for (let i = 0; i < height; i++)
    for (let j = 0; j < width; j++) data.set(landscape(j / width, i / width), (i * width + j) * 3);
  return {height, width, data};
}

/** The colour at a place of the drawn picture; both coordinates in widths of the picture. */
function landscape(x: number, y: number): Colour {
  const basket = Math.abs(x - 0.3) < 0.018 && Math.abs(y - 0.435) < 0.016;
  if (basket) return [0.42, 0.25, 0.1];
  const [dx, dy] = [(x - 0.3) / 0.115, (y - 0.22) / (y < 0.22 ? 0.13 : 0.19)];
  if (dx * dx + dy * dy < 1) {
    const stripes: Colour[] = [balloonRed, [0.98, 0.86, 0.12], [0.1, 0.35, 0.85]];
    return stripes[Math.floor((dx / Math.sqrt(1 - dy * dy) + 1) * 4.5) % 3];
  }
  const near = 0.56 - 0.05 * Math.sin(7 * x + 0.6);
  if (y > near) return (Math.floor(x * 22 + y * 9) % 2 ? [0.16, 0.5, 0.2] : [0.22, 0.6, 0.24]) as Colour;
  const far = 0.5 - 0.07 * Math.sin(4.2 * x + 3.4);
  if (y > far) return [0.33, 0.3, 0.55];
  if (Math.hypot(x - 0.76, y - 0.36) < 0.105) return [1, 0.75, 0.25];
  return [0.45 + 0.85 * y, 0.7 + 0.12 * y, 0.95 - 0.45 * y];
}

/** The size that fits into most × most, no side below 1, none enlarged. */
export function fitted(width: number, height: number, most: number): readonly [number, number] {
  const factor = Math.min(1, most / Math.max(width, height));
  return [Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor))];
}

/**
 * The picture in a file, scaled down to at most `most` pixels on its longer side, and the size that it had. It is
 * decoded in the browser and goes nowhere else. Throws if the browser cannot read it as an image.
 */
export async function readPicture(
  file: Blob,
  most = 320
): Promise<{readonly picture: Picture; readonly size: readonly [number, number]}> {
  if (!file.type.startsWith("image/")) throw new Error(`not an image: ${file.type || "unknown type"}`);
  const bitmap = await createImageBitmap(file);
  const {width, height} = bitmap;
  const picture = pictureOf(bitmap, width, height, most);
  bitmap.close();
  return {picture, size: [width, height]};
}

/** A picture that the browser has, of width × height pixels, scaled down to at most `most` on its longer side. */
export function pictureOf(source: CanvasImageSource, width: number, height: number, most = 320): Picture {
  const [columns, rows] = fitted(width, height, most);
  const canvas = new OffscreenCanvas(columns, rows);
  const context = canvas.getContext("2d", {willReadFrequently: true})!;
  // What is transparent is seen on white.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, columns, rows);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, columns, rows);
  const pixels = context.getImageData(0, 0, columns, rows).data;
  const data = new Float32Array(columns * rows * 3);
  for (let p = 0; p < columns * rows; p++)
    for (let c = 0; c < 3; c++) data[p * 3 + c] = pixels[p * 4 + c] / 255;
  return {width: columns, height: rows, data};
}

/** The middle square of a picture in size × size pixels, each the mean of those that it covers. */
export function square({height, width, data}: Picture, size: number): Picture {
  const side = Math.min(height, width);
  const [top, left] = [(height - side) >> 1, (width - side) >> 1];
  const end = (i: number) => Math.max(Math.floor((i * side) / size) + 1, Math.floor(((i + 1) * side) / size));
  const result = new Float32Array(size * size * 3);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let count = 0;
      for (let y = Math.floor((i * side) / size); y < end(i); y++)
        for (let x = Math.floor((j * side) / size); x < end(j); x++, count++)
          for (let c = 0; c < 3; c++)
            result[(i * size + j) * 3 + c] += data[((top + y) * width + left + x) * 3 + c];
      for (let c = 0; c < 3; c++) result[(i * size + j) * 3 + c] /= count;
    }
  return {height: size, width: size, data: result};
}

/** The picture with only those pixels that are read; all others are white. */
export function readOnly(
  {height, width, data}: Picture,
  read: (row: number, column: number) => boolean
): Picture {
  return {
    height,
    width,
    data: data.map((v, i) => {
      const pixel = Math.floor(i / 3);
      return read(Math.floor(pixel / width), pixel % width) ? v : 1;
    })
  };
}

/** Paints numbers from 0 to 1 (beyond is cut off) on a canvas: three channels as colour, or one of them as grey. */
export function paint(
  canvas: HTMLCanvasElement,
  {height, width}: {readonly height: number; readonly width: number},
  data: Float32Array,
  {channels, channel}: {readonly channels: number; readonly channel?: number}
): void {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(width, height);
  const {data: to} = image;
  for (let p = 0, q = 0; p < to.length; p += 4, q += channels) {
    to[p] = 255 * data[q + (channel ?? 0)];
    to[p + 1] = 255 * data[q + (channel ?? 1)];
    to[p + 2] = 255 * data[q + (channel ?? 2)];
    to[p + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
