import {describe, expect, it} from "vitest";
import {drawnPicture, fitted, readPicture} from "../../../lib/views/drawing/colour-picture.js";

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

describe("readPicture(file)", () => {
  it("refuses what says that it is no image", async () => {
    await expect(readPicture(new Blob(["text"], {type: "text/plain"}))).rejects.toThrow(
      "not an image: text/plain"
    );
  });
});
