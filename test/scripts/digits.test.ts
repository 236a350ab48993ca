import {gunzipSync, gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {unpack} from "../../lib/experiments/handwriting.js";
import {pack} from "../../scripts/digits.js";

/** Three digits made up: the label stands last. */
const digits = [3, 0, 9].map(label => [...Array.from({length: 64}, (_, k) => (k * (label + 2)) % 17), label]);
const table = digits.map(numbers => numbers.join(",")).join("\n");
const bytes = (text: string) => Buffer.from(text);

/** The table with one number of one line (counted from 1) put in another's place. */
const changed = (line: number, number: number, text: string) =>
  digits
    .map((numbers, i) => numbers.map((v, k) => (i + 1 === line && k + 1 === number ? text : v)).join(","))
    .join("\n");

describe("a table of handwritten digits", () => {
  it("is packed into 65 bytes a digit, which the lesson unpacks", async () => {
    expect([...(await unpack(new Uint8Array(pack(bytes(table)))))]).toEqual(digits.flat());
  });

  it("may be compressed, and end its lines as Windows does", () => {
    for (const given of [gzipSync(bytes(table)), bytes(`${table.replaceAll("\n", "\r\n")}\r\n`)])
      expect([...gunzipSync(pack(given))]).toEqual(digits.flat());
  });

  it("is refused where a line is no digit, and it says which and why", () => {
    const refused = (text: string) => () => pack(bytes(text));
    expect(refused(table.replace(/,9$/, ""))).toThrow("line 3 has 64 numbers, a digit has 65: 0,11,5");
    expect(refused(`${table},1`)).toThrow("line 3 has 66 numbers");
    expect(refused(changed(2, 5, "17"))).toThrow(
      'line 2, number 5: a whole number from 0 to 16 is needed, not "17"'
    );
    expect(refused(changed(2, 65, "10"))).toThrow(
      'line 2, number 65: a whole number from 0 to 9 is needed, not "10"'
    );
    for (const wrong of ["-1", "2.5", "x", ""])
      expect(refused(changed(1, 8, wrong))).toThrow(
        `line 1, number 8: a whole number from 0 to 16 is needed, not "${wrong}"`
      );
  });

  it("that is empty, or compressed and cut short, is refused", () => {
    expect(() => pack(bytes("\n"))).toThrow("there are no digits: the table is empty");
    expect(() => pack(gzipSync(bytes(table)).subarray(0, -9))).toThrow("unexpected end of file");
  });
});
