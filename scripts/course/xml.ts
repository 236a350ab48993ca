// XML as text: elements in one expression, `xml("file", {href: "scorm.html"})`.

type Attributes = {readonly [name: string]: string | number | boolean | undefined};

/** Markup: an element, or text with elements in it. */
export class Xml {
  constructor(
    readonly markup: string,
    /** Whether it stands within a line of text. */
    readonly inline: boolean
  ) {}
}

const inlines = ["i", "sub", "sup", "span"];

type Child = Xml | string | false | undefined;

/** An element with attributes, of which those that are undefined are left out, and children: elements, and texts. */
export function xml(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Xml {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value)).replaceAll('"', "&quot;")}"`);
  const all = children.filter(child => child !== undefined && child !== false);
  const inside = all.map(child => (child instanceof Xml ? child.markup : escaped(child)));
  // What is no line of text stands on lines of its own; within one a space would be shown.
  const apart = all.length > 0 && all.every(child => child instanceof Xml && !child.inline);
  const content = apart ? `\n${inside.join("\n").replace(/^/gm, "  ")}\n` : inside.join("");
  return new Xml(
    `<${name}${given.join("")}${content ? `>${content}</${name}>` : "/>"}`,
    inlines.includes(name)
  );
}

/** The text of a file. */
export const xmlFile = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`;

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
