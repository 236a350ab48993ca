import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {pin} from "../../scripts/pin.js";

let cache: string;

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), "pin-"));
  mkdirSync(join(cache, "d3@1.0.0"));
  mkdirSync(join(cache, "d3-array@99.0.0"));
  mkdirSync(join(cache, "@observablehq", "plot@0.1.0"), {recursive: true});
  mkdirSync(join(cache, "lodash-es@4.0.0"));
  await pin(cache);
});
afterAll(() => rmSync(cache, {recursive: true}));

const version = (name: string) =>
  createRequire(import.meta.url)(`../../node_modules/${name}/package.json`).version;
const file = (name: string) => join(cache, `${name}@${version(name)}`, "_esm.js");

describe("pin(cache)", () => {
  it.each(["d3", "d3-array", "htl", "isoformat", "ndarray", "@observablehq/plot"])(
    "bundles %s at its locked version",
    name => {
      expect(statSync(file(name)).size).toBeGreaterThan(100);
    }
  );

  it("removes other versions of what it pins: Framework would take the newest", () => {
    expect(readdirSync(cache).filter(name => /^d3(-array)?@/.test(name))).toEqual([
      `d3-array@${version("d3-array")}`,
      `d3@${version("d3")}`
    ]);
    expect(readdirSync(join(cache, "@observablehq")).filter(name => name.startsWith("plot@"))).toHaveLength(
      1
    );
  });

  it("leaves what others have put there", () => {
    expect(readdirSync(cache)).toContain("lodash-es@4.0.0");
  });

  it("shares d3 between Plot and the page", () => {
    expect(readFileSync(file("@observablehq/plot"), "utf8")).toContain(`/d3@${version("d3")}/_esm.js"`);
  });

  it("bundles nothing twice", async () => {
    const {mtimeMs} = statSync(file("htl"));
    await pin(cache);
    expect(statSync(file("htl")).mtimeMs).toBe(mtimeMs);
  });
});
