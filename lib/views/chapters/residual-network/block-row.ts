// A trained network as a row of blocks: a press takes a block's layers or its arc, or puts back what was taken.
import {button} from "../../kit/controls.js";
import {html} from "../../kit/dom.js";

/** What is left of a block: all, the arc alone, the layers alone. */
export type Left = "1" | "0" | "a";

export interface BlockRowOptions {
  readonly kind: "plain" | "residual";
  /** What the row is, for those who do not see it. */
  readonly name: string;
  readonly blocks: number;
  /** What a press takes. */
  readonly taken: () => Left;
  /** What is left of the blocks, a sign each; those behind its end are whole. */
  readonly left: () => string;
  readonly set: (left: string) => void;
  /** After how many blocks the signal is read; all, unless said otherwise. */
  readonly passed?: () => number;
  /** Says a block in words. */
  readonly say: (block: number, left: Left) => string;
  /** ‖F(x)‖ / ‖x‖ of each block, as bars; a plain block has none. */
  readonly shares?: readonly number[];
}

export function blockRow({
  kind,
  name,
  blocks,
  taken,
  left,
  set,
  passed = () => blocks,
  say,
  shares
}: BlockRowOptions) {
  const all = Array.from({length: blocks}, (_, block) => block);
  const signs = (): Left[] => all.map(block => (left()[block] ?? "1") as Left);
  const put = (next: readonly Left[]) => set(next.join("").replace(/1+$/, ""));
  const buttons = all.map(block =>
    button("", () => put(signs().with(block, signs()[block] === taken() ? "1" : taken())))
  );
  const highest = Math.max(...(shares ?? [1]));
  return {
    element: html("div", {class: `block-row ${kind}`, role: "group", "aria-label": name}, ...buttons),
    signs,
    put,
    draw() {
      for (const [block, sign] of signs().entries()) {
        const box = buttons[block];
        const label = say(block, sign);
        box.setAttribute("aria-label", label);
        box.title = label;
        box.className = {"1": "", "0": "gone", a: "cut"}[sign];
        box.classList.toggle("unpassed", block >= passed());
        // A plain block has no share: without an arc there is nothing that it changes only in part.
        const share = shares && sign !== "0" ? Math.max(4, (100 * shares[block]) / highest) : 0;
        box.replaceChildren(
          html("span.arc"),
          html("span.share", {style: `height: ${share}%`}),
          html("span.num", blocks > 12 && (block + 1) % 5 && block ? "" : block + 1)
        );
      }
    }
  };
}
