import JSZip from "jszip";
import {expect, it} from "vitest";
import {siteWithReadMe} from "../../../scripts/course/site.js";
import {zipped} from "../../../scripts/course/zip.js";

it("siteWithReadMe(site) puts the site into one folder, with how to open it in both languages", () => {
  const files = siteWithReadMe(new Map([["en/a.html", "a"]]), "1.2.3");
  expect([...files.keys()]).toEqual(["the-shortcut/README.txt", "the-shortcut/en/a.html"]);
  const readMe = String(files.get("the-shortcut/README.txt"));
  expect(readMe).toMatch(/^\ufeffThe Shortcut 1\.2\.3\r\n/);
  expect(readMe.match(/python3 -m http\.server/g)?.length).toBe(2);
  expect(readMe).toContain("捷径 1.2.3");
});

it("zipped(files) holds each file, bytes and texts, and is the same at any time", async () => {
  const files = new Map<string, string | Uint8Array>([
    ["a/b.txt", "捷径"],
    ["c.bin", new Uint8Array([0, 255, 128])]
  ]);
  const zip = await zipped(files);
  const read = await JSZip.loadAsync(zip, {checkCRC32: true});
  expect(Object.keys(read.files)).toEqual(["a/b.txt", "c.bin"]);
  expect(await read.file("a/b.txt")!.async("string")).toBe("捷径");
  expect([...(await read.file("c.bin")!.async("uint8array"))]).toEqual([0, 255, 128]);
  expect(read.file("c.bin")!.date.toISOString()).toBe("1980-01-01T00:00:00.000Z");
  expect(Buffer.from(await zipped(files)).equals(Buffer.from(zip))).toBe(true);
});
