import type {Row} from "../../lesson/csv.js";
import type {Declarations, Values} from "../../lesson/parameters.js";
import {attempt} from "../kit/attempt.js";
import {copy} from "../kit/clipboard.js";
import {button} from "../kit/controls.js";
import {type Child, html, uid, write} from "../kit/dom.js";
import {rich} from "../kit/labels.js";
import {notice} from "../kit/notice.js";
import type {State} from "../kit/state.js";
import {isGuest, sentences, texts} from "../kit/texts.js";
import {type Goal, goalLine} from "./goal.js";
import type {Networks} from "./networks.js";
import type {Prediction} from "./prediction.js";

const t = texts({
  en: {
    reset: "Reset",
    link: "Copy link",
    more: "More",
    settings: "More settings, and what to try",
    hint: "What to try, and how to read it",
    svg: "Save as SVG",
    png: "Save as PNG",
    csv: "Save the data (CSV)",
    network: "Take the network…",
    embed: "Embed…",
    teach: "Link for a class…",
    present: "Present"
  },
  zh: {
    reset: "重置",
    link: "复制链接",
    more: "更多",
    settings: "更多设置，以及可以试试的",
    hint: "可以试试的，以及怎样看图",
    svg: "存为 SVG",
    png: "存为 PNG",
    csv: "保存数据（CSV）",
    network: "带走网络……",
    embed: "嵌入……",
    teach: "课堂链接……",
    present: "放映"
  }
});

export interface FigureOptions<D extends Declarations> {
  /** The figure's place in the page, for links; the same in every language. */
  readonly id: string;
  readonly title: string;
  /** The heading's level: 3, below the sections of a chapter, unless said otherwise. */
  readonly level?: 2 | 3;
  readonly state: State<D>;
  /** The parameters that are this figure's: Reset puts them back, Copy link carries them. */
  readonly parameters: readonly (keyof D & string)[];
  /** Puts back what is no parameter, too. */
  readonly onReset?: () => void;
  readonly controls?: readonly Child[];
  readonly body: Node;
  /** What the figure shows: a sentence or two. */
  readonly caption: Child;
  /** What to press and to try, and what the drawing's signs mean: behind a summary at the end. */
  readonly hint?: Child;
  /** Controls that few need, behind the same summary: about six are in sight at most. */
  readonly settings?: readonly Child[];
  /** What the figure shows at this moment, in words, for those who do not see it. */
  readonly describe: (values: Values<D>) => string;
  /** The numbers it shows at this moment, for those who want to go on with them: rows with the same columns. */
  readonly data: () => readonly Row[];
  /** The networks that it computes or trains, as they are at this moment, for other tools. */
  readonly networks?: () => Networks;
  /** What it asks before it shows its telling part. */
  readonly prediction?: Pick<Prediction, "covered"> & Partial<Pick<Prediction, "forget" | "refresh">>;
  /** What a reader can bring about in it. */
  readonly goal?: Goal;
}

