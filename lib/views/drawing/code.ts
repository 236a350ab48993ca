/**
 * Gives lines of the code that Framework shows below the cell of `figure` (an `echo` cell) the parts that they compute,
 * by a piece of text that the line contains; `linked` then lights them with the numbers. Calls back with the code once
 * the figure stands on the page.
 */
export function linkCode(
  figure: Element,
  parts: {readonly [piece: string]: string},
  ready: (code: Element) => void
): void {
  const observer = new ResizeObserver(() => {
    const code = figure.closest(".observablehq")?.nextElementSibling?.querySelector("code");
    if (!figure.isConnected || !code) return;
    observer.disconnect();
    // A highlighted line is whole: no mark in it spans several.
    code.innerHTML = code.innerHTML
      .split("\n")
      .map(line => {
        const text = line
          .replace(/<[^>]*>/g, "")
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">");
        const part = Object.keys(parts).find(piece => text.includes(piece));
        return part ? `<span class="code-line" data-part="${parts[part]}">${line}</span>` : line;
      })
      .join("\n");
    ready(code);
  });
  observer.observe(figure);
}
