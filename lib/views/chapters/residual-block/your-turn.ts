import {tellShown} from "../../figure/figure.js";
import type {Prediction} from "../../figure/prediction.js";
import {attempt} from "../../kit/attempt.js";
import {button} from "../../kit/controls.js";
import {html} from "../../kit/dom.js";
import {keep} from "../../kit/keep.js";
import {texts} from "../../kit/texts.js";
import type {Rounds, Tasks} from "./turn.js";

const t = texts({
  en: {turn: "Your turn", says: "Your turn: numbers of the block are blank, for you to find."},
  zh: {turn: "轮到你算", says: "轮到你算：块里有些数空着，由你来填。"}
});

interface TurnOptions<N> {
  /** The figure's id: answers are kept under it, on this device. */
  readonly id: string;
  /** What is asked, fetched when it is asked for. */
  readonly load: () => Promise<{readonly tasks: Tasks<N>}>;
  /** The numbers that the figure shows. */
  readonly about: () => N;
  /** Told from which step on nothing may stand in the drawing; with undefined all may. */
  readonly hide: (from?: number) => void;
}

/** "Your turn", folded away: a button, and the panel that it opens. While it is open the figure asks for numbers in place of showing them. */
export function yourTurn<N extends {readonly n: number}>({id, load, about, ...drawing}: TurnOptions<N>) {
  let rounds: Rounds<N> | undefined;
  const panel = html("section.your-turn", {hidden: true, "aria-label": t.turn});
  const toggle = button(t.turn, () => attempt(t.turn, () => open(panel.hidden !== false)), {
    "aria-expanded": "false"
  });
  function hide(from?: number) {
    drawing.hide(from);
    const figure = panel.closest("figure");
    if (figure) tellShown(figure);
  }
  async function open(on: boolean) {
    if (on && !rounds) {
      const [{turn}, {tasks}] = await Promise.all([import("./turn.js"), load()]);
      rounds = turn(id, tasks, hide);
      panel.append(rounds.element);
    }
    panel.hidden = !on;
    panel.parentElement?.classList.toggle("turn-taken", on);
    toggle.setAttribute("aria-expanded", String(on));
    if (!on) return hide();
    rounds?.about(about(), true);
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
    /** The figure's words while it asks. */
    says: () => (panel.hidden ? undefined : t.says),
    /** The figure has come to other numbers. */
    follow() {
      if (!panel.hidden) rounds?.about(about());
    },
    /** The figure's prediction, whose Reset forgets the turn, too. A drawing of blanks is never covered: its words are heard all the time. */
    beside: (asked: Prediction): Prediction => ({
      ...asked,
      covered: () => undefined,
      forget() {
        asked.forget();
        if (rounds) rounds.forget();
        else keep(`turn ${id}`, (value): value is unknown => value !== undefined).write(undefined);
        if (!panel.hidden) rounds?.about(about(), true);
      }
    })
  };
}
