import {describe, expect, it} from "vitest";
import {admit, whyNotOwn} from "../../../lib/lesson/course/learner.js";

const site = "/content/";

/** A browser's storage; `room` is the most letters that it takes. */
function storage(start: {readonly [name: string]: string}, room = 1000) {
  const kept = new Map(Object.entries(start));
  const size = () => [...kept].flat().join("").length;
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (at: number) => [...kept.keys()][at] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem(name: string, text: string) {
      if (size() - (kept.get(name)?.length ?? -name.length) + text.length > room) throw new Error("full");
      kept.set(name, text);
    },
    removeItem: (name: string) => void kept.delete(name)
  };
}

const present = (kept: ReadonlyMap<string, string>) =>
  Object.fromEntries([...kept].filter(([name]) => name.startsWith(`${site} `)));

describe("admit(storage, site, learner)", () => {
  it("sets aside what another left, and gives it back when they return", () => {
    const shared = storage({});
    admit(shared, site, "ada");
    shared.setItem(`${site} question one`, "ada's");
    admit(shared, site, "ada");
    expect(present(shared.kept)).toEqual({[`${site} question one`]: "ada's"});
    admit(shared, site, "bob smith");
    expect(present(shared.kept)).toEqual({});
    shared.setItem(`${site} question one`, "bob's");
    admit(shared, site, "ada");
    expect(present(shared.kept)).toEqual({[`${site} question one`]: "ada's"});
    admit(shared, site, "bob smith");
    expect(present(shared.kept)).toEqual({[`${site} question one`]: "bob's"});
  });
  it("leaves alone what other sites and the course's system keep", () => {
    const others = {language: "zh", "/other/ question one": "x", "lms ada": "{}"};
    const shared = storage(others);
    admit(shared, site, "ada");
    admit(shared, site, "bob");
    expect(Object.fromEntries(shared.kept)).toMatchObject(others);
  });
  it("gives nobody what was done when no learner was known", () => {
    const shared = storage({[`${site} goal race`]: "x"});
    admit(shared, site, "ada");
    expect(present(shared.kept)).toEqual({});
    expect([...shared.kept.values()]).toContain("x");
  });
  it("tells learners apart whose names begin alike, or hold what parts names", () => {
    const shared = storage({});
    for (const learner of ["a", "a b", "a b c", "a%20b", site]) {
      admit(shared, site, learner);
      expect(present(shared.kept)).toEqual({});
      shared.setItem(`${site} b`, learner);
    }
    for (const learner of ["a", "a b", "a b c", "a%20b", site]) {
      admit(shared, site, learner);
      expect(present(shared.kept)).toEqual({[`${site} b`]: learner});
    }
  });
  it("loses nothing where there is no room, and ends it another time", () => {
    const kept = {[`${site} one`]: "1".repeat(50), [`${site} two`]: "2".repeat(50)};
    const shared = storage({}, 260);
    admit(shared, site, "ada");
    for (const [name, text] of Object.entries(kept)) shared.setItem(name, text);
    shared.setItem("lms", "x".repeat(70));
    expect(() => admit(shared, site, "bob")).toThrow("full");
    expect([...shared.kept.values()]).toEqual(expect.arrayContaining(Object.values(kept)));
    shared.removeItem("lms");
    admit(shared, site, "ada");
    expect(present(shared.kept)).toEqual(kept);
  });
  it("has every text somewhere at each moment, should the browser be closed in the middle", () => {
    const kept = {[`${site} one`]: "1", [`${site} two`]: "2"};
    const shared = storage(kept);
    const held: boolean[] = [];
    for (const step of ["setItem", "removeItem"] as const) {
      const act = shared[step] as (...given: string[]) => void;
      shared[step] = (...given: string[]) => {
        act(...given);
        const texts = [...shared.kept.values()];
        held.push(Object.values(kept).every(text => texts.includes(text)));
      };
    }
    admit(shared, site, "ada");
    expect(held.length).toBeGreaterThan(3);
    expect(held).not.toContain(false);
  });
});

describe("whyNotOwn(storage, site, learner)", () => {
  const full = Object.assign(new Error("full"), {name: "QuotaExceededError"});
  /** A storage that takes nothing whose name begins so. */
  const refusing = (start: {readonly [name: string]: string}, beginning: string, error: Error) => {
    const shared = storage(start);
    const {setItem} = shared;
    shared.setItem = (name, text) => {
      if (name.startsWith(beginning)) throw error;
      setItem(name, text);
    };
    return shared;
  };
  it("is nothing where what is kept is the learner's alone, and leaves no trace of having tried", () => {
    const shared = storage({});
    expect(whyNotOwn(() => shared, "/content", "ada")).toBeUndefined();
    expect(whyNotOwn(() => shared, "/content", "")).toBeUndefined();
    expect([...shared.kept.values()]).toEqual(["ada"]);
  });
  it("tells no room at all from none to set aside what another has left", () => {
    const left = {"/content goal race": "x", "the-shortcut learner /content": "ada"};
    const aside = refusing(left, "the-shortcut aside", full);
    expect(whyNotOwn(() => aside, "/content", "bob")).toBe("crowded");
    expect(Object.fromEntries(aside.kept)).toEqual(left);
    expect(whyNotOwn(() => refusing(left, "/content course", full), "/content", "ada")).toBe("full");
  });
  it("says of a storage that is forbidden, or refuses otherwise, that nothing is kept", () => {
    const forbidden = () => {
      throw new DOMException("no", "SecurityError");
    };
    expect(whyNotOwn(forbidden, "/content", "ada")).toBe("unkept");
    expect(whyNotOwn(() => refusing({}, "/content", new Error("broken")), "/content", "ada")).toBe("unkept");
  });
});
