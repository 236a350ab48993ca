// A page's values and its address, in a browser as far as they ask for one: a history of entries, and events.
import {beforeEach, describe, expect, it, vi} from "vitest";
import {longestHash} from "../../../lib/lesson/hash.js";
import {integer, numbers} from "../../../lib/lesson/parameters.js";

const declarations = {
  n: integer({min: 1, max: 8, value: 4}),
  f: numbers({length: 2, min: -9, max: 9, value: [1, 2]})
};
const said: string[] = [];
const places = new Set(["kinds", "edit-block"]);

vi.mock("../../../lib/views/kit/notice.js", () => ({notice: (text: string) => said.push(text)}));

function browser(hash: string) {
  const entries: {hash: string; state: unknown}[] = [{hash, state: null}];
  let at = 0;
  const heard = new Map<string, (() => void)[]>();
  const tell = (event: string) => {
    for (const listener of heard.get(event) ?? []) listener();
  };
  const move = () => {
    tell("hashchange");
  };
  vi.stubGlobal("document", {
    readyState: "complete",
    documentElement: {lang: "en"},
    querySelector: () => null,
    getElementById: (id: string) => (places.has(id) ? {scrollIntoView: () => {}} : null)
  });
  vi.stubGlobal("location", {
    search: "",
    pathname: "/page",
    get hash() {
      return entries[at].hash;
    },
    get href() {
      return `https://example.org/page${entries[at].hash}`;
    }
  });
  vi.stubGlobal("history", {
    get state() {
      return entries[at].state;
    },
    replaceState(state: unknown, _: string, url: string) {
      entries[at] = {hash: url.startsWith("#") ? url : "", state};
    }
  });
  vi.stubGlobal("addEventListener", (event: string, listener: () => void) =>
    heard.set(event, [...(heard.get(event) ?? []), listener])
  );
  return {
    hash: () => entries[at].hash,
    /** Follows a link, as a click does. */
    follow(hash: string) {
      tell("click");
      if (hash === entries[at].hash) return;
      entries.splice(++at, entries.length, {hash, state: null});
      move();
    },
    /** What is written into the address; the page is told a moment later. */
    type(hash: string): () => void {
      entries.splice(++at, entries.length, {hash, state: null});
      return move;
    },
    back() {
      at--;
      move();
    },
    forth() {
      at++;
      move();
    },
    leave: () => tell("pagehide")
  };
}

async function open(hash = "") {
  const window = browser(hash);
  const [{pageState}, address] = await Promise.all([
    import("../../../lib/views/kit/state.js"),
    import("../../../lib/views/kit/address.js")
  ]);
  return {...window, state: pageState(declarations), ...address};
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  said.length = 0;
});

describe("an address that only names a place", () => {
  it("changes no value, and goes on saying those that are set", async () => {
    const {state, follow, hash} = await open("#n=5");
    follow("#kinds");
    expect(state.values.n).toBe(5);
    expect(hash()).toBe("#kinds&n=5");
  });

  it("loses nothing that was set a moment ago", async () => {
    const {state, follow, hash, back} = await open();
    state.set({n: 6});
    follow("#kinds");
    expect([state.values.n, hash()]).toEqual([6, "#kinds&n=6"]);
    back();
    expect([state.values.n, hash()]).toEqual([6, "#n=6"]);
  });

  it("is read though a value was set a moment ago, which the page is about to write", async () => {
    const {state, type, hash} = await open();
    state.set({n: 6});
    const told = type("#n=8");
    await vi.runAllTimersAsync();
    told();
    expect([state.values.n, hash()]).toEqual([8, "#n=8"]);
  });

  it("that the page does not have is named, and nothing else changes", async () => {
    const {state, follow, checkAddress} = await open("#n=5");
    checkAddress({parameters: () => true});
    follow("#nowhere");
    await vi.runAllTimersAsync();
    expect(said).toEqual(["The link leads to “nowhere”, which this page does not have."]);
    expect(state.values.n).toBe(5);
  });
});

