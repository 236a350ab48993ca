import {html} from "./dom.js";

/** Hands the reader a file. */
export function saveFile(content: string | Uint8Array | Blob, name: string): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart]));
  html("a", {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
