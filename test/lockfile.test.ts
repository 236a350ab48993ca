import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {top} from "../scripts/site.js";

it("the lock file holds no download addresses: they differ from machine to machine", () => {
  const {packages} = JSON.parse(readFileSync(join(top, "package-lock.json"), "utf8"));
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(Object.keys(packages).filter(path => packages[path].resolved)).toEqual([]);
});

it("the lock file knows each platform's part of a package, so that npm ci runs on all of them", () => {
  const {packages} = JSON.parse(readFileSync(join(top, "package-lock.json"), "utf8"));
  const missing = Object.entries<{optionalDependencies?: object}>(packages).flatMap(
    ([path, {optionalDependencies}]) =>
      Object.keys(optionalDependencies ?? {}).filter(
        name => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`]
      )
  );
  expect(missing).toEqual([]);
});
