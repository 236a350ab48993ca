/**
 * Copies formulas as the TeX they are made of, `$a^{[l+2]}$`: browsers make a column of letters of them. A formula that is
 * copied in part is copied whole; a live one carries the numbers of the moment. What is pasted as rich text stays as it is.
 */
export function copyFormulas(): void {
  document.addEventListener("copy", event => {
    const selection = getSelection();
    const typed = (event.target as Element).closest?.("input, textarea, .cm-editor");
    if (event.defaultPrevented || typed || !event.clipboardData || !selection?.rangeCount) return;
    const range = selection.getRangeAt(0).cloneRange();
    const formulaAt = (node: Node) =>
      (node instanceof Element ? node : node.parentElement)?.closest("math[data-tex]");
    const [first, last] = [formulaAt(range.startContainer), formulaAt(range.endContainer)];
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    const copy = document.createElement("div");
    copy.append(range.cloneContents());
    const formulas = copy.querySelectorAll<HTMLElement>("math[data-tex]");
    if (range.collapsed || !formulas.length) return;
    event.preventDefault();
    event.clipboardData.setData("text/html", copy.innerHTML);
    for (const math of formulas) math.replaceWith(tex(math));
    // Where paragraphs end is known of what is laid out only.
    document.body.append(copy);
    for (const other of copy.querySelectorAll("*"))
      if (getComputedStyle(other).userSelect === "none") other.remove();
    // biome-ignore lint/performance/useDomNodeTextContent: the lines of what is laid out are wanted
    event.clipboardData.setData("text/plain", copy.innerText.trim());
    copy.remove();
  });
}

/** A formula's TeX between dollars, two where it stands by itself. */
function tex(math: HTMLElement): string {
  const slots = new Map(
    [...math.querySelectorAll<HTMLElement>("[data-slot]")].map(slot => [slot.dataset.slot, slot.textContent])
  );
  const source = math.dataset.tex!.replace(
    /\\slot\s*\{(\w+)\}/g,
    (_, name) => slots.get(name)?.replace("−", "-") ?? "?"
  );
  const dollars = math.getAttribute("display") === "block" ? "$$" : "$";
  return `${dollars}${source}${dollars}`;
}
