// Reads XML by a parser that takes nothing that is not well-formed.
import {SaxesParser} from "saxes";

/** An element. */
export interface Node {
  readonly name: string;
  readonly at: {readonly [attribute: string]: string};
  readonly children: Node[];
  /** All text in it. */
  text: string;
}

/** @throws where the text is not well-formed, or a prefix has no namespace */
export function readXml(text: string): Node {
  const root: Node = {name: "", at: {}, children: [], text: ""};
  const open = [root];
  const parser = new SaxesParser({xmlns: true});
  parser.on("error", error => {
    throw error;
  });
  parser.on("opentag", ({name, attributes}) => {
    const at = Object.fromEntries(Object.entries(attributes).map(([key, {value}]) => [key, value]));
    const node: Node = {name, at, children: [], text: ""};
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on("text", said => {
    for (const node of open) node.text += said;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return root.children[0];
}

/** All elements of a name, in the order of the text. */
export const all = (node: Node, name: string): Node[] => [
  ...(node.name === name ? [node] : []),
  ...node.children.flatMap(child => all(child, name))
];

/** What an element may hold: the names of its attributes, those with a star needed; its children in their order. */
export interface Rule {
  readonly attributes?: string;
  /** Names in order, each with `?`, `*` or `+` where it need not be there once. */
  readonly children?: string;
  /** Whether it holds text, of at most so many letters. */
  readonly text?: number;
}

/** Where an element breaks the rules: `organization: title, organization`. */
export function breaks(node: Node, rules: {readonly [name: string]: Rule}): string[] {
  const rule = rules[node.name];
  if (!rule) return [`unknown element: ${node.name}`];
  const attributes = (rule.attributes ?? "").split(" ").filter(Boolean);
  const known = attributes.map(name => name.replace("*", ""));
  const names = node.children.map(({name}) => name);
  const order = new RegExp(
    `^${(rule.children ?? "")
      .replace(/([\w:]+)/g, "(?:$1 )")
      .replaceAll(" (", "(")
      .replaceAll(",", "")}$`
  );
  const own = node.children.reduce((left, {text}) => left.replace(text, ""), node.text).trim();
  return [
    ...Object.keys(node.at).flatMap(name =>
      known.includes(name) || name.startsWith("xmlns") ? [] : [`${node.name} has ${name}`]
    ),
    ...attributes.flatMap(name =>
      name.endsWith("*") && !(name.slice(0, -1) in node.at) ? [`${node.name} lacks ${name}`] : []
    ),
    ...(order.test(names.map(name => `${name} `).join("")) ? [] : [`${node.name}: ${names}`]),
    ...(own.length > (rule.text ?? 0) ? [`${node.name} holds text: ${own.slice(0, 20)}`] : []),
    ...node.children.flatMap(child => breaks(child, rules))
  ];
}
