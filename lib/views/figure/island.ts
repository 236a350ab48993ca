// Figures that cost nothing until they are near: each is fetched and drawn when it comes near the window, or when it is
// asked for. Until then its outline, which is part of the page (scripts/outlines.ts), keeps its place at its height.
import {offerNewer} from "../kit/build.js";
import {button} from "../kit/controls.js";
import {html} from "../kit/dom.js";
import {fitWithin} from "../kit/resize.js";
import {texts} from "../kit/texts.js";

const t = texts({
  en: {
    again: "Try again",
    absent: (why: string) => `This figure could not be loaded; perhaps the network is away. ${why}`,
    broken: (why: string) => `This figure does not work here: ${why}`
  },
  zh: {
    again: "再试一次",
    absent: why => `这幅图没能加载：也许网络断了。${why}`,
    broken: why => `这幅图在这里出错了：${why}`
  }
});

/** A file of what a figure is given (Framework's FileAttachment): it is fetched when the figure is. */
interface File {
  json(): Promise<unknown>;
}

const isFile = (value: unknown): value is File =>
  typeof value === "object" && value !== null && "json" in value && typeof value.json === "function";

/** Figures share what they read from one file. */
const files = new WeakMap<File, Promise<unknown>>();
const contents = (file: File) => {
  const content = files.get(file) ?? file.json();
  files.set(file, content);
  // What failed is asked for again.
  content.catch(() => files.delete(file));
  return content;
};

/** What waits on this page, by the figures' ids. */
const waiting = new Map<string, () => Promise<void>>();

/** Draws a figure that still waits; at once done where none of that id does. It never throws: the figure's place says why. */
export async function mount(id: string): Promise<void> {
  await waiting.get(id)?.();
}

/** Whether a figure of this id has not been drawn yet. */
export const waits = (id: string): boolean => waiting.has(id);

// What is printed, or counted by a script, is complete.
globalThis.addEventListener?.("beforeprint", () => {
  for (const draw of waiting.values()) void draw();
});

/** How far from the window a figure is drawn: about a screen, so that it stands when the reader is there. */
const near = "900px 0px";

/**
 * The figures of a page, each drawn when it comes near: by the name of the function that draws it, its id, and what
 * fetches the module of that function. Each is called as the figure's own function would be, and returns the figure's
 * place at once.
 *
 *     export const {walkthrough} = islands({
 *       walkthrough: ["walkthrough-figure", () => import("./walkthrough-figure/figure.js")]
 *     });
 */
export function islands<
  M extends {readonly [name: string]: readonly [id: string, load: () => Promise<unknown>]}
>(modules: M): {readonly [N in keyof M]: Island} {
  const all = Object.entries(modules).map(([name, [id, load]]) => [
    name,
    island(id, async () => ((await load()) as {readonly [name: string]: Draw})[name])
  ]);
  return Object.fromEntries(all);
}

/** What a page calls: it is not typed, nor are its calls. */
type Island = (...given: readonly unknown[]) => HTMLElement;
type Draw = (...given: readonly unknown[]) => Node;

/** @param load fetches the function that draws */
function island(id: string, load: () => Promise<Draw>): Island {
  return (...given) => {
    const outline = document.querySelector<HTMLElement>(`figure.outline[id="${id}"]`);
    const place = html("div", {class: outline ? "island" : "island blank"});
    const problem = html("div.island-problem", {role: "alert"});
    let drawing: Promise<void> | undefined;

    const draw = () => {
      drawing ??= (async () => {
        problem.remove();
        try {
          const [figure, ...all] = await Promise.all([
            load(),
            ...given.map(value => (isFile(value) ? contents(value) : value))
          ]).catch(error => {
            throw new Error(t.absent(String(error?.message ?? error)), {cause: "absent"});
          });
          const element = figure(...all);
          const focused = outline?.contains(document.activeElement);
          const height = outline?.offsetHeight ?? 0;
          waiting.delete(id);
          watch.disconnect();
          place.classList.remove("blank");
          // A presentation may show the outline already: its figure takes its place there.
          if (outline?.closest(".stage")) outline.replaceWith(element);
          else {
            outline?.remove();
            place.replaceChildren(element);
          }
          if (element instanceof Element) {
            fitWithin(element);
            keepWhatIsRead(element, height);
          }
          if (focused) first(element)?.focus();
        } catch (error) {
          // The next try begins anew.
          drawing = undefined;
          complain(error as Error);
        }
      })();
      return drawing;
    };

    function complain(error: Error) {
      console.warn(error);
      watch.disconnect();
      const absent = error.cause === "absent";
      if (absent) void offerNewer();
      const text = absent ? error.message : t.broken(error.message);
      problem.replaceChildren(
        html("p", text),
        button(t.again, () => draw())
      );
      (outline ?? place).classList.add("stopped");
      (outline ?? place).append(problem);
    }

    const watch = new IntersectionObserver(
      entries => {
        if (entries.some(({isIntersecting}) => isIntersecting)) draw();
      },
      {rootMargin: near}
    );
    waiting.set(id, draw);
    watch.observe(outline ?? place);
    if (outline) {
      // Who goes by keyboard comes to it like to any figure.
      outline.tabIndex = 0;
      outline.addEventListener("focus", () => draw());
    }
    return place;
  };
}

/**
 * Where the browser has no scroll anchoring (WebKit), what changes its height above the window would move what is being
 * read: the page is scrolled as much.
 */
function keepWhatIsRead(figure: Element, height: number) {
  if (CSS.supports("overflow-anchor: auto")) return;
  new ResizeObserver(() => {
    const box = figure.getBoundingClientRect();
    const grown = box.height - height;
    height = box.height;
    if (box.bottom - grown <= 0) scrollBy({top: grown, behavior: "instant"});
  }).observe(figure);
}

const first = (figure: Node) =>
  (figure as HTMLElement).querySelector?.<HTMLElement>(
    "button, input, select, textarea, summary, a[href], [tabindex='0']"
  );
