import {describe, expect, test} from "vitest";
import {splitHash} from "../../lib/lesson/hash.js";
import {distance, isCommitted, leadsTo, meanGap, rises, takes} from "../../lib/lesson/prediction.js";

const choice = {choices: {rises: "it rises", falls: "it falls"}};
const number = {number: {min: 0, max: 100}};

describe("a question", () => {
  test("takes its choices and nothing else", () => {
    expect(takes(choice, "rises")).toBe(true);
    for (const given of ["stays", "toString", 1, null]) expect(takes(choice, given)).toBe(false);
  });

  test("takes numbers between its two bounds, these included", () => {
    for (const given of [0, 32, 100]) expect(takes(number, given)).toBe(true);
    for (const given of [-1, 101, Number.NaN, Number.POSITIVE_INFINITY, "32"])
      expect(takes(number, given)).toBe(false);
  });
});

describe("a question that takes two curves of three numbers", () => {
  const curves = {curves: {count: 2, length: 3, min: 0, max: 75}};
  const drawn = [
    [42, 20, 75],
    [34, 0, 1]
  ];

  test("takes them, also when they were kept", () => {
    expect(takes(curves, drawn)).toBe(true);
    expect(isCommitted(curves, JSON.parse(JSON.stringify({version: 1, given: drawn})))).toBe(true);
  });

  test("takes no other count, length, number or thing", () => {
    const [first] = drawn;
    for (const given of [
      [first],
      [first, [1, 2]],
      [first, [1, 2, 76]],
      [first, [1, 2, "3"]],
      [first, 3],
      42,
      "x"
    ])
      expect(takes(curves, given)).toBe(false);
  });

  test("says whether a curve rises from its lowest point, and how far one is from another on average", () => {
    expect(rises([54, 1, 60])).toBe(true);
    expect(rises([54, 8, 1])).toBe(false);
    expect(rises([54, 1, 11])).toBe(false);
    expect(meanGap([42, 20, 75], [54, 20, 69])).toBe(6);
  });
});

describe("what was kept", () => {
  test("fits when it is an answer that the question takes, with or without a reason", () => {
    expect(isCommitted(choice, {version: 1, given: "falls"})).toBe(true);
    expect(isCommitted(number, {version: 1, given: 32, why: "two ways, five times"})).toBe(true);
  });

  test("fits without an answer: the reader asked to see", () => {
    expect(isCommitted(number, {version: 1})).toBe(true);
  });

  test("does not fit in another version, of another question, or when it is no such thing", () => {
    const misfits = [
      {version: 2, given: "falls"},
      {given: "falls"},
      {version: 1, given: "stays"},
      {version: 1, given: 32},
      {version: 1, given: "falls", why: 3},
      "falls",
      null,
      []
    ];
    for (const misfit of misfits) expect(isCommitted(choice, misfit)).toBe(false);
  });
});

describe("how far a number was from the right one", () => {
  test("is a factor, in either direction", () => {
    expect(distance(10, 32)).toEqual({how: "small", by: 3.2});
    expect(distance(64, 32)).toEqual({how: "large", by: 2});
  });

  test("is none when they are equal, 0 too", () => {
    expect(distance(32, 32).how).toBe("same");
    expect(distance(0, 0).how).toBe("same");
  });

  test("is close within a tenth", () => {
    expect(distance(30, 32).how).toBe("close");
    expect(distance(36, 32).how).toBe("large");
  });

  test("is a difference where one of them is 0 or below, since no factor leads there", () => {
    expect(distance(0, 32)).toEqual({how: "apart", by: 32});
    expect(distance(5, -5)).toEqual({how: "apart", by: 10});
  });
});

describe("an address leads to a figure's values", () => {
  const leads = (hash: string) => leadsTo(splitHash(hash), "append-blocks", ["blocks", "place"]);

  test("when it names the figure and sets one of its parameters", () => {
    expect(leads("#append-blocks&blocks=10")).toBe(true);
  });

  test("and not when it only names it, or only sets something", () => {
    for (const hash of ["", "#append-blocks", "#blocks=10", "#append&blocks=10", "#append-blocks&lambda=1"])
      expect(leads(hash)).toBe(false);
  });
});
