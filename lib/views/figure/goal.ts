// A goal: something that a reader can bring about in a figure, checked by the figure's own numbers.
import {isReached, type Reached} from "../../lesson/goal.js";
import {followAddress} from "../kit/address.js";
import {button} from "../kit/controls.js";
import {html, set, write} from "../kit/dom.js";
import {keep} from "../kit/keep.js";
import {rich} from "../kit/labels.js";
import {memo} from "../kit/memo.js";
import {settings} from "../kit/settings.js";
import {isGuest, texts} from "../kit/texts.js";
import type {Experiment} from "./experiment.js";

const t = texts({
  en: {
    goal: "Goal: ",
    hint: "Hint",
    reached: (tally?: string) => (tally ? `reached, ${tally} in this chapter` : "reached"),
    linked: "reached by this link’s values",
    news: (tally?: string) => (tally ? `Goal reached: ${tally} in this chapter.` : "Goal reached."),
    tally: (reached: number, all: number) => `${reached} of ${all}`,
    contents: (tally: string) => `${tally} goals reached`
  },
  zh: {
    goal: "目标：",
    hint: "提示",
    reached: tally => (tally ? `已达到，本章 ${tally}` : "已达到"),
    linked: "链接中的数值已达到",
    news: tally => (tally ? `目标已达到，本章 ${tally}。` : "目标已达到。"),
    tally: (reached, all) => `${reached}/${all}`,
    contents: tally => `已达到的目标：${tally}`
  }
});

/** What a figure says of its goal. It may not be reached as the figure opens. */
export interface Goal {
  readonly ask: string;
  readonly hint: string;
  /** Whether the numbers of the moment reach it; undefined where they cannot tell, because they are still to come. */
  readonly reached: () => boolean | undefined;
}

/** What a figure needs of its goal. */
export interface GoalLine {
  readonly element: HTMLElement;
  /** Looks whether it is reached; returns what there is to say when the reader has just done it. */
  check(): string | undefined;
  /** Looks at once, if nobody has since values came by the address: what the reader does from now on is their own. */
  look(): void;
  forget(): void;
}

/** What is kept of a figure's goal. Where nothing can be kept, all on this page still share it. */
const keptOf = memo((id: string) => keep<Reached>(`goal ${id}`, isReached));

/** What is to be done when the page's tally changes: each line says it. */
const lines = new Set<() => void>();

/**
 * How many of the page's goals are reached, those of figures that still wait among them, in words: "" for none. Undefined
 * where a figure stands alone, in its page or in another.
 */
function tally(): string | undefined {
  if (isGuest() || settings.embed) return;
  const ids = [...document.querySelectorAll("figure:has(.goal)")].map(({id}) => id);
  if (ids.length < 2) return;
  const reached = ids.filter(id => keptOf(id).read()).length;
  return reached ? t.tally(reached, ids.length) : "";
}

const inContents = memo(() => html("p.goals-reached"));

/** Brings the tally to all lines, and to the end of the page's contents. */
function tell(): void {
  const said = tally();
  if (said !== undefined) {
    write(inContents(), said && t.contents(said));
    document.querySelector("#observablehq-toc nav")?.append(inContents());
  }
  for (const show of lines) show();
}

/**
 * A figure's goal as a line, with a hint that unfolds. Reached it is by the reader's hand alone, and kept on this device
 * for both languages; where the values of a link reach it, it says that. Undefined where figures have no goals: in other
 * pages, unless they ask for them.
 *
 * @param covered whether the figure waits for an answer, which the goal might give away
 */
export function goalLine(
  id: string,
  {ask, hint, reached}: Goal,
  covered: () => boolean
): GoalLine | undefined {
  const shown = settings.goals || (isGuest() || settings.embed ? "off" : "on");
  if (shown === "off") return;
  const kept = keptOf(id);
  let done = kept.read() !== undefined;
  /** Whether it was reached when last looked at; undefined where values have come by the address since. */
  let before: boolean | undefined;
  let byLink = false;
  followAddress(() => {
    before = undefined;
    // Once the figure is complete, and follows the address.
    setTimeout(check);
  });

  const mark = html("span.goal-mark", {"aria-hidden": "true"});
  const unfolded = html("p.goal-hint", {hidden: true}, ...rich(hint));
  const more = button(
    t.hint,
    () => {
      unfolded.hidden = !unfolded.hidden;
      set(more, {"aria-expanded": String(!unfolded.hidden)});
    },
    {class: "quiet", "aria-expanded": "false"}
  );
  const [own, linked] = [html("span"), html("span", t.linked)];
  const element = html(
    "div.goal",
    mark,
    html("span.goal-ask", html("b", t.goal), ...rich(ask)),
    " ",
    more,
    html("span.goal-state", own, linked),
    unfolded
  );

  function show(): void {
    const how = done ? own : byLink ? linked : undefined;
    mark.textContent = how ? "✓" : "○";
    write(own, t.reached(tally()));
    element.classList.toggle("reached", how !== undefined);
    for (const words of [own, linked]) words.classList.toggle("said", words === how);
  }
  lines.add(show);
  tell();

  function check(): string | undefined {
    const now = covered() ? undefined : reached();
    if (now === undefined) return;
    const news = now && before === false && !done;
    byLink = now && (byLink || before === undefined);
    before = now;
    if (news) {
      done = true;
      kept.write({version: 1});
      tell();
    } else show();
    return news ? t.news(tally()) : undefined;
  }

  return {
    element,
    check,
    look() {
      if (before === undefined) check();
    },
    forget() {
      kept.write(undefined);
      done = byLink = false;
      tell();
    }
  };
}

/** What a goal asks of results, once those of the chosen settings stand there: of partial or other ones nothing is asked. */
export const onResults =
  <S, R>(run: Pick<Experiment<S, R>, "shown" | "stale">, reached: (results: R, settings: S) => boolean) =>
  (): boolean | undefined =>
    run.shown.complete && !run.stale ? reached(run.shown.results, run.shown.settings) : undefined;
