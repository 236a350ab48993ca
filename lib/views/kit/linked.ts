/**
 * Ties together what belongs together: in `roots`, pointing at or focusing an element with `data-part="sum"` lights all
 * elements of that part, whether a number, a term of the formula or a line of code. A part may be several, by spaces.
 */
export function linked(...roots: readonly Element[]): void {
  let lit = "";
  const light = (part: string) => {
    if (part === lit) return;
    lit = part;
    const parts = part.split(" ").filter(Boolean);
    for (const root of roots)
      for (const element of root.querySelectorAll<HTMLElement | SVGElement>("[data-part]"))
        element.classList.toggle(
          "lit",
          parts.some(p => element.dataset.part?.split(" ").includes(p))
        );
  };
  const over = (event: Event) =>
    light((event.target as Element).closest<HTMLElement>("[data-part]")?.dataset.part ?? "");
  for (const root of roots) {
    root.addEventListener("pointerover", over);
    root.addEventListener("focusin", over);
    root.addEventListener("pointerleave", () => light(""));
    root.addEventListener("focusout", () => light(""));
  }
}
