import {numeric} from "./parameters.js";

export type Theme = "light" | "dark";

/**
 * How a teacher wants a page: in its address, `?lock=seed,lambda&answers=hidden`, or in its front matter, under `lesson:`.
 * Start values are not here: they are parameters, in the hash, or in the front matter under `lesson: {start: …}`.
 */
export interface Settings {
  /** Parameters that keep their start value, and whose controls cannot be used. */
  readonly lock: readonly string[];
  /** Parameters whose controls are not shown. */
  readonly hide: readonly string[];
  /** Whether questions show their answers when asked to. */
  readonly answers: "shown" | "hidden";
  /** The seed of all questions' numbers, the same for a whole class; 0 where readers draw their own. */
  readonly questions: number;
  /** Whether figures ask what a reader expects before they show it; "required": and take no "show me". */
  readonly predict: "asked" | "off" | "required";
  /** Whether figures show their goals; "": on the lesson's pages they do, in a frame elsewhere they do not. */
  readonly goals: "" | "on" | "off";
  /** "fixed": the page offers no other language. */
  readonly language: "free" | "fixed";
  /** Show this figure alone, to stand in another page. */
  readonly embed: string;
  /** The colours of the page; "": those that the reader's system prefers. */
  readonly theme: "" | Theme;
  /** Begin with one figure at a time on the full screen. */
  readonly present: "off" | "on";
  /** Another recording of the page's lecture, for the companion: its id on YouTube, or its address elsewhere. */
  readonly recording: string;
  /** How many seconds later topics come in it than in the cues. */
  readonly offset: number;
}

/** The largest seed of a question's numbers. */
export const lastSeed = 999_999;

export const unset: Settings = {
  lock: [],
  hide: [],
  answers: "shown",
  questions: 0,
  predict: "asked",
  goals: "",
  language: "free",
  embed: "",
  theme: "",
  present: "off",
  recording: "",
  offset: 0
};

/**
 * The recording that a text names: the id of a video on YouTube, by itself or in an address; the address of a video
 * elsewhere; a number of bilibili's. "" for what is none of these.
 */
export function recordingIn(text: string): string {
  const given = text.trim();
  if (/^BV\w{10}$/.test(given)) return `https://www.bilibili.com/video/${given}`;
  if (/^[\w-]{11}$/.test(given)) return given;
  // As people copy it: with or without what stands before the host.
  const address = /^(www\.|m\.)?youtu/.test(given) ? `https://${given}` : given;
  if (!URL.canParse(address)) return "";
  const {protocol, host, href, pathname, searchParams} = new URL(address);
  if (/(^|\.)(youtube(-nocookie)?\.com|youtu\.be)$/.test(host)) {
    const [, id = searchParams.get("v")] =
      (host === "youtu.be" ? /^\/([\w-]+)/ : /^\/(?:embed|live|shorts|v)\/([\w-]+)/).exec(pathname) ?? [];
    return id && /^[\w-]{11}$/.test(id) ? id : "";
  }
  return protocol === "https:" ? href : "";
}

interface Accepted {
  readonly expects: string;
  /** The value that a text stands for, or undefined. */
  parse(text: string): unknown;
}

const list: Accepted = {expects: "a,b,c", parse: text => text.split(",").filter(Boolean)};
const word = (...words: readonly string[]): Accepted => ({
  expects: words.join(" | "),
  parse: text => words.find(word => word === text)
});

const accepted: {readonly [name in keyof Settings]: Accepted} = {
  lock: list,
  hide: list,
  answers: word("shown", "hidden"),
  questions: {
    expects: `1…${lastSeed}`,
    parse: text => (/^\d+$/.test(text) && Number(text) <= lastSeed ? Number(text) : undefined)
  },
  predict: word("asked", "off", "required"),
  goals: word("on", "off"),
  language: word("free", "fixed"),
  embed: {expects: "id", parse: text => text},
  theme: word("light", "dark"),
  present: word("off", "on"),
  recording: {expects: "[A-Za-z0-9_-]{11} | https://…", parse: text => recordingIn(text) || undefined},
  offset: {
    expects: "-3600…3600",
    parse: text => (Math.abs(numeric(text)) <= 3600 ? numeric(text) : undefined)
  }
};

/**
 * The settings of an address's search part on top of those of the page's front matter. What is no setting is left
 * alone, since other tools put marks of their own into addresses; a setting with a value that it does not have is reported.
 */
export function readSettings(
  search: string,
  page: {readonly [name: string]: unknown} = {}
): {
  readonly settings: Settings;
  readonly problems: readonly {name: string; text: string; expects: string}[];
} {
  const given = [
    ...Object.entries(page).map(
      ([name, value]) => [name, Array.isArray(value) ? value.join(",") : String(value)] as const
    ),
    ...new URLSearchParams(search)
  ];
  const problems: {name: string; text: string; expects: string}[] = [];
  const settings: {[name: string]: unknown} = {...unset};
  for (const [name, text] of given) {
    if (!Object.hasOwn(accepted, name)) continue;
    const {expects, parse} = accepted[name as keyof Settings];
    const value = parse(text);
    if (value === undefined) problems.push({name, text, expects});
    else settings[name] = value;
  }
  return {settings: settings as unknown as Settings, problems};
}

/** The search part of an address that says where these settings differ from none; "" when nowhere. */
export function writeSettings(settings: Partial<Settings>): string {
  const parts = Object.keys(unset)
    .map(name => [name, String(settings[name as keyof Settings] ?? "")] as const)
    .filter(([name, text]) => text && text !== String(unset[name as keyof Settings]))
    .map(([name, text]) => `${name}=${encodeURIComponent(text).replaceAll("%2C", ",")}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** What a teacher wants of all pages: a link to another one keeps it. The rest is about what one page has. */
const ofAllPages = ["answers", "questions", "predict", "goals", "language"];

/** What is wanted once, as a page opens, and not of what is looked at next. */
const once = ["embed", "present"];

/**
 * The search part of a link within the lesson, with what is to be kept of the address of the page that it stands on: where
 * it stays on that page all, else what a teacher wants of all pages. The link has the last word.
 */
export function keptInLink(link: string, here: string, samePage: boolean): string {
  const kept = (name: string) => (samePage ? !once.includes(name) : ofAllPages.includes(name));
  const all = new URLSearchParams([...new URLSearchParams(here)].filter(([name]) => kept(name)));
  for (const [name, text] of new URLSearchParams(link)) all.set(name, text);
  return all.size ? `?${String(all).replaceAll("%2C", ",")}` : "";
}
