// A figure of another page, in the state that a link leads to, below the link: it comes when it is asked for.
import {html} from "../kit/dom.js";
import {texts} from "../kit/texts.js";

const t = texts({
  en: {show: "Show it here", hide: "Hide it"},
  zh: {show: "在这里看", hide: "收起"}
});

/** Puts a button beside each link to a figure (`a.see`), which opens the figure where it stands, and closes it again. */
export function seeHere(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a.see")) {
    let frame: HTMLIFrameElement | undefined;
    const press = () => {
      if (frame) frame.remove();
      frame = frame ? undefined : seen(link);
      button.textContent = frame ? t.hide : t.show;
      button.setAttribute("aria-expanded", String(frame !== undefined));
      if (frame) link.closest("p")!.after(frame);
    };
    const button = html("button", {type: "button", class: "see-here", click: press}, t.show);
    button.setAttribute("aria-expanded", "false");
    link.after(" ", button);
  }
}

/** The figure alone, in a frame as high as the figure is. */
function seen(link: HTMLAnchorElement): HTMLIFrameElement {
  const address = new URL(link.href);
  address.searchParams.set("embed", link.dataset.figure!);
  const frame = html("iframe", {class: "seen", title: link.textContent ?? "", src: address.href});
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument?.body;
    if (!inside) return;
    const fit = new ResizeObserver(() => {
      const border = frame.offsetHeight - frame.clientHeight;
      frame.style.height = `${inside.scrollHeight + border}px`;
    });
    fit.observe(inside);
    for (const child of inside.querySelectorAll("main")) fit.observe(child);
  });
  return frame;
}
