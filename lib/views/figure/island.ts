// Figures that cost nothing until they are near: each is fetched and drawn when it comes near the window, or when it is
// asked for. Until then its outline, which is part of the page (scripts/outlines.ts), keeps its place at its height.
import {offerNewer} from "../kit/build.js";
import {button} from "../kit/controls.js";
import {html} from "../kit/dom.js";
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

/** What a figure is given: as it is, or as a file (Framework's FileAttachment) that is fetched when the figure is. */
type Given<T> = T | File<T>;
interface File<T> {
  json(): Promise<T>;
}
type AllGiven<A extends readonly unknown[]> = {[I in keyof A]: Given<A[I]>};

const isFile = (value: unknown): value is File<unknown> =>
  typeof value === "object" && value !== null && "json" in value && typeof value.json === "function";

/** Figures share what they read from one file. */
const files = new WeakMap<File<unknown>, Promise<unknown>>();
const contents = (file: File<unknown>) => {
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

/** Draws all figures of the page. */
export async function mountAll(): Promise<void> {
  await Promise.all([...waiting.values()].map(draw => draw()));
}

// What is printed, or counted by a script, is complete.
globalThis.addEventListener?.("beforeprint", () => void mountAll());

/** How far from the window a figure is drawn: about a screen, so that it stands when the reader is there. */
const near = "900px 0px";

/**
 * A figure that is drawn when it comes near. What comes back is called as the figure's own function would be, and returns
 * the figure's place at once.
 *
 *     export const walkthrough = island("walkthrough-figure", async () =>
 *       (await import("./walkthrough-figure/figure.js")).walkthrough);
 *
 * @param load fetches the function that draws
 */
export function island<A extends readonly unknown[]>(
  id: string,
  load: () => Promise<(...given: A) => Node>
): (...given: AllGiven<A>) => HTMLElement {
  return (...given) => {
    const outline = document.querySelector<HTMLElement>(`figure.outline[id="${id}"]`);
    const place = html("div", {class: outline ? "island" : "island blank"});
    const problem = html("div", {class: "island-problem", role: "alert"});
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
          const element = figure(...(all as unknown as A));
          const focused = outline?.contains(document.activeElement);
          waiting.delete(id);
          watch.disconnect();
          outline?.remove();
          place.classList.remove("blank");
          place.replaceChildren(element);
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
        html("p", {}, text),
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

const first = (figure: Node) =>
  (figure as HTMLElement).querySelector?.<HTMLElement>(
    "button, input, select, textarea, summary, a[href], [tabindex='0']"
  );
