import {
  type Declarations,
  defaults,
  type Problem,
  readHash,
  type Values,
  writeHash
} from "../lesson/parameters.js";
import {notice} from "./notice.js";
import {settings} from "./settings.js";
import {texts} from "./texts.js";

const t = texts({
  en: {
    unknown: ({name}: Problem) => `The link sets “${name}”, which this page does not have. It was left out.`,
    invalid: ({name, text, expects, used}: Problem) =>
      `The link sets ${name} to “${text}”, but it takes ${expects}. The default is used: ${used}.`
  },
  zh: {
    unknown: ({name}) => `链接里的参数“${name}”在本页不存在，已忽略。`,
    invalid: ({name, text, expects, used}) =>
      `链接把 ${name} 设为“${text}”，但它只接受 ${expects}。已改用默认值：${used}。`
  }
});

/** The values of a page's parameters: the one thing on the page that changes, and that figures and controls follow. */
export interface State<D extends Declarations = Declarations> {
  readonly declarations: D;
  readonly values: Values<D>;
  /** Changes some values and tells everyone who follows, at once. */
  set(changes: Partial<Values<D>>): void;
  /** Puts these parameters, or all, back to their defaults. */
  reset(names?: readonly (keyof D)[]): void;
  /**
   * Calls back now and after each change, or, with names, after each change of one of these; returns what ends it. A page
   * has many figures: one that names what it shows costs nothing while another moves.
   */
  follow(listener: (values: Values<D>) => void, names?: readonly (keyof D)[]): () => void;
  /** The page's address with these values in it, opening at the anchor. */
  link(anchor?: string, names?: readonly (keyof D)[]): string;
}

let current: State | undefined;

/** The state of this page, once a cell has declared it: for what acts on a page from outside its cells. */
export function currentState(): State | undefined {
  return current;
}

/** The state of this page, read from the URL and written back to it. Values that the URL gets wrong are reported. */
export function pageState<const D extends Declarations>(declarations: D): State<D> {
  const followers = new Set<(before: Values<D>) => void>();
  let values = defaults(declarations);
  let written: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function replace(next: Values<D>) {
    const before = values;
    values = next;
    for (const follower of followers) follower(before);
  }

  function read() {
    if (location.hash === written) return;
    const {anchor, values: read, problems} = readHash(declarations, location.hash);
    for (const p of problems) notice(p.expects === undefined ? t.unknown(p) : t.invalid(p));
    replace(read);
    written = location.hash;
    // The browser scrolls to `#anchor`, but not to the anchor of `#anchor&name=value`.
    if (anchor && location.hash.includes("="))
      queueMicrotask(() => document.getElementById(anchor)?.scrollIntoView());
  }

  // A browser refuses more than a hundred history entries in half a minute: while a slider moves, the URL waits.
  function write() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const hash = writeHash(declarations, values);
      if (hash === location.hash) return;
      history.replaceState(history.state, "", hash || location.pathname + location.search);
      written = location.hash;
    }, 250);
  }

  const state: State<D> = {
    declarations,
    get values() {
      return values;
    },
    set(changes) {
      // What a teacher has locked stays as the link set it.
      const allowed = Object.entries(changes).filter(([name]) => !settings.lock.includes(name));
      replace({...values, ...Object.fromEntries(allowed)});
      write();
    },
    reset(names = Object.keys(declarations)) {
      state.set(
        Object.fromEntries(names.map(name => [name, declarations[name].value])) as Partial<Values<D>>
      );
    },
    follow(listener, names) {
      const follower = (before: Values<D>) => {
        if (!names || names.some(name => values[name] !== before[name])) listener(values);
      };
      followers.add(follower);
      listener(values);
      return () => followers.delete(follower);
    },
    link(anchor, names = Object.keys(declarations)) {
      const kept = {
        ...defaults(declarations),
        ...Object.fromEntries(names.map(name => [name, values[name]]))
      };
      return new URL(writeHash(declarations, kept, anchor) || "#", location.href).href;
    }
  };
  read();
  addEventListener("hashchange", read);
  current = state as unknown as State;
  return state;
}
