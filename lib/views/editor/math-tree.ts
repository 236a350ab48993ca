// The TeX of a plan's steps, read in the browser: only what the table of operations writes. Formulas of the text are
// typeset when the site is built; a step's stands in a plan that a reader has just made.

/** A MathML element as data: its name, then text or what is in it. */
export type MathTree = readonly [name: string, ...children: (MathTree | string)[]];

const symbols: {readonly [command: string]: readonly [name: "mi" | "mo", text: string]} = {
  gamma: ["mi", "γ"],
  beta: ["mi", "β"],
  mu: ["mi", "μ"],
  sigma: ["mi", "σ"],
  varepsilon: ["mi", "ε"],
  ln: ["mi", "ln"],
  sum: ["mo", "∑"],
  ast: ["mo", "∗"],
  times: ["mo", "×"],
  odot: ["mo", "⊙"],
  lVert: ["mo", "‖"],
  rVert: ["mo", "‖"]
};

/** Formulas longer than this, in letters, or nested deeper, are left as they are: no operation writes such. */
const most = {letters: 2000, depth: 20};

/** The formula as MathML. What it does not know stands there as text. */
export function mathTree(tex: string): MathTree {
  const tokens: string[] = tex.match(/\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|\S/g) ?? [];
  if (tex.length > most.letters) return ["mtext", tex];
  let at = 0;

  function row(depth: number): MathTree {
    const items: MathTree[] = [];
    while (at < tokens.length && tokens[at] !== "}") items.push(scripted(depth));
    return items.length === 1 ? items[0] : ["mrow", ...items];
  }

  /** An atom with what is raised and lowered behind it. */
  function scripted(depth: number): MathTree {
    const base = atom(depth);
    let raised: MathTree | undefined;
    let lowered: MathTree | undefined;
    for (let mark = tokens[at]; mark !== undefined && /^['^_]$/.test(mark); mark = tokens[at]) {
      at++;
      if (mark === "_") lowered = atom(depth);
      else raised = mark === "^" ? atom(depth) : ["mo", "′"];
    }
    if (raised && lowered) return ["msubsup", base, lowered, raised];
    if (raised) return ["msup", base, raised];
    return lowered ? ["msub", base, lowered] : base;
  }

  function atom(depth: number): MathTree {
    const token = tokens[at++] ?? "";
    if (depth > most.depth) return ["mtext", token];
    if (token === "{") {
      const inner = row(depth + 1);
      at++;
      return inner;
    }
    if (/^\d/.test(token)) return ["mn", token];
    if (!token.startsWith("\\"))
      return /\p{L}/u.test(token) ? ["mi", token] : ["mo", token === "-" ? "−" : token];
    const name = token.slice(1);
    if (name === "," || name === " ") return ["mspace"];
    if (/^t?frac$/.test(name)) return ["mfrac", digit(depth), digit(depth)];
    if (name === "sqrt") return ["msqrt", atom(depth)];
    if (/^(operatorname|mathrm|text)$/.test(name)) return ["mi", words()];
    return symbols[name] ?? ["mtext", token];
  }

  /** What a fraction takes: in `\\frac1N` and `\\tfrac12` each argument is one sign. */
  function digit(depth: number): MathTree {
    const token = tokens[at];
    if (!/^\d\d/.test(token ?? "")) return atom(depth);
    tokens[at] = token.slice(1);
    return ["mn", token[0]];
  }

  /** The letters of a group, as they stand. */
  function words(): string {
    const end = tokens.indexOf("}", at);
    const text = tokens.slice(at + 1, end < 0 ? undefined : end).join("");
    at = end < 0 ? tokens.length : end + 1;
    return text;
  }

  const items: MathTree[] = [];
  // A brace too many does not end the formula.
  while (at < tokens.length) {
    items.push(row(0));
    if (tokens[at] === "}") at++;
  }
  return items.length === 1 ? items[0] : ["mrow", ...items];
}
