// Code in a link: what was edited, as JSON, deflated, in base64 with letters that need no escape in an address.

export interface Carried {
  /** Whose code it is: the id of an editable block. */
  readonly id: string;
  readonly cells: readonly string[];
}

/** The longest code that goes into a link, in letters of the address: all browsers and messengers take as much. */
export const longest = 8000;

/** The most that a link may unfold to: a small one could stand for gigabytes. */
const unfolded = 200_000;

/** The value of the hash's `code`; undefined where it is longer than links may be. */
export async function writeCode(carried: Carried): Promise<string | undefined> {
  const stream = new Blob([JSON.stringify(carried)]).stream().pipeThrough(new CompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const text = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
  return text.length > longest ? undefined : text;
}

/** What `writeCode` wrote. Throws where the text was not made by it, or not all of it arrived. */
export async function readCode(text: string): Promise<Carried> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, letter => letter.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const decoder = new TextDecoder("utf-8", {fatal: true});
  let json = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    json += decoder.decode(part.value, {stream: true});
    if (json.length > unfolded) {
      await reader.cancel();
      throw new RangeError(`more than ${unfolded} letters of code`);
    }
  }
  const carried: unknown = JSON.parse(json);
  if (!isCarried(carried)) throw new TypeError("no code in it");
  return carried;
}

function isCarried(value: unknown): value is Carried {
  const {id, cells} = (value ?? {}) as Partial<Carried>;
  return typeof id === "string" && Array.isArray(cells) && cells.every(cell => typeof cell === "string");
}
