import {describe, expect, it} from "vitest";
import {type Keep, keptOn, type Shelf, type Trouble, versions, works} from "../../lib/lesson/kept.js";

/** A browser's storage, which several tabs share. */
function browser(start: {readonly [name: string]: string} = {}) {
  const kept = new Map(Object.entries(start));
  const troubles: Trouble[] = [];
  const how = {full: false, forbidden: false};
  const shelf: Shelf = {
    getItem: name => kept.get(name) ?? null,
    setItem(name, text) {
      if (how.full) throw new Error("full");
      kept.set(name, text);
    },
    removeItem: name => void kept.delete(name)
  };
  const keep: Keep = (name, valid) =>
    keptOn(
      () => {
        if (how.forbidden) throw new Error("forbidden");
        return shelf;
      },
      name,
      valid,
      trouble => troubles.push(trouble)
    );
  return {kept, keep, troubles, how};
}

const ids = ["one", "two", "three"];

describe("works(keep, ids)", () => {
  it("of two tabs are both kept, whichever writes last", () => {
    const {keep} = browser();
    const first = works(keep, ids);
    first.note("one", {code: "1"});
    const second = works(keep, ids);
    second.note("two", {code: "2"});
    first.note("one", {code: "1!"});
    expect(ids.map(id => works(keep, ids).of(id).code)).toEqual(["1!", "2", undefined]);
  });
  it("stay solved where another tab has solved them, when code is written", () => {
    const {keep} = browser();
    const [first, second] = [works(keep, ids), works(keep, ids)];
    second.note("one", {code: "right", solved: true});
    first.note("one", {code: "more"});
    expect(second.of("one")).toEqual({code: "more", solved: true});
  });
  it("that were forgotten in one tab are not brought back by another", () => {
    const {keep, kept} = browser();
    const [first, second] = [works(keep, ids), works(keep, ids)];
    first.note("one", {code: "1", solved: true});
    second.forget(...ids);
    first.note("two", {code: "2"});
    expect([...kept.keys()]).toEqual(["exercise two"]);
    expect(first.any()).toBe(true);
  });
  it("are read where they were all kept as one, and parted", () => {
    const {keep, kept} = browser({
      exercises: JSON.stringify({one: {code: "1", solved: true}, two: {code: "2"}}),
      "exercise two": JSON.stringify({code: "newer"})
    });
    const all = works(keep, ids);
    expect(ids.map(all.of)).toEqual([{code: "1", solved: true}, {code: "newer"}, {}]);
    expect([...kept.keys()].sort()).toEqual(["exercise one", "exercise two"]);
  });
  it("that cannot be read are left out with a word, each by itself", () => {
    const {keep, troubles} = browser({
      "exercise one": "{",
      "exercise two": '{"code": 2}',
      "exercise three": '{"code": "3"}'
    });
    const all = works(keep, ids);
    expect(ids.map(all.of)).toEqual([{}, {}, {code: "3"}]);
    expect(troubles).toEqual(["broken", "broken"]);
  });
  it.each(["full", "forbidden"] as const)("are known until the page is left where storage is %s", how => {
    const tab = browser();
    tab.how[how] = true;
    const all = works(tab.keep, ids);
    all.note("one", {code: "1"});
    all.note("one", {solved: true});
    expect(all.of("one")).toEqual({code: "1", solved: true});
    expect(tab.troubles).toContain("full");
  });
});

describe("versions(keep, id, written)", () => {
  const written = ["a", "b"];
  const open = (keep: Keep) => versions(keep, "edit", written);

  it("keeps what was changed, and nothing where all is as it was written", () => {
    const {keep, kept} = browser();
    const block = open(keep);
    block.keep(["a!", "b"]);
    expect(JSON.parse(kept.get("code edit")!)).toEqual(["a!", "b"]);
    block.keep(written);
    expect(kept.size).toBe(0);
  });
  it("of two tabs with two cells changed keeps both", () => {
    const {keep} = browser();
    const [first, second] = [open(keep), open(keep)];
    first.keep(["a!", "b"]);
    expect(second.keep(["a", "b!"])).toEqual(["a!", "b!"]);
    expect(first.keep(["a!!", "b"])).toEqual(["a!!", "b!"]);
    expect(open(keep).own()).toEqual(["a!!", "b!"]);
  });
  it("goes on from what another tab has kept, once it was looked at", () => {
    const {keep} = browser();
    const [first, second] = [open(keep), open(keep)];
    first.keep(["a!", "b"]);
    expect(second.look()).toEqual(["a!", "b"]);
    expect(second.keep(["a!!", "b"])).toEqual(["a!!", "b"]);
  });
  it("sets the reader's own aside when they go on with a link's code, and finds it after a reload", () => {
    const {keep} = browser();
    open(keep).keep(["mine", "b"]);
    open(keep).adopt(["link's", "b"]);
    const block = open(keep);
    expect([block.own(), block.before()]).toEqual([
      ["link's", "b"],
      ["mine", "b"]
    ]);
    expect(block.back()).toEqual(["mine", "b"]);
    expect([open(keep).own(), open(keep).before()]).toEqual([["mine", "b"], undefined]);
  });
  it("loses no version, however many links come", () => {
    const {keep} = browser();
    open(keep).keep(["mine", "b"]);
    open(keep).adopt(["first", "b"]);
    open(keep).adopt(["second", "b"]);
    open(keep).adopt(written);
    expect([open(keep).own(), open(keep).back(), open(keep).back(), open(keep).back()]).toEqual([
      undefined,
      ["second", "b"],
      ["first", "b"],
      ["mine", "b"]
    ]);
  });
  it("sets nothing aside where the reader has written nothing, or the same", () => {
    const {keep} = browser();
    open(keep).adopt(["link's", "b"]);
    open(keep).adopt(["link's", "b"]);
    expect(open(keep).before()).toBeUndefined();
  });
  it("leaves out what does not fit these cells any more, and says so", () => {
    const {keep} = browser({"code edit": '["one cell"]', "code edit aside": '[["one cell"]]'});
    const block = open(keep);
    expect([block.own(), block.before(), block.outgrown()]).toEqual([undefined, undefined, true]);
  });
});
