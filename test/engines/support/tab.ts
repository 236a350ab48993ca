// A tab of any browser, used as a reader does: by pointer and keys where things are seen. Two drivers stand below it, one for
// each protocol that the browsers speak; nothing here is an engine's own.
import {expect} from "vitest";

/** What a driver does. */
export interface Driver {
  navigate(url: string): Promise<void>;
  /** Runs a function's text in the page, with arguments that JSON can hold; its promise is waited for. */
  run(body: string, args: readonly unknown[]): Promise<unknown>;
  /** Moves the pointer along places in the window, pressed on all but the first where `pressed`. */
  pointer(places: readonly (readonly [x: number, y: number])[], pressed: boolean): Promise<void>;
  /** Puts a finger down at the first of these places and takes it along the others; none where a driver has only a mouse. */
  finger?(places: readonly (readonly [x: number, y: number])[]): Promise<void>;
  /** Presses keys one after another: characters, or names such as `Enter`. */
  keys(keys: readonly string[]): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

/** Runs first in every page, put there by the server: writes down what goes wrong and what is saved. */
export const recorder = `
  globalThis.record = {problems: [], saved: []};
  addEventListener("error", ({message, target}) => {
    // What changed its size while sizes were told is told in the next frame: reported as an error, and none.
    if (!/^ResizeObserver loop/.test(message)) record.problems.push(String(message ?? target));
  });
  addEventListener("unhandledrejection", event => record.problems.push(String(event.reason)));
  const {error} = console;
  console.error = (...said) => { record.problems.push(said.join(" ")); error(...said); };
  const {click} = HTMLAnchorElement.prototype;
  const blobs = new Map();
  const {createObjectURL} = URL;
  URL.createObjectURL = blob => { const url = createObjectURL(blob); blobs.set(url, blob); return url; };
  HTMLAnchorElement.prototype.click = function () {
    if (this.download) record.saved.push({name: this.download, url: this.href, blob: blobs.get(this.href)});
    else click.call(this);
  };`;

interface Recorded {
  readonly problems: readonly string[];
  /** Whether the last press met what it was to press. */
  hit?: boolean;
  readonly saved: readonly {readonly name: string; readonly url: string; readonly blob?: Blob}[];
}

declare global {
  var record: Recorded;
}

export type Tab = ReturnType<typeof tab>;

export function tab(driver: Driver, site: string) {
  const run = async <A extends readonly unknown[], T>(f: (...args: A) => T, ...args: A) =>
    (await driver.run(`return (${f})(...arguments)`, args)) as Awaited<T>;

  /** Waits until something is so in the page, or is there. */
  const until = <A extends readonly unknown[]>(f: (...args: A) => unknown, ...args: A) =>
    expect
      // What is there need not be something that can be handed over.
      .poll(() => driver.run(`return Promise.resolve((${f})(...arguments)).then(Boolean)`, args), {
        timeout: 60_000,
        message: `${f}`
      })
      .toBe(true);

  /** The middle of what a selector finds, with this text, brought into view, once it stands still. */
  async function middleOf(selector: string, text = ""): Promise<readonly [number, number]> {
    // A figure is drawn once its outline is near.
    await run(id => document.getElementById(id)?.scrollIntoView(), /^#([\w-]+)/.exec(selector)?.[1] ?? "");
    await until(find, selector, text);
    return run(middle, selector, text);
  }

  /** Presses until it is pressed: what is drawn meanwhile may move it, and not every engine keeps in place what is read. */
  const click = async (selector: string, text?: string) => {
    let problem = "";
    for (let tries = 0; tries < 5; tries++) {
      const at = await middleOf(selector, text);
      await run(watch, selector, text ?? "");
      // Where it has moved out of the window there is nothing to press.
      const missed = await driver.pointer([at], true).then(() => {}, String);
      // A link may have led to a page by now, or to none yet, where nothing was watched.
      if (await run(() => (globalThis as {record?: Recorded}).record?.hit !== false)) return;
      problem = missed ?? "something else was pressed";
    }
    throw new Error(`${selector} with "${text ?? ""}" was not pressed: ${problem}`);
  };

  return {
    run,
    until,
    click,
    resize: driver.resize,
    keys: driver.keys,
    async open(path: string) {
      await driver.navigate(new URL(path, site).href);
      await until(
        () =>
          !document.querySelector("observablehq-loading") &&
          document.querySelector<HTMLStyleElement>("style#fonts")?.media !== "print" &&
          document.fonts.status === "loaded"
      );
    },
    async write(selector: string, text: string) {
      await click(selector);
      await run(selector => document.querySelector<HTMLInputElement>(selector)!.select(), selector);
      await driver.keys([...text]);
    },
    async drag(selector: string, by: readonly [number, number]) {
      const [x, y] = await middleOf(selector);
      await driver.pointer(
        [0, 0.25, 0.5, 0.75, 1].map(part => [x + part * by[0], y + part * by[1]] as const),
        true
      );
    },
    /** Swipes up over the middle of what a selector finds. */
    swipe:
      driver.finger &&
      (async (selector: string) => {
        const [x, y] = await middleOf(selector);
        await driver.finger!([0, 20, 50, 90, 130].map(up => [x, y - up] as const));
      }),
    says: (selector: string, text: string) =>
      expect
        .poll(() => run(s => document.querySelector(s)?.textContent ?? "", selector), {timeout: 60_000})
        .toContain(text),
    problems: () => run(() => record.problems)
  };
}

/** Whether there is such an element, and it is shown. */
function find(selector: string, text: string): boolean {
  return [...document.querySelectorAll<HTMLElement>(selector)].some(
    e => (e.textContent ?? "").includes(text) && e.getClientRects().length
  );
}

/** Notes whether the next press meets it. */
function watch(selector: string, text: string): void {
  const element = [...document.querySelectorAll<HTMLElement>(selector)].find(
    e => (e.textContent ?? "").includes(text) && e.getClientRects().length
  );
  record.hit = false;
  document.addEventListener(
    "pointerdown",
    ({target}) => {
      record.hit = !!element?.contains(target as Node);
    },
    {capture: true, once: true}
  );
}

async function middle(selector: string, text: string): Promise<readonly [number, number]> {
  const element = [...document.querySelectorAll<HTMLElement>(selector)].find(
    e => (e.textContent ?? "").includes(text) && e.getClientRects().length
  )!;
  element.scrollIntoView({block: "center", behavior: "instant"});
  let [x, y] = [Number.NaN, Number.NaN];
  for (let still = 0; still < 3; ) {
    await new Promise(done => setTimeout(done, 50));
    const {left, top, width, height} = element.getBoundingClientRect();
    const there = [left + width / 2, top + height / 2] as const;
    still = there[0] === x && there[1] === y ? still + 1 : 0;
    [x, y] = there;
  }
  return [Math.round(x), Math.round(y)];
}
