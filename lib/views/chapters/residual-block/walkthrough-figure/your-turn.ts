import {attempt} from "../../../kit/attempt.js";
import {button} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {BlockNumbers} from "../model/numbers.js";
import {t} from "./texts.js";
import type {turn} from "./turn.js";
import {kept} from "./turn-kept.js";

/**
 * "Your turn", folded away: a button, and the panel that it opens. While it is open the figure asks for numbers in place
 * of showing them; `hide` is told from which step on nothing may stand in the drawing, and with undefined that all may.
 */
export function yourTurn(about: () => readonly [BlockNumbers, boolean], hide: (from?: number) => void) {
  let round: ReturnType<typeof turn> | undefined;
  const panel = html("section.your-turn", {hidden: true, "aria-label": t.turn});
  const toggle = button(t.turn, () => attempt(t.turn, () => open(panel.hidden !== false)), {
    "aria-expanded": "false"
  });
  async function open(on: boolean) {
    if (on && !round) {
      const {turn} = await import("./turn.js");
      round = turn(hide);
      panel.append(round.element);
    }
    panel.hidden = !on;
    toggle.setAttribute("aria-expanded", String(on));
    if (!on) return hide();
    round?.about(...about(), true);
    panel.querySelector("input")?.focus();
  }
  panel.addEventListener("keydown", event => {
    // What is typed, arrows among it, is not for the walk.
    event.stopPropagation();
    if (event.key !== "Escape") return;
    void open(false);
    toggle.focus();
  });
  return {
    toggle,
    panel,
    get open() {
      return !panel.hidden;
    },
    /** The figure has come to other numbers. */
    follow() {
      if (!panel.hidden) round?.about(...about());
    },
    forget() {
      kept.write(undefined);
      if (!panel.hidden) round?.about(...about(), true);
    }
  };
}
