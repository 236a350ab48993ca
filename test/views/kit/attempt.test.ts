import {expect, it, vi} from "vitest";

const said: string[] = [];
vi.mock("../../../lib/views/kit/notice.js", () => ({notice: (text: string) => said.push(text)}));
let newer = false;
vi.mock("../../../lib/views/kit/build.js", () => ({offerNewer: async () => newer}));
vi.stubGlobal("document", {documentElement: {lang: "en"}});
vi.spyOn(console, "info").mockImplementation(() => {});
const {attempt} = await import("../../../lib/views/kit/attempt.js");

it("attempt(what, act) says what did not work, and nothing when it did", async () => {
  expect(await attempt("Save as PNG", async () => 1)).toBe(true);
  expect(said).toEqual([]);
  expect(await attempt("Save as PNG", () => Promise.reject(new TypeError("failed to fetch")))).toBe(false);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("“Save as PNG” did not work.");
});

it("attempt(what, act) says nothing of its own where a newer build is offered", async () => {
  said.length = 0;
  newer = true;
  expect(await attempt("Save as PNG", () => Promise.reject(new TypeError("failed to fetch")))).toBe(false);
  expect(said).toEqual([]);
});
