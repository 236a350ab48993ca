// A small video for tests: one picture, drawn by the browser, shown once a second for as long as is wanted.
import type {Page} from "playwright-core";

/** A WebM file of so many seconds, ready for playwright's setInputFiles. */
export async function makeVideo(page: Page, length: number) {
  const webp = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), {width: 64, height: 36});
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "teal";
    pen.fillRect(0, 0, 64, 36);
    return canvas.toDataURL("image/webp", 0.8);
  });
  const frame = keyframe(Buffer.from(webp.slice(webp.indexOf(",") + 1), "base64"));
  return {name: "lecture.webm", mimeType: "video/webm", buffer: webm(frame, length)};
}

/** A lossy WebP picture holds a VP8 key frame. */
function keyframe(webp: Buffer): Buffer {
  for (let at = 12; at < webp.length; ) {
    const size = webp.readUInt32LE(at + 4);
    if (webp.toString("latin1", at, at + 4) === "VP8 ") return webp.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new Error("no VP8 frame in the picture");
}

/** The container, after https://www.matroska.org/technical/elements.html: a cluster a second, a frame a cluster. */
function webm(frame: Buffer, length: number): Buffer {
  const times = Array.from({length: Math.ceil(length)}, (_, second) => second * 1000);
  return Buffer.concat([
    element("1a45dfa3", element("4282", "webm"), element("4287", 2), element("4285", 2)),
    element(
      "18538067",
      element("1549a966", element("2ad7b1", 1_000_000), element("4489", float(length * 1000))),
      element(
        "1654ae6b",
        element(
          "ae",
          element("d7", 1),
          element("73c5", 1),
          element("83", 1),
          element("86", "V_VP8"),
          element("e0", element("b0", 64), element("ba", 36))
        )
      ),
      ...times.map(time =>
        element("1f43b675", element("e7", time), element("a3", Buffer.from([0x81, 0, 0, 0x80]), frame))
      )
    )
  ]);
}

function element(id: string, ...content: (Buffer | string | number)[]): Buffer {
  const body = Buffer.concat(
    content.map(c => (typeof c === "number" ? integer(c) : Buffer.from(c as string)))
  );
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(id, "hex"), size, body]);
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}
