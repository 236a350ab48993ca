import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {characters, fileOf, fonts, listed, make} from "../../scripts/fonts.js";

test.each(Object.keys(fonts) as (keyof typeof fonts)[])(
  "the file of the font %s is what its package gives for the characters in use",
  async name => {
    expect(JSON.parse(readFileSync(listed, "utf8"))).toEqual(characters());
    expect(readFileSync(fileOf(name)).equals(await make(name))).toBe(true);
  }
);
