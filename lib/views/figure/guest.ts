// Figures as guests on somebody else's page: each in a shadow root, so that neither page's style touches the other.
// Nothing here may import what has texts before the language is known.
import {languages} from "../../lesson/languages.js";
import type {Declarations} from "../../lesson/parameters.js";
import type {Theme} from "../../lesson/settings.js";
import {letCompose} from "../kit/composing.js";
import {html} from "../kit/dom.js";
import {steadySliders} from "../kit/fingers.js";
import type {State} from "../kit/state.js";
import {type Language, language, lodge} from "../kit/texts.js";

/** What a guest is made of, once it is asked for. */
export interface Guest<D extends Declarations> {
  readonly parameters: D;
  readonly draw: (state: State<D>) => HTMLElement;
}

/**
 * `language` of the figure, of `<html lang>` unless given; `theme` of the page around it, unless it is the one that the
 * reader's system prefers; all else are values of its parameters.
 */
export interface GuestOptions {
  readonly language?: Language;
  readonly theme?: Theme;
  readonly [parameter: string]: unknown;
}

/** The element that stands on the other page: `value` holds the parameters, `input` tells of each change. */
export type GuestElement = HTMLDivElement & {value?: {readonly [parameter: string]: unknown}};

/**
 * A function that makes the figure, for a page of another site:
 *
 *     import {walkthrough} from "https://…/embed/walkthrough.js";
 *     document.body.append(walkthrough({language: "en", step: 3}));
 *
 * `anchor` is the figure's place on the lesson's page, for its link. The element is there at once and fills when all has
 * been fetched; what goes wrong it says in itself.
 *
 * @throws when a page asks for a second language: texts are chosen once
 */
export function guest<D extends Declarations>(
  page: string,
  anchor: string,
  load: () => Promise<Guest<D>>
): (options?: GuestOptions) => GuestElement {
  return ({language: wanted = language(), theme, ...values} = {}) => {
    lodge(wanted);
    const element: GuestElement = html("div", {lang: languages[wanted].tag});
    const root = element.attachShadow({mode: "open"});
    const fill = async () => {
      const [{parameters, draw}, {localState}, {noticesIn}, {coloursOf}] = await Promise.all([
        load(),
        import("../kit/state.js"),
        import("../kit/notice.js"),
        import("../kit/colour.js"),
        styled(root)
      ]);
      if (theme !== undefined) (await import("../kit/framed.js")).wearTheme(root.styleSheets, theme);
      letCompose(root);
      steadySliders(root);
      noticesIn(root);
      coloursOf(element);
      const state = localState(parameters, values, at(`${wanted}/${page}`));
      root.append(draw(state));
      state.follow(now => {
        element.value = now;
        element.dispatchEvent(new Event("input", {bubbles: true}));
      });
    };
    fill().catch(error => {
      root.append(html("p", {role: "alert"}, `${anchor}: ${error instanceof Error ? error.message : error}`));
    });
    return element;
  };
}

/** An address below the site's base: all modules stand in a folder there, in bundles or each by itself. */
const at = (path: string) => import.meta.url.slice(0, import.meta.url.lastIndexOf("/_import/") + 1) + path;

/** Resolves when the style sheet is there, or cannot be had: a figure without style is better than none. */
function styled(root: ShadowRoot): Promise<unknown> {
  return new Promise(resolve => {
    root.append(
      html("link", {
        rel: "stylesheet",
        crossOrigin: "anonymous",
        href: at("embed/style.css"),
        load: resolve,
        error: resolve
      })
    );
  });
}
