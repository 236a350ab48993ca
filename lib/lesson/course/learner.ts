/**
 * Learners of a course who share a device: what one has done is not another's. What the lesson keeps for one is set aside
 * while another is there, and comes back with them. Nothing here touches the page: the storage is `localStorage`, or a test's.
 */
export interface Names {
  readonly length: number;
  key(at: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/**
 * Makes room for a learner. Done anew after it was cut off in the middle, it ends as if it had not been.
 *
 * @param site the lesson's path: what it keeps here has a name that begins with it and a space
 * @throws where the storage does; then what was kept is where it was
 */
export function admit(storage: Names, site: string, learner: string): void {
  const present = `${site} `;
  const aside = (who: string) => `the-shortcut aside ${site} ${encodeURIComponent(who)} `;
  const mark = `the-shortcut learner ${site}`;
  // What was kept when no learner was known is nobody's.
  const last = storage.getItem(mark) ?? "";
  if (last !== learner) {
    move(storage, present, aside(last));
    storage.setItem(mark, learner);
  }
  move(storage, aside(learner), present);
}

/**
 * Why what is kept here is not, or not only, this learner's: nothing can be kept, there is no room, or none to set aside
 * what another has left. Undefined where it is theirs alone.
 *
 * @param storage throws where it is forbidden
 * @param learner "" where nobody is known
 */
export function whyNotOwn(
  storage: () => Names,
  site: string,
  learner: string
): "unkept" | "full" | "crowded" | undefined {
  let without: "full" | "crowded" = "crowded";
  try {
    const names = storage();
    if (learner) admit(names, site, learner);
    without = "full";
    names.setItem(`${site} course`, "");
    names.removeItem(`${site} course`);
  } catch (error) {
    // The second is what Firefox called it.
    const full = ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"].includes((error as Error).name);
    return full ? without : "unkept";
  }
}

/** Gives all names that begin so another beginning. */
function move(storage: Names, from: string, to: string): void {
  const names = Array.from({length: storage.length}, (_, at) => storage.key(at)!);
  for (const name of names.filter(name => name.startsWith(from))) {
    const text = storage.getItem(name)!;
    const there = to + name.slice(from.length);
    try {
      storage.setItem(there, text);
      storage.removeItem(name);
    } catch {
      // There is no room for both.
      storage.removeItem(name);
      try {
        storage.setItem(there, text);
      } catch (error) {
        storage.setItem(name, text);
        throw error;
      }
    }
  }
}
