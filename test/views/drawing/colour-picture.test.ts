import {describe, expect, it} from "vitest";
import {drawnPicture, fitted, readPicture, square} from "../../../lib/views/drawing/colour-picture.js";

describe("drawnPicture(width, height)", () => {
  it.each([
    [240, 160],
    [28, 28],
    [1, 1]
  ])("has 3 numbers from 0 to 1 for each of %d × %d pixels", (width, height) => {
    const {data} = drawnPicture(width, height);
    expect(data).toHaveLength(3 * width * height);
    expect(data.every(v => v >= 0 && v <= 1)).toBe(true);
  });
});

describe("fitted(width, height, most)", () => {
  it.each([
    [5472, 3648, [320, 213]],
    [3648, 5472, [213, 320]],
    [200, 100, [200, 100]],
    [1, 1, [1, 1]],
    [10000, 1, [320, 1]]
  ])("%d × %d becomes %j", (width, height, size) => expect(fitted(width, height, 320)).toEqual(size));
});

describe("square(picture, size)", () => {
  const picture = (height: number, width: number) => ({
    height,
    width,
    data: Float32Array.from({length: 3 * height * width}, (_, i) => Math.floor(i / 3) + (i % 3) / 10)
  });
  it("takes the middle, and means of the pixels that each one covers", () => {
    const {data} = square(picture(2, 4), 1);
    // The middle of 0 1 2 3 / 4 5 6 7.
    expect([...data].map(v => Math.round(10 * v) / 10)).toEqual([3.5, 3.6, 3.7]);
    expect([...square(picture(4, 4), 2).data].filter((_, i) => i % 3 === 0)).toEqual([2.5, 4.5, 10.5, 12.5]);
  });
  it("repeats pixels where there are fewer, and gives back what has the size", () => {
    expect([...square(picture(1, 1), 2).data].filter((_, i) => i % 3 === 0)).toEqual([0, 0, 0, 0]);
    expect(square(picture(3, 3), 3)).toEqual(picture(3, 3));
  });
});

describe("readPicture(file)", () => {
  it("refuses what says that it is no image", async () => {
    await expect(readPicture(new Blob(["text"], {type: "text/plain"}))).rejects.toThrow(
      "not an image: text/plain"
    );
  });
});
