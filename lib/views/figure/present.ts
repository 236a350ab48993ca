// One figure at a time on the full screen, for a class.
import {button} from "../kit/controls.js";
import {html} from "../kit/dom.js";
import {texts} from "../kit/texts.js";
import {mount} from "./island.js";
import {calm} from "./player.js";

const t = texts({
  en: {
    stage: "Presentation",
    previous: "Previous figure",
    next: "Next figure",
    notes: "Notes",
    end: "End",
    of: (i: number, n: number) => `${i} of ${n}`
  },
  zh: {
    stage: "放映",
    previous: "上一幅",
    next: "下一幅",
    notes: "备注",
    end: "结束",
    of: (i, n) => `${i} / ${n}`
  }
});

/**
 * Shows the page's figures one by one, beginning with this one. The figures themselves go onto the stage and back, so
 * they keep their state. ←/→ and Page Up/Down go from figure to figure, ↑/↓ move along a tall one, N shows the text around
 * it as notes, Escape ends.
 */
export function present(first?: HTMLElement): void {
  const ids = [...document.querySelectorAll("#observablehq-main .figure")].map(({id}) => id);
  if (!ids.length || document.querySelector(".stage")) return;
  let at = Math.max(0, ids.indexOf(first?.id ?? ""));
  const place = document.createComment("the figure on the stage");
  const stand = html("div.stage-figure");
  const notes = html("aside.stage-notes", {hidden: true, tabindex: 0, "aria-label": t.notes});
  const counter = html("span", {role: "status"});
  const scroll = html("div.stage-scroll", stand, notes);
  const previous = button("←", () => go(at - 1), {"aria-label": t.previous});
  const next = button("→", () => go(at + 1), {"aria-label": t.next, autofocus: ""});
  const bar = html(
    "div.stage-bar",
    previous,
    counter,
    next,
    button(t.notes, toggleNotes),
    button(t.end, () => stage.close())
  );
  const screen = html("div.stage-screen", scroll, bar);
  const stage = html("dialog.stage", {"aria-label": t.stage, close: end}, screen);

  async function go(to: number) {
    if (to < 0 || to >= ids.length) return;
    giveBack();
    at = to;
    // One that was never near is drawn first; meanwhile the reader may have gone on.
    await mount(ids[to]);
    const figure = document.getElementById(ids[to]);
    if (at !== to || !figure || !stage.isConnected) return;
    notes.replaceChildren(...around(figure));
    figure.replaceWith(place);
    stand.replaceChildren(figure);
    counter.textContent = t.of(at + 1, ids.length);
    previous.setAttribute("aria-disabled", String(at === 0));
    next.setAttribute("aria-disabled", String(at === ids.length - 1));
    scroll.scrollTop = 0;
    // A figure that goes takes the focus along, and the keys would no longer be heard.
    if (!stage.contains(document.activeElement)) next.focus();
  }

  /** Moves along a figure that is taller than the stage. */
  function move(by: number) {
    scroll.scrollBy({top: by * scroll.clientHeight, behavior: calm() ? "auto" : "smooth"});
  }

  function giveBack() {
    // Not the one that came: an outline may have become a figure meanwhile.
    const {firstChild} = stand;
    if (firstChild) place.replaceWith(firstChild);
  }

  function toggleNotes() {
    notes.hidden = !notes.hidden;
    // In a narrow window they stand below the figure.
    if (!notes.hidden) notes.scrollIntoView({block: "nearest"});
  }

  function end() {
    giveBack();
    stage.remove();
    if (document.fullscreenElement) document.exitFullscreen();
    const figure = document.getElementById(ids[at]);
    figure?.scrollIntoView();
    // Where Tab goes on: the menu that the presentation was called from is closed, or another figure's.
    figure?.querySelector<HTMLElement>(".menu summary")?.focus({preventScroll: true});
  }

  stage.addEventListener("keydown", event => {
    const used = (event.target as Element).closest(
      "input, select, textarea, summary, [role=slider], [tabindex='0'], pre"
    );
    const keys: {readonly [key: string]: () => void} = {
      PageDown: () => go(at + 1),
      PageUp: () => go(at - 1),
      // Inside a figure these keys are the figure's.
      ...(!used && {
        ArrowRight: () => go(at + 1),
        ArrowLeft: () => go(at - 1),
        ArrowDown: () => move(0.4),
        ArrowUp: () => move(-0.4),
        n: toggleNotes,
        N: toggleNotes
      })
    };
    if (!keys[event.key] || event.defaultPrevented) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.body.append(stage);
  stage.showModal();
  go(at);
  // The whole screen, where the browser lets us: without a press of the reader's it does not, and a dialog never.
  screen.requestFullscreen?.().catch(() => {});
}

/** The text of the figure's section: what a teacher may want to say. */
function around(figure: HTMLElement): Node[] {
  const main = document.getElementById("observablehq-main")!;
  let block: Element = figure;
  while (block.parentElement && block.parentElement !== main) block = block.parentElement;
  const before: Node[] = [];
  for (let e = block.previousElementSibling; e && before.length < 12; e = e.previousElementSibling) {
    if (e.matches("p, ul, ol, blockquote, h2, .math-display")) before.unshift(e.cloneNode(true));
    if (e.matches("h2")) break;
  }
  const after: Node[] = [];
  for (
    let e = block.nextElementSibling;
    e && !e.matches("h2") && !e.querySelector(".figure");
    e = e.nextElementSibling
  )
    if (e.matches("p, ul, ol, blockquote")) after.push(e.cloneNode(true));
  return [...before, ...after];
}