/** A figure: a card with its title, controls, drawing and caption, and a text alternative that follows its state. */
export function figure<D extends Declarations>(options: FigureOptions<D>): HTMLElement {
  const {
    id,
    title,
    level = 3,
    state,
    parameters,
    onReset,
    controls = [],
    body,
    caption,
    hint,
    settings = [],
    describe,
    data,
    networks,
    prediction,
    goal
  } = options;
  const heading = uid("figure-title");
  const description = html("p.visually-hidden", {"aria-live": "off"});
  const line = goal && goalLine(id, goal, () => prediction?.covered() !== undefined);
  const element = html(
    "figure",
    // What links and cues may set of it.
    {id, class: "figure", "aria-labelledby": heading, "data-parameters": parameters.join(" ")},
    html(
      "div.figure-head",
      html(`h${level}`, {id: heading, class: "figure-title"}, ...rich(title)),
      html(
        "div.figure-tools",
        parameters.length > 0 && button(t.reset, reset),
        button(t.link, () => copy(state.link(id, parameters))),
        menu()
      )
    ),
    controls.length > 0 && html("div.controls", ...controls),
    html("div.figure-body", body),
    description,
    html("figcaption", ...rich(caption), line?.element),
    (hint || settings.length > 0) &&
      html(
        "details.figure-settings",
        html("summary", settings.length ? t.settings : t.hint),
        settings.length > 0 && html("div.controls", ...settings),
        hint && html("p.hint", ...rich(hint))
      )
  );
  function reset() {
    state.reset(parameters);
    onReset?.();
    prediction?.forget?.();
    line?.forget();
  }

  // What few need is fetched when it is asked for.
  function menu(): HTMLElement {
    const item = (label: string, act: () => Promise<unknown>) =>
      button(label, () => {
        details.open = false;
        attempt(label, act);
      });
    const group = (...items: HTMLElement[]) => html("div.menu-group", ...items);
    const onPage = () => [
      item(t.embed, async () =>
        (await import("./share.js")).embedDialog(element, state.link(undefined, parameters))
      ),
      item(t.teach, async () =>
        (await import("./teach.js")).teachDialog(element, state.link(id, parameters), parameters)
      ),
      item(t.present, async () => (await import("./present.js")).present(element))
    ];
    const summary = html("summary", t.more);
    const details = html(
      "details.menu",
      summary,
      html(
        "div.menu-items",
        group(
          item(t.svg, async () => (await import("./share.js")).savePicture(element, "svg")),
          item(t.png, async () => (await import("./share.js")).savePicture(element, "png")),
          item(t.csv, async () => {
            const covered = prediction?.covered();
            if (covered) notice(covered);
            else (await import("./share.js")).saveData(data(), id);
          })
        ),
        networks &&
          group(item(t.network, async () => (await import("./take.js")).takeNetwork(networks(), id))),
        // These need the lesson's own page around the figure: a guest has none, nor has a notebook.
        !isGuest() && document.getElementById("observablehq-main") !== null && group(...onPage())
      )
    );
    details.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      summary.focus();
    });
    details.addEventListener("focusout", event => {
      if (event.relatedTarget && !details.contains(event.relatedTarget as Node)) details.open = false;
    });
    // A press elsewhere takes the focus nowhere in some browsers. "toggle" comes too late to begin to watch for it: by
    // then the next press may have been.
    const outside = (event: Event) => {
      if (event.composedPath().includes(details)) return;
      details.open = false;
      document.removeEventListener("pointerdown", outside);
    };
    summary.addEventListener("click", () => document.addEventListener("pointerdown", outside));
    details.addEventListener("toggle", () => {
      if (details.open) details.lastElementChild!.scrollIntoView({block: "nearest"});
    });
    return details;
  }

  for (const act of ["focusin", "pointerdown"]) element.addEventListener(act, () => speak(description));
  // Said when the hand rests, not at each step of a slider.
  let timer: ReturnType<typeof setTimeout> | undefined;
  const words = () => prediction?.covered() ?? describe(state.values);
  const say = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      write(description, sentences(words(), line?.check()));
      prediction?.refresh?.();
    }, 400);
  };
  description.textContent = words();
  state.follow(say);
  element.addEventListener("shown", () => {
    line?.look();
    say();
  });
  return element;
}

let speaking: HTMLElement | undefined;

/** Lets one figure of the page be heard, the one that the reader is in: others may follow the same values. */
function speak(description: HTMLElement): void {
  if (speaking === description) return;
  speaking?.setAttribute("aria-live", "off");
  description.setAttribute("aria-live", "polite");
  speaking = description;
}

/** Tells a figure that it shows something new, though no parameter changed: a run has ended, a digit was drawn. */
export const tellShown = (element: HTMLElement): void => void element.dispatchEvent(new Event("shown"));
