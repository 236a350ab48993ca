import {beforeAll, describe, expect, it} from "vitest";
import {pack} from "../../../lib/lesson/packed.js";
import type {Parts} from "../../../lib/lesson/results/lesson.js";
import {longest, writeResults} from "../../../lib/lesson/results/results.js";
import {linksIn, readGiven} from "../../../lib/views/collect/given.js";
import {learner, lessonParts} from "../../support/results.js";

let parts: Parts;
beforeAll(async () => {
  parts = await lessonParts();
});

const given = (name: string, content: string, size = content.length) => ({
  name,
  size,
  text: async () => content
});
const link = async (text: string) => `https://example.org/zh/collect.html#results=${await pack(text)}`;
const read = async (...sources: readonly ReturnType<typeof given>[]) => {
  const all: string[] = [];
  for await (const one of readGiven(sources, parts, (i, name) => `${name} ${i}`))
    all.push("refusal" in one ? `${one.source}: ${one.refusal.why}` : `${one.source}: ${one.results.name}`);
  return all;
};

describe("readGiven(sources)", () => {
  it("reads files, and all links of a text, in the order in which they stand", async () => {
    const [one, two] = [1, 2].map(n => writeResults({...learner(parts, n), exercises: {}}));
    const letter = `Mine: ${await link(one)}\nand <${await link(two)}>, again ${await link(one)}.`;
    expect(await read(given("a.json", one), given("mail.txt", letter), given("b.json", "{}"))).toEqual([
      "a.json: Learner 1",
      "mail.txt 0: Learner 1",
      "mail.txt 1: Learner 2",
      "b.json: other"
    ]);
  });

  it("opens no file that is too large, and unfolds no link to more than a file may hold", async () => {
    const never = {name: "huge", size: 1e9, text: () => Promise.reject(new Error("opened"))};
    expect(await read(never, given("bomb", await link("a".repeat(longest.file + 1))))).toEqual([
      "huge: large",
      "bomb 0: large"
    ]);
  });

  it("asks for the size of a file when its turn has come: the browser waits for the disk", async () => {
    const asked: string[] = [];
    const sources = ["a", "b"].map(name => ({
      name,
      get size() {
        asked.push(name);
        return 1;
      },
      text: async () => "{}"
    }));
    await readGiven(sources, parts, () => "").next();
    expect(asked).toEqual(["a"]);
  });

  it("goes on after a file that cannot be opened", async () => {
    const gone = {name: "folder", size: 1, text: () => Promise.reject(new Error("gone"))};
    expect(await read(gone, given("a", writeResults(learner(parts, 1))))).toEqual([
      "folder: damaged",
      "a: Learner 1"
    ]);
  });

  it("says of a damaged link that it is damaged, and of a text without links that it is no results", async () => {
    const whole = await link(writeResults(learner(parts, 1)));
    expect(await read(given("cut", whole.slice(0, -9)), given("letter", "Good morning"))).toEqual([
      "cut 0: damaged",
      "letter: damaged"
    ]);
  });
});

describe("linksIn(text)", () => {
  it("finds what is packed in links, whatever stands around it, each once", () => {
    expect(
      linksIn("x#results=a-b_1&y=2 (https://x/#my&results=C) #results=a-b_1 #results= results=no")
    ).toEqual(["a-b_1", "C"]);
  });
});
