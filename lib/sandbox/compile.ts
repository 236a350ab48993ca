// A cell's code made into a function of the names that it reads from other cells and from the library.
import {type AnyNode, type Pattern, type Program, parse} from "acorn";

/** A cell ready to run. */
export interface Compiled {
  /** The names that it declares, for other cells to read. */
  readonly declares: readonly string[];
  /** The names that it may read from elsewhere. */
  readonly reads: readonly string[];
  /** Takes `display`, then the values of `reads`; returns the values of `declares`. */
  readonly body: string;
}

/** Code that cannot run, with the line, counted from 1. */
export class CodeError extends Error {
  override readonly name: string = "SyntaxError";
  constructor(
    message: string,
    readonly line?: number
  ) {
    super(message);
  }
}

/**
 * Parses a cell: an expression, or statements. The names that statements declare at the top are the cell's; what the
 * last statement computes is displayed. `import {conv} from "../lib/index.js"` (or any file of lib) takes names from
 * the library that is there already: nothing is fetched. Every line keeps its number. Throws a CodeError.
 */
export function compile(code: string, library: ReadonlySet<string>): Compiled {
  const program = parsed(code);
  const edits: {from: number; to: number; text: string}[] = [];
  const declares: string[] = [];
  const imported: string[] = [];
  for (const node of program.body) {
    const line = node.loc!.start.line;
    if (node.type === "ImportDeclaration") {
      const source = String(node.source.value);
      if (!/(^|\/)lib\/[\w/-]+\.js$|^the-shortcut$/.test(source))
        throw new CodeError(`cells import from this lesson's lib only, not from "${source}"`, line);
      const parts = node.specifiers.map(s => {
        if (s.type !== "ImportSpecifier")
          throw new CodeError(`import names one by one: import {conv, plan} from "${source}"`, line);
        const name = s.imported.type === "Identifier" ? s.imported.name : String(s.imported.value);
        if (!library.has(name)) throw new CodeError(`the library has no ${name}`, line);
        imported.push(name);
        if (s.local.name === name) return "";
        declares.push(s.local.name);
        return `const ${s.local.name} = ${name};`;
      });
      edits.push({from: node.start, to: node.end, text: parts.join("")});
    } else if (node.type.startsWith("Export")) throw new CodeError("a cell needs no export", line);
    else if (node.type === "VariableDeclaration") {
      for (const d of node.declarations) declares.push(...bound(d.id));
    } else if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration")
      declares.push(node.id!.name);
  }
  const last = program.body.at(-1);
  if (last?.type === "ExpressionStatement" && last.expression.type !== "AssignmentExpression") {
    const {start, end} = last.expression;
    edits.push({from: last.start, to: last.end, text: `display((${code.slice(start, end)}\n));`});
  }
  const names = new Set<string>(imported);
  walk(program, node => {
    if (node.type === "Identifier") names.add(node.name);
    if (node.type === "ImportExpression")
      throw new CodeError("import() is not available in a cell: write import {…} from", node.loc!.start.line);
  });
  for (const name of declares) names.delete(name);
  names.delete("display");
  return {declares, reads: [...names], body: `${edited(code, edits)}\nreturn {${declares.join(", ")}};`};
}

function parsed(code: string): Program {
  try {
    return parse(code, {
      ecmaVersion: 2022,
      sourceType: "module",
      locations: true,
      allowAwaitOutsideFunction: true
    });
  } catch (error) {
    const {message, loc} = error as SyntaxError & {loc?: {line: number}};
    throw new CodeError(message.replace(/ \(\d+:\d+\)$/, ""), loc?.line);
  }
}

/** The names that a pattern binds. */
function bound(pattern: Pattern | null): string[] {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap(p => bound(p.type === "RestElement" ? p.argument : p.value));
    case "ArrayPattern":
      return pattern.elements.flatMap(bound);
    case "RestElement":
      return bound(pattern.argument);
    case "AssignmentPattern":
      return bound(pattern.left);
    default:
      return [];
  }
}

// Names of properties are not names of variables. A local variable that is called like another cell's counts as a
// reading of it: that cell then runs first, and the local one wins.
function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node);
  for (const [key, child] of Object.entries(node)) {
    if (node.type === "MemberExpression" && key === "property" && !node.computed) continue;
    if (node.type === "Property" && key === "key" && !node.computed) continue;
    if (node.type === "ImportDeclaration") continue;
    for (const each of [child].flat())
      if (typeof each === "object" && each !== null && "type" in each && "start" in each)
        walk(each as AnyNode, visit);
  }
}

function edited(code: string, edits: readonly {from: number; to: number; text: string}[]): string {
  let result = "";
  let at = 0;
  for (const {from, to, text} of edits) {
    const lines = code.slice(from, to).split("\n").length - text.split("\n").length;
    result += code.slice(at, from) + text + "\n".repeat(Math.max(0, lines));
    at = to;
  }
  return result + code.slice(at);
}
