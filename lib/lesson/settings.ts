/**
 * How a teacher wants a page: in its address, `?lock=seed,lambda&answers=hidden`, or in its front matter, under `lesson:`.
 * Start values are not here: they are parameters, in the hash.
 */
export interface Settings {
  /** Parameters that keep their start value, and whose controls cannot be used. */
  readonly lock: readonly string[];
  /** Parameters whose controls are not shown. */
  readonly hide: readonly string[];
  /** Whether questions show their answers when asked to. */
  readonly answers: "shown" | "hidden";
  /** "fixed": the page offers no other language. */
  readonly language: "free" | "fixed";
  /** Show this figure alone, to stand in another page. */
  readonly embed: string;
  /** Begin with one figure at a time on the full screen. */
  readonly present: "off" | "on";
}

export const unset: Settings = {
  lock: [],
  hide: [],
  answers: "shown",
  language: "free",
  embed: "",
  present: "off"
};

/** What each setting accepts: a list, a name, or one of these words. */
const accepted: {readonly [name in keyof Settings]: "list" | "name" | readonly string[]} = {
  lock: "list",
  hide: "list",
  answers: ["shown", "hidden"],
  language: ["free", "fixed"],
  embed: "name",
  present: ["off", "on"]
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
    const kind = accepted[name as keyof Settings];
    if (kind === "list") settings[name] = text.split(",").filter(Boolean);
    else if (kind === "name" || kind.includes(text)) settings[name] = text;
    else problems.push({name, text, expects: kind.join(" | ")});
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
