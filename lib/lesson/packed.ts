/** Texts in addresses: deflated, in base64 with letters that need no escape there. Nothing here touches the page. */

/** The longest that the lesson puts into a link, in letters: all browsers and messengers take as much. */
export const longestPacked = 8000;

/** The text packed for a link; undefined where it is longer than links may be. */
export async function pack(text: string): Promise<string | undefined> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const packed = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
  return packed.length > longestPacked ? undefined : packed;
}

/**
 * What `pack` packed. A small text could unfold to gigabytes: of more letters than `most` none is returned.
 *
 * @throws where the text was not made by `pack`, not all of it arrived, or it unfolds to more
 */
export async function unpack(packed: string, most: number): Promise<string> {
  const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, letter => letter.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const decoder = new TextDecoder("utf-8", {fatal: true});
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, {stream: true});
    if (text.length > most) {
      await reader.cancel();
      throw new RangeError(`more than ${most} letters`);
    }
  }
  return text + decoder.decode();
}
