// Files as a zip, the same from the same files.
import JSZip from "jszip";

/** What goes into a zip, by path. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/** The first moment that a zip can tell: what is in one says nothing of when it was made. */
const date = new Date(Date.UTC(1980, 0, 1));

export function zipped(files: Files): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [path, content] of files) zip.file(path, content, {date, createFolders: false});
  return zip.generateAsync({
    type: "uint8array",
    compression: "DEFLATE",
    compressionOptions: {level: 9},
    platform: "UNIX"
  });
}
