// Packs handwritten digits, as UCI gives them away, into assets/digits: `npx tsx scripts/digits.ts optdigits.tes`.
import {readFileSync, writeFileSync} from "node:fs";
import {gunzipSync, gzipSync} from "node:zlib";

const [file] = process.argv.slice(2);
if (!file) throw new Error("which file? a digit a line: 64 numbers from 0 to 16, and the label");
const given = readFileSync(file);
const text = (file.endsWith(".gz") ? gunzipSync(given) : given).toString("utf8");
const digits = text
  .trim()
  .split("\n")
  .map((line, i) => {
    const numbers = line.split(",").map(Number);
    const right = (v: number, k: number) => Number.isInteger(v) && v >= 0 && v <= (k < 64 ? 16 : 9);
    if (numbers.length !== 65 || !numbers.every(right)) throw new Error(`line ${i + 1} is no digit: ${line}`);
    return numbers;
  });
writeFileSync("assets/digits/handwritten.bin", gzipSync(Uint8Array.from(digits.flat()), {level: 9}));
