// Code in a link: what was edited, as JSON, packed.
import {longestPacked, pack, unpack} from "../../lesson/packed.js";

export interface Carried {
  /** Whose code it is: the id of an editable block. */
  readonly id: string;
  readonly cells: readonly string[];
}

/** The longest code that goes into a link, in letters of the address. */
export const longest = longestPacked;

/** The most that a link may unfold to. */
const unfolded = 200_000;

/** The value of the hash's `code`; undefined where it is longer than links may be. */
export const writeCode = (carried: Carried): Promise<string | undefined> => pack(JSON.stringify(carried));

/** What `writeCode` wrote. Throws where the text was not made by it, or not all of it arrived. */
export async function readCode(text: string): Promise<Carried> {
  const carried: unknown = JSON.parse(await unpack(text, unfolded));
  if (!isCarried(carried)) throw new TypeError("no code in it");
  return carried;
}

function isCarried(value: unknown): value is Carried {
  const {id, cells} = (value ?? {}) as Partial<Carried>;
  return typeof id === "string" && Array.isArray(cells) && cells.every(cell => typeof cell === "string");
}
