import {beforeAll, describe, expect, it, vi} from "vitest";
import {integer, toggle} from "../../../lib/lesson/parameters.js";

const declarations = {filters: integer({min: 1, max: 64, value: 8}), revealed: toggle(false)};

// A page, as far as a state asks for one.
vi.stubGlobal("document", {documentElement: {lang: "en"}, querySelector: () => null});
vi.stubGlobal("location", {search: ""});

let localState: typeof import("../../../lib/views/kit/state.js").localState;
beforeAll(async () => {
  ({localState} = await import("../../../lib/views/kit/state.js"));
});

const make = (given = {}) => localState(declarations, given, "https://example.org/en/page");

describe("state.follow(listener, names)", () => {
  it("calls back at once, and after a change of one of these parameters only", () => {
    const state = make();
    const seen: number[] = [];
    state.follow(({filters}) => seen.push(filters), ["filters"]);
    state.set({revealed: true});
    state.set({filters: 9});
    state.set({filters: 9});
    expect(seen).toEqual([8, 9]);
  });

  it("calls back after each change when no names are given, until it is ended", () => {
    const state = make();
    let calls = 0;
    const end = state.follow(() => calls++);
    state.set({revealed: true});
    end();
    state.set({filters: 9});
    expect(calls).toBe(2);
  });

  it("misses no change that another follower makes meanwhile", () => {
    const state = make();
    const seen: number[] = [];
    state.follow(({revealed}) => revealed && state.set({filters: 3}), ["revealed"]);
    state.follow(({filters}) => seen.push(filters), ["filters"]);
    state.set({revealed: true});
    expect(seen.at(-1)).toBe(3);
  });
});

describe("state.at(name)", () => {
  it("is one parameter: its value of the moment, its declaration, a way to change it", () => {
    const state = make();
    const filters = state.at("filters");
    filters.set(9);
    expect(filters.value).toBe(9);
    expect(state.values).toEqual({filters: 9, revealed: false});
    expect(filters.parameter.expects).toBe("1…64");
  });

  it("calls back at once and after a change of this parameter only, until it is ended", () => {
    const state = make();
    const seen: number[] = [];
    const end = state.at("filters").follow(value => seen.push(value));
    state.set({revealed: true});
    state.set({filters: 9});
    end();
    state.set({filters: 10});
    expect(seen).toEqual([8, 9]);
  });
});

describe("localState(declarations, given, page)", () => {
  it("takes values as they are, or as a link writes them", () => {
    expect(make({filters: "9", revealed: true}).values).toEqual({filters: 9, revealed: true});
  });

  it("names a value that its parameter does not take", () => {
    expect(() => make({filters: 65})).toThrow("filters takes 1…64, not 65");
    expect(() => make({filter: 1})).toThrow("unknown parameter: filter; there are filters,revealed");
  });
});

describe("a locked parameter", () => {
  it("stays as it was, and its control is told so, since the reader has moved it", async () => {
    vi.resetModules();
    vi.stubGlobal("location", {search: "?lock=filters"});
    const {localState} = await import("../../../lib/views/kit/state.js");
    const state = localState(declarations, {filters: 5}, "https://example.org/en/page");
    const told: number[] = [];
    state.follow(({filters}) => told.push(filters), ["filters"]);
    state.set({filters: 9});
    state.set({revealed: true});
    expect(state.values).toEqual({filters: 5, revealed: true});
    expect(told).toEqual([5, 5]);
  });
});
