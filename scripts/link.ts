// Framework imports nothing from above its root, so notebooks/ holds links to lib/ and assets/.
// A checkout on Windows may have small text files in their place: this makes the links.
import {lstatSync, realpathSync, rmSync, symlinkSync} from "node:fs";
import {join, relative} from "node:path";
import {root, top} from "./site.js";

/** Makes `folder/name` a link to `target/name` for each name that is not one already. */
export function link(names = ["lib", "assets"], {folder = root, target = top} = {}): void {
  for (const name of names) {
    const at = join(folder, name);
    const to = join(target, name);
    const found = lstatSync(at, {throwIfNoEntry: false});
    if (found?.isDirectory()) throw new Error(`a folder stands where a link to ${to} belongs: ${at}`);
    if (found?.isSymbolicLink() && realpathSync(at) === realpathSync(to)) continue;
    if (found) rmSync(at);
    // A junction needs no rights on Windows; elsewhere a relative link moves with the checkout.
    if (process.platform === "win32") symlinkSync(to, at, "junction");
    else symlinkSync(relative(folder, to), at);
  }
}
