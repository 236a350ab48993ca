// Where a browser keeps what a page wants to find again. Several editions of the site may stand on one origin, and share
// it: each has its own names there.
import {siteAddress} from "./build.js";

/** A storage as this edition of the site sees it. Any use may throw: storage may be forbidden, or full. */
export function shelf(kind: "localStorage" | "sessionStorage") {
  const storage = () => globalThis[kind];
  return {
    getItem(name: string): string | null {
      const text = storage().getItem(nameHere(name));
      // What was kept before editions were told apart is everybody's; the empty text says that it has been forgotten here.
      return text === "" ? null : (text ?? storage().getItem(name));
    },
    setItem: (name: string, text: string) => storage().setItem(nameHere(name), text),
    removeItem(name: string): void {
      if (storage().getItem(name) === null) storage().removeItem(nameHere(name));
      else storage().setItem(nameHere(name), "");
    }
  };
}

/** The name under which this edition of the site keeps a thing. */
export function nameHere(name: string): string {
  return `${siteAddress()?.pathname ?? ""} ${name}`.trim();
}
