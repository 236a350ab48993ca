// Where a training stands, as a file: a line of JSON, then the numbers as float32.
import {existsSync, readFileSync, renameSync, writeFileSync} from "node:fs";

/** Arrays of float32 by name, and whatever JSON can hold. */
export type Checkpoint<T> = {record: T; arrays: Record<string, Float32Array>};

/** Written beside and then renamed, so that a file that is there is whole. */
export function writeCheckpoint<T>(path: string, {record, arrays}: Checkpoint<T>): void {
  const lengths = Object.entries(arrays).map(([name, {length}]) => [name, length]);
  const bytes = Object.values(arrays).map(a => Buffer.from(a.buffer, a.byteOffset, a.byteLength));
  writeFileSync(
    `${path}.new`,
    Buffer.concat([Buffer.from(`${JSON.stringify({lengths, record})}\n`), ...bytes])
  );
  renameSync(`${path}.new`, path);
}

/** Undefined where there is no file. */
export function readCheckpoint<T>(path: string): Checkpoint<T> | undefined {
  if (!existsSync(path)) return;
  const file = readFileSync(path);
  let at = file.indexOf("\n") + 1;
  const {lengths, record} = JSON.parse(file.toString("utf8", 0, at)) as {
    lengths: [string, number][];
    record: T;
  };
  const arrays = lengths.map(([name, length]) => {
    const bytes = file.buffer.slice(file.byteOffset + at, file.byteOffset + at + 4 * length);
    at += 4 * length;
    return [name, new Float32Array(bytes)];
  });
  return {record, arrays: Object.fromEntries(arrays)};
}
