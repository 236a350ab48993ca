// "Your turn": blanks of the block that the figure shows, for the reader to fill. Fetched when it is asked for.
import {short} from "../../../../lesson/numbers.js";
import {typedNumber} from "../../../../lesson/typed.js";
import {button} from "../../../kit/controls.js";
import {become, html} from "../../../kit/dom.js";
import {htmlName, rich, spoken} from "../../../kit/labels.js";
import {listed, sentences} from "../../../kit/texts.js";
import {unclear} from "../../../kit/unclear.js";
import type {BlockNumbers} from "../model/numbers.js";
import {agree, slipOf, solutions, type Turn, turns} from "../model/turns.js";
import {kept} from "./turn-kept.js";
import {turnTexts as t} from "./turn-texts.js";

const asks = [t.asks.one, t.asks.two, t.asks.block];

/**
 * The blanks, one turn after another. `hide` is told from which step on nothing may stand in the drawing. What was typed
 * belongs to the numbers it was typed for: with others it begins anew.
 */
export function turn(hide: (from: number) => void) {
  const element = html("div.turn");
  let shown = "";
  let level = 0;
  let numbers: BlockNumbers;
  let shortcut = true;

  const keep = (typed: readonly string[]) => kept.write({version: 1, of: shown, level, typed});
  const open = (at: number, typed: readonly string[] = []) => {
    level = at;
    element.replaceChildren(round(turns({n: numbers.n, shortcut})[level], typed));
  };

  function round(asked: Turn, typed: readonly string[]): HTMLElement {
    const solved = solutions(numbers, shortcut, asked);
    const names = asked.blanks.map(({key, unit}) =>
      numbers.n > 1 ? t.unit(spoken(key), unit + 1) : spoken(key)
    );
    const boxes = asked.blanks.map((_, i) =>
      html("input.number", {type: "text", size: 7, "aria-label": names[i], autocomplete: "off"})
    );
    boxes.forEach((box, i) => {
      box.value = typed[i] ?? "";
      box.addEventListener("input", () => keep(boxes.map(({value}) => value)));
    });
    const feedback = html("p.feedback", {role: "status"});
    const onwards = html("span");
    const say = (right: boolean | undefined, ...what: string[]) => {
      feedback.className = `feedback ${right ? "right" : right === false ? "wrong" : ""}`;
      become(feedback, ...rich(sentences(...what)));
    };
    const last = level >= asks.length - 1;
    const over = () => {
      hide(asked.after);
      onwards.replaceChildren(
        button(last ? t.again : t.next, () => {
          open(last ? 0 : level + 1);
          keep([]);
          element.querySelector("input")?.focus();
        })
      );
    };
    const check = (event: Event) => {
      event.preventDefault();
      const readings = boxes.map(({value}) => typedNumber(value.trim()));
      const bad = readings.findIndex(({value}) => value === undefined);
      if (bad >= 0) {
        const text = boxes[bad].value.trim();
        const {meanings} = readings[bad];
        boxes[bad].focus();
        return say(
          undefined,
          text === "" ? t.empty(names[bad]) : meanings.length ? unclear(text, meanings) : t.notNumber(text)
        );
      }
      const given = readings.map(({value}) => value!);
      const wrong = given.findIndex((value, i) => !agree(value, solved.right[i]));
      boxes.forEach((box, i) => {
        box.setAttribute("aria-invalid", String(!agree(given[i], solved.right[i])));
      });
      if (wrong < 0) {
        say(true, t.right, ...(last ? [t.done] : []));
        return over();
      }
      const slip = slipOf(given[wrong], wrong, solved);
      say(false, t.notYet, `${names[wrong]}${slip ? `: ${t.slips[slip]}` : "."}`);
    };
    const reveal = () => {
      say(undefined, t.answer(listed(solved.right.map((v, i) => `${names[i]} = ${short(v)}`))));
      over();
    };
    hide(asked.hidden);
    return html(
      "form",
      {submit: check, novalidate: true},
      html(
        "p.turn-ask",
        html("small", t.level(level + 1, asks.length)),
        " ",
        ...rich(sentences(asks[level], t.decimals))
      ),
      html(
        "div.turn-blanks",
        ...asked.blanks.map(({key, unit}, i) =>
          html("label", htmlName(key, numbers.n > 1 ? String(unit + 1) : ""), " = ", boxes[i])
        )
      ),
      html(
        "div.answers",
        html("button", {type: "submit"}, t.check),
        button(t.show, reveal, {class: "quiet reveal"}),
        onwards
      ),
      feedback
    );
  }

  return {
    element,
    /** Asks about these numbers: anew, unless they are those of before. */
    about(next: BlockNumbers, hasShortcut: boolean, opening = false) {
      const of = JSON.stringify([next, hasShortcut]);
      if (of === shown && !opening) return;
      [numbers, shortcut, shown] = [next, hasShortcut, of];
      const before = kept.read();
      if (before?.of === of) open(before.level, before.typed);
      else open(0);
    }
  };
}