describe("back and forth", () => {
  it("show what each entry showed", async () => {
    const {state, follow, back, forth, hash} = await open();
    follow("#n=8");
    expect(state.values.n).toBe(8);
    back();
    expect([state.values.n, hash()]).toEqual([4, ""]);
    forth();
    expect([state.values.n, hash()]).toEqual([8, "#n=8"]);
  });

  it("come back to a place whose values were those of the start", async () => {
    const {state, follow, back} = await open("#kinds");
    follow("#n=8");
    back();
    expect(state.values.n).toBe(4);
  });
});

describe("code in the address", () => {
  it("stays, with its place, when a value is set, and when a place is named", async () => {
    const {state, follow, hash, leave} = await open("#edit-block&code=abc");
    state.set({n: 5});
    leave();
    expect(hash()).toBe("#edit-block&n=5&code=abc");
    follow("#kinds");
    expect(hash()).toBe("#kinds&n=5&code=abc");
  });

  it("changes no value when it comes", async () => {
    const {state, follow, hash} = await open("#n=5");
    follow("#edit-block&code=abc");
    expect(state.values.n).toBe(5);
    expect(hash()).toBe("#edit-block&n=5&code=abc");
  });

  it("goes when it is taken out, and comes back with the entry that had it", async () => {
    const {follow, hash, sayInAddress, leave, back, followAddress} = await open("#edit-block&code=abc");
    const codes: (string | undefined)[] = [];
    followAddress(({code}) => codes.push(code));
    follow("#n=5");
    sayInAddress({code: undefined});
    leave();
    expect(hash()).toBe("#n=5");
    back();
    expect(codes).toEqual(["abc", undefined, "abc"]);
  });
});

describe("nonsense in the address", () => {
  it("alone changes nothing, is named and left out", async () => {
    const {state, follow, hash} = await open("#n=5");
    follow("#n=nine");
    expect(state.values.n).toBe(5);
    expect(said).toEqual(["The link sets n to “nine”, but it takes 1…8. It was left out: n is 5."]);
    await vi.runAllTimersAsync();
    expect(hash()).toBe("#n=5");
  });

  it("beside what is understood is named and left out, and the rest is taken", async () => {
    const {state} = await open("#n=6&colour=red&f=1,x");
    expect(state.values).toEqual({n: 6, f: [1, 2]});
    expect(said).toEqual([
      "The link sets “colour”, which this page does not have. It was left out.",
      "The link sets f to “1,x”, but it takes 2 × -9…9. It was left out: f is 1,2."
    ]);
  });

  it("is said shortly, however long and however much it is", async () => {
    await open(`#n=${"9".repeat(500)}&${Array.from({length: 50}, (_, i) => `x${i}=1`).join("&")}`);
    expect(said).toHaveLength(4);
    expect(said.every(text => text.length < 200)).toBe(true);
    expect(said[3]).toBe("48 more parts of the link were left out too.");
  });

  it("that is too long is left out as a whole", async () => {
    const {state, follow, hash} = await open("#n=5");
    follow(`#n=6&f=${"1".repeat(longestHash)}`);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("too long");
    expect([state.values.n, hash()]).toEqual([5, "#n=5"]);
  });

  it("is said on a page without parameters or code too", async () => {
    browser("#n=5&code=abc");
    const {checkAddress} = await import("../../../lib/views/kit/address.js");
    checkAddress({parameters: () => false});
    await vi.runAllTimersAsync();
    expect(said.map(text => /“(.*)”/.exec(text)![1])).toEqual(["n", "code"]);
  });
});

it("what was set last stands in the address when the page is left", async () => {
  const {state, leave, hash} = await open();
  state.set({n: 7});
  expect(hash()).toBe("");
  leave();
  expect(hash()).toBe("#n=7");
});
