// Opens the companion to the lecture videos. Every chapter loads this; the companion itself waits to be asked for.
import {attempt} from "../kit/attempt.js";
import {recallSession, type Session} from "./session.js";

const opener = document.querySelector<HTMLButtonElement>(".companion-open");
if (opener) {
  opener.hidden = false;
  opener.addEventListener("click", () => open(opener));
  // It was open on the page that the reader comes from, or a link asks for it.
  const session = recallSession();
  if (session || location.hash === `#${opener.id}`) open(opener, session);
}

async function open(opener: HTMLButtonElement, session?: Session) {
  if (opener.getAttribute("aria-expanded") === "true") return;
  opener.setAttribute("aria-expanded", "true");
  const opened = await attempt(opener.textContent ?? "", async () => {
    const {companion} = await import("./bar.js");
    await companion(opener, session);
  });
  if (!opened) opener.setAttribute("aria-expanded", "false");
}
