import {joinHash} from "../../lesson/hash.js";
import {
  type Declarations,
  defaults,
  type Parameter,
  type Problem,
  readHash,
  startingAt,
  type Values,
  valueFrom,
  writeHash,
  writeValues
} from "../../lesson/parameters.js";
import {followAddress, sayInAddress, short} from "./address.js";
import {notice} from "./notice.js";
import {settings, start} from "./settings.js";
import {texts} from "./texts.js";

const t = texts({
  en: {
    unknown: ({name}: Problem) => `The link sets “${name}”, which this page does not have. It was left out.`,
    invalid: ({name, text, expects, used}: Problem) =>
      `The link sets ${name} to “${text}”, but it takes ${expects}. It was left out: ${name} is ${used}.`,
    more: (count: number) => `${count} more parts of the link were left out too.`,
    kept: (name: string) => `“${name}” is to be locked or hidden, but this page does not have it.`,
    start: ({name, text, expects, used}: Problem) =>
      expects === undefined
        ? `This page is to start with “${name}”, which it does not have.`
        : `This page is to start with ${name} = “${text}”, but it takes ${expects}. It starts with ${used}.`
  },
  zh: {
    unknown: ({name}) => `链接里的参数“${name}”在本页不存在，已忽略。`,
    invalid: ({name, text, expects, used}) =>
      `链接把 ${name} 设为“${text}”，但它只接受 ${expects}。已忽略，${name} 为 ${used}。`,
    more: count => `链接里另有 ${count} 处也已忽略。`,
    kept: name => `要锁定或隐藏的“${name}”在本页不存在，已忽略。`,
    start: ({name, text, expects, used}) =>
      expects === undefined
        ? `本页的起始参数“${name}”并不存在。`
        : `本页要以 ${name} =“${text}”开始，但它只接受 ${expects}。现以 ${used} 开始。`
  }
});

/** One parameter of a state: what a control needs of it. */
export interface BoundParameter<T> {
  readonly value: T;
  readonly parameter: Parameter<T>;
  set(value: T): void;
  /** Calls back now and after each change; returns what ends it. */
  follow(listener: (value: T) => void): () => void;
}

/** The values of a page's parameters: the one thing on the page that changes, and that figures and controls follow. */
export interface State<D extends Declarations = Declarations> {
  readonly declarations: D;
  readonly values: Values<D>;
  /** One of the parameters, by its name. */
  at<K extends keyof D & string>(name: K): BoundParameter<Values<D>[K]>;
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

/**
 * The state of this page, read from the URL and written back to it. It starts from the front matter's values, where there
 * are any, and goes back to them. Values that the URL or the front matter gets wrong are reported.
 */
export function pageState<const D extends Declarations>(declared: D): State<D> {
  const {declarations, problems} = startingAt(declared, start);
  for (const p of problems) notice(t.start(p));
  for (const name of new Set([...settings.lock, ...settings.hide]))
    if (!Object.hasOwn(declarations, name)) notice(t.kept(name));
  const {state, replace} = store(declarations, () => location.href, write);

  function write() {
    sayInAddress({settings: writeValues(declarations, state.values)});
  }

  followAddress(hash => {
    const {values, problems} = readHash(declarations, joinHash(hash));
    const understood = hash.settings.length - problems.length;
    // Nonsense alone changes nothing.
    if (hash.settings.length === 0 || understood > 0) replace(values);
    else write();
    tell(problems, declarations, state.values);
  });
  current = state;
  return state;
}

/** Says what a link got wrong: the first of it, if it is much. */
function tell<D extends Declarations>(
  problems: readonly Problem[],
  declarations: D,
  values: Values<D>
): void {
  for (const {name, text, expects} of problems.slice(0, 3)) {
    const cut = {name: short(name), text: short(text), expects};
    if (expects === undefined) notice(t.unknown(cut));
    else notice(t.invalid({...cut, used: short(declarations[name].format(values[name]))}));
  }
  if (problems.length > 3) notice(t.more(problems.length - 3));
}

/**
 * The state of a figure that stands on another site's page: it leaves that page's URL alone. `page` is the lesson's own
 * page, for links.
 *
 * @throws when a value is not one that its parameter takes, or there is no such parameter
 */
export function localState<const D extends Declarations>(
  declarations: D,
  given: {readonly [name: string]: unknown},
  page: string
): State<D> {
  const {state, replace} = store(declarations, () => page);
  const values = Object.entries(given).map(([name, value]) => {
    const parameter = Object.hasOwn(declarations, name) ? declarations[name] : undefined;
    if (!parameter) throw new Error(`unknown parameter: ${name}; there are ${Object.keys(declarations)}`);
    const parsed = valueFrom(parameter, value);
    if (parsed === undefined) throw new Error(`${name} takes ${parameter.expects}, not ${value}`);
    return [name, parsed];
  });
  replace({...state.values, ...Object.fromEntries(values)});
  return state;
}

/** Values and who follows them. `replace` sets all, the locked ones too, and does not count as the reader's change. */
function store<D extends Declarations>(declarations: D, address: () => string, changed = () => {}) {
  const followers = new Set<(before: Values<D>, refused: readonly string[]) => void>();
  let values = defaults(declarations);
  const replace = (next: Values<D>, refused: readonly string[] = []) => {
    const before = values;
    values = next;
    for (const follower of followers) follower(before, refused);
  };
  const state: State<D> = {
    declarations,
    get values() {
      return values;
    },
    at: name => ({
      parameter: declarations[name],
      get value() {
        return values[name];
      },
      set: value => state.set({[name]: value} as Partial<Values<D>>),
      follow: listener => state.follow(values => listener(values[name]), [name])
    }),
    set(changes) {
      // What a teacher has locked stays as the link set it; its control, which was moved, is told so.
      const refused = settings.lock.filter(name => name in changes);
      const allowed = Object.entries(changes).filter(([name]) => !refused.includes(name));
      replace({...values, ...Object.fromEntries(allowed)}, refused);
      changed();
    },
    reset(names = Object.keys(declarations)) {
      state.set(
        Object.fromEntries(names.map(name => [name, declarations[name].value])) as Partial<Values<D>>
      );
    },
    follow(listener, names) {
      const follower = (before: Values<D>, refused: readonly string[]) => {
        const concerns = (name: keyof D) => values[name] !== before[name] || refused.includes(name as string);
        if (!names || names.some(concerns)) listener(values);
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
      return new URL(writeHash(declarations, kept, anchor) || "#", address()).href;
    }
  };
  return {state, replace};
}
