/**
 * The hash of a page's address: `#place&name=value&code=…`. A place is a heading or a figure, values are the page's
 * parameters (parameters.ts), code is what a reader edited and sent (views/editor/link.ts). Nothing here touches the page.
 */
export interface Hash {
  readonly places: readonly string[];
  /** `name=value`, as they stand in the address. */
  readonly settings: readonly string[];
  readonly code?: string;
}

export const emptyHash: Hash = {places: [], settings: []};

/** The longest hash that is read, in letters: twice the longest that the lesson writes. */
export const longestHash = 20_000;

/** The parts of a hash. */
export function splitHash(hash: string): Hash {
  const parts = hash.replace(/^#/, "").split("&").filter(Boolean);
  const code = parts.find(part => part.startsWith("code="))?.slice("code=".length);
  return {
    places: parts.filter(part => !part.includes("=")),
    settings: parts.filter(part => part.includes("=") && !part.startsWith("code=")),
    ...(code !== undefined && {code})
  };
}

/** The hash of these parts; "" when there are none. */
export function joinHash({places, settings, code}: Hash): string {
  const parts = [...places, ...settings, ...(code === undefined ? [] : [`code=${code}`])];
  return parts.length ? `#${parts.join("&")}` : "";
}

/**
 * What the address comes to say when it goes from one hash to another. A hash that names values says all values; one that
 * only names a place, or brings code, leaves them as they are, and so the address goes on saying them. An entry of the
 * history that was left (`seen`) has said all before, and an empty hash is that of a page at its start.
 */
export function arrive(from: Hash, to: Hash, seen: boolean): Hash {
  const silent = to.settings.length === 0 && joinHash(to) !== "";
  return seen || !silent ? to : {...from, ...to, settings: from.settings};
}

/** A part of a hash as it was meant. A malformed escape (`%E4%`) must not throw: the text itself is what a message shows. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
