import {html} from "../kit/dom.js";

const signs =
  /(?<comment>\/\/.*)|(?<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\b(?<keyword>const|let|var|function|return|for|of|in|if|else|new|while|async|await)\b/g;

/** Code in the colours of the code on pages. */
export function* coloured(code: string): Generator<string | HTMLElement> {
  let from = 0;
  for (const {0: text, index, groups = {}} of code.matchAll(signs)) {
    yield code.slice(from, index);
    const [kind] = Object.entries(groups).find(([, found]) => found)!;
    yield html("span", {class: `hljs-${kind}`}, text);
    from = index + text.length;
  }
  yield code.slice(from);
}
