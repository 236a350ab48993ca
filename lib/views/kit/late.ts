/** Waits for what a page may make late, eight seconds after the page at most; then acts with it, or without. */
export function late<T>(look: () => T | null, found: (it: T) => void, absent: () => void = () => {}): void {
  const again = (tries: number) => {
    const it = look();
    if (it !== null) found(it);
    else if (tries > 0) setTimeout(again, 250, tries - 1);
    else absent();
  };
  if (document.readyState === "complete" || look() !== null) again(32);
  else addEventListener("load", () => again(32), {once: true});
}
