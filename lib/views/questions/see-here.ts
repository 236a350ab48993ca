// A figure of another page, in the state that a link leads to, below the link: it comes when it is asked for.
import {html} from "../kit/dom.js";

/** Has the button beside each link to a figure (scripts/finish.ts) open the figure where it stands, and close it again. */
export function seeHere(): void {
  addEventListener("message", ({source, data}) => {
    for (const frame of document.querySelectorAll<HTMLIFrameElement>("iframe.seen"))
      if (frame.contentWindow === source && data?.figureHeight > 0)
        frame.style.height = `${data.figureHeight + frame.offsetHeight - frame.clientHeight}px`;
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("button.see-here")) {
    const link = button.previousElementSibling as HTMLAnchorElement;
    let frame: HTMLIFrameElement | undefined;
    button.addEventListener("click", () => {
      if (frame) frame.remove();
      frame = frame ? undefined : seen(link);
      button.setAttribute("aria-expanded", String(frame !== undefined));
      if (frame) link.closest("p")!.after(frame);
    });
    button.disabled = false;
  }
}

/** The figure alone, in a frame: it tells how high it is. */
function seen(link: HTMLAnchorElement): HTMLIFrameElement {
  const address = new URL(link.href);
  address.searchParams.set("embed", link.dataset.figure!);
  const frame = html("iframe", {class: "seen", title: link.textContent ?? "", src: address.href});
  return frame;
}
