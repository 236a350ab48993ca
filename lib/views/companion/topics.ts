// The list of a lecture's topics, with times to jump to.
import {type Cue, type Lecture, timeText} from "../../lesson/cues.js";
import {html} from "../kit/dom.js";
import {texts} from "../kit/texts.js";
import {chapterTitle} from "./strip.js";

const t = texts({en: {topics: "Topics of the lecture"}, zh: {topics: "这一讲的主题"}});

export function topics({page, jump}: {readonly page: string; readonly jump: (cue: Cue) => void}) {
  const list = html("ol");
  const element = html("nav.companion-panel.companion-topics", {"aria-label": t.topics, hidden: true}, list);
  let buttons = new Map<Cue, HTMLButtonElement>();
  let marked: Cue | undefined;
  return {
    element,
    /** Lists the topics of a lecture, at their times in the source. */
    update({cues}: Lecture, offset: number) {
      marked = undefined;
      buttons = new Map(
        cues.map(cue => [
          cue,
          html(
            "button",
            {type: "button", click: () => jump(cue)},
            html("time", timeText(cue.start + offset)),
            html("span", cue.topic),
            cue.page !== page && html("small", chapterTitle(cue.page))
          )
        ])
      );
      list.replaceChildren(...[...buttons.values()].map(button => html("li", button)));
    },
    mark(cue: Cue | undefined) {
      if (cue === marked) return;
      marked = cue;
      for (const [other, button] of buttons)
        if (other === cue) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      this.scroll();
    },
    /** Brings the current topic into the list's view, without moving the page. */
    scroll() {
      const button = marked && buttons.get(marked);
      if (button) element.scrollTop = button.offsetTop - element.clientHeight / 3;
    }
  };
}
