// Packs handwritten digits, as UCI gives them away, into assets/digits: `npx tsx scripts/digits.ts optdigits.tes`.
import {readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {gunzipSync, gzipSync} from "node:zlib";

/**
 * Packs a table of digits, a digit a line: 64 counts from 0 to 16, and the digit itself; gzip may have compressed it.
 * Throws where it is cut short or has no digits, and at the first line that is none, with its number.
 */
export function pack(table: Uint8Array): Uint8Array {
  const compressed = table[0] === 0x1f && table[1] === 0x8b;
  const lines = Buffer.from(compressed ? gunzipSync(table) : table)
    .toString("utf8")
    .trim();
  if (!lines) throw new Error("there are no digits: the table is empty");
  return gzipSync(Uint8Array.from(lines.split(/\r?\n/).flatMap(digitOf)), {level: 9});
}

function digitOf(line: string, i: number): number[] {
  const fields = line.split(",");
  if (fields.length !== 65)
    throw new Error(`line ${i + 1} has ${fields.length} numbers, a digit has 65: ${line}`);
  return fields.map((field, k) => {
    const most = k < 64 ? 16 : 9;
    // An empty field would be taken for 0.
    if (!/^\s*\d+\s*$/.test(field) || Number(field) > most)
      throw new Error(
        `line ${i + 1}, number ${k + 1}: a whole number from 0 to ${most} is needed, not "${field}"`
      );
    return Number(field);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file] = process.argv;
  if (!file) throw new Error("which file? npx tsx scripts/digits.ts optdigits.tes");
  writeFileSync("assets/digits/handwritten.bin", pack(readFileSync(file)));
}
