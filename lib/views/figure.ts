import type {Declarations, Values} from "../lesson/parameters.js";
import {button} from "./controls.js";
import {type Child, html, uid} from "./dom.js";
import {notice} from "./notice.js";
import type {State} from "./state.js";
import {texts} from "./texts.js";

const t = texts({
  en: {
    reset: "Reset",
    link: "Copy link",
    copied: "Link copied.",
    notCopied: (url: string) => `The link: ${url}`
  },
  zh: {reset: "重置", link: "复制链接", copied: "链接已复制。", notCopied: url => `链接：${url}`}
});

export interface FigureOptions<D extends Declarations> {
  /** The figure's place in the page, for links; the same in every language. */
  readonly id: string;
  readonly title: string;
  readonly state: State<D>;
  /** The parameters that are this figure's: Reset puts them back, Copy link carries them. */
  readonly parameters: readonly (keyof D & string)[];
  readonly controls?: readonly Child[];
  readonly body: Node;
  /** What to look at and what to try. */
  readonly caption: Child;
  /** What the figure shows at this moment, in words, for those who do not see it. */
  readonly describe: (values: Values<D>) => string;
}

/** A figure: a card with its title, controls, drawing and caption, and a text alternative that follows its state. */
export function figure<D extends Declarations>(options: FigureOptions<D>): HTMLElement {
  const {id, title, state, parameters, controls = [], body, caption, describe} = options;
  const heading = uid("figure-title");
  const description = html("p", {class: "visually-hidden", "aria-live": "polite"});
  const link = async () => {
    const url = state.link(id, parameters);
    await navigator.clipboard.writeText(url).then(
      () => notice(t.copied, {lasting: false}),
      () => notice(t.notCopied(url))
    );
  };
  const element = html(
    "figure",
    {id, class: "figure", "aria-labelledby": heading},
    html(
      "div",
      {class: "figure-head"},
      html("h3", {id: heading, class: "figure-title"}, title),
      html(
        "div",
        {class: "figure-tools"},
        parameters.length > 0 && button(t.reset, () => state.reset(parameters)),
        button(t.link, link)
      )
    ),
    controls.length > 0 && html("div", {class: "controls"}, ...controls),
    html("div", {class: "figure-body"}, body),
    description,
    html("figcaption", {}, caption)
  );
  // Said when the hand rests, not at each step of a slider.
  let timer: ReturnType<typeof setTimeout> | undefined;
  state.follow(values => {
    clearTimeout(timer);
    if (!description.textContent) description.textContent = describe(values);
    else
      timer = setTimeout(() => {
        const text = describe(values);
        if (text !== description.textContent) description.textContent = text;
      }, 400);
  });
  return element;
}
