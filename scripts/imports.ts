// What a built page or module imports: where it says so, and which names it takes.
import {posix} from "node:path";
import {type AnyNode, type Pattern, parse} from "acorn";

export interface Import {
  /** `import … from`, `import()`, or `<script src>`. */
  readonly kind: "static" | "dynamic" | "script";
  /** The module's path below the site's address. */
  readonly module: string;
  /** What is taken from it; undefined where it may be anything. */
  readonly names?: readonly string[];
  /** Where the specifier stands in the file, with its quotes; of `import()` the whole call. */
  readonly start: number;
  readonly end: number;
}

/** What the module scripts of a page import, from modules of the site. */
export function importsOfPage(html: string, file: string): Import[] {
  return Array.from(html.matchAll(/<script type="module"(?: src=("[^"]*"))?>([\s\S]*?)<\/script>/g)).flatMap(
    ({0: script, 1: src, 2: code, index}): Import[] => {
      if (!src) return importsIn(code, file, index + script.indexOf(">") + 1);
      const start = index + script.indexOf(src);
      return local([{kind: "script", module: src.slice(1, -1), start, end: start + src.length}], file);
    }
  );
}

/** What a module's code imports from modules of the site, as it stands in a file behind other text. */
export function importsIn(code: string, file: string, offset = 0): Import[] {
  const found: Import[] = [];
  const taken = new Map<AnyNode, readonly string[] | undefined>();
  visit(parse(code, {ecmaVersion: "latest", sourceType: "module"}), node => {
    if (node.type === "VariableDeclarator") take(node.id, node.init, taken);
    if (node.type === "ImportDeclaration" || node.type === "ExportNamedDeclaration") {
      if (!node.source) return;
      const {start, end, value} = node.source;
      const names = node.specifiers.map(s => {
        const name =
          s.type === "ImportSpecifier" ? s.imported : s.type === "ExportSpecifier" ? s.local : undefined;
        return name?.type === "Identifier" ? name.name : undefined;
      });
      found.push({
        kind: "static",
        module: String(value),
        names: names.includes(undefined) ? undefined : (names as string[]),
        start: start + offset,
        end: end + offset
      });
    }
    if (node.type === "ImportExpression" && node.source.type === "Literal")
      found.push({
        kind: "dynamic",
        module: String(node.source.value),
        names: taken.get(node),
        start: node.start + offset,
        end: node.end + offset
      });
  });
  return local(found, file);
}

/** Imports by relative addresses, from where the file stands. */
const local = (imports: readonly Import[], file: string) =>
  imports
    .filter(({module}) => /^\.{1,2}\//.test(module))
    .map(i => ({...i, module: posix.join(posix.dirname(file), i.module)}));

/** `const {a} = await import(…)` takes a; so does `const [{a}, …] = await Promise.all([import(…), …])`. */
function take(
  id: Pattern,
  init: AnyNode | null | undefined,
  taken: Map<AnyNode, readonly string[] | undefined>
) {
  if (init?.type !== "AwaitExpression") return;
  const call = init.argument;
  if (call.type === "ImportExpression") taken.set(call, namesOf(id));
  if (call.type !== "CallExpression" || id.type !== "ArrayPattern") return;
  const [list] = call.arguments;
  if (list?.type !== "ArrayExpression") return;
  list.elements.forEach((element, i) => {
    const pattern = id.elements[i];
    if (element && pattern) taken.set(element, namesOf(pattern));
  });
}

function namesOf(pattern: Pattern): string[] | undefined {
  if (pattern.type !== "ObjectPattern") return undefined;
  const names = pattern.properties.map(p =>
    p.type === "Property" && !p.computed && p.key.type === "Identifier" ? p.key.name : undefined
  );
  return names.includes(undefined) ? undefined : (names as string[]);
}

function visit(node: AnyNode, see: (node: AnyNode) => void): void {
  see(node);
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child?.type === "string") visit(child, see);
}
