import type {IdentityEnd} from "../../../../experiments/identity.js";
import type {BlockKind} from "../../../../experiments/landscape.js";
import {type Picture, picture} from "../../../drawing/picture.js";
import {resolve} from "../../../kit/colour.js";
import {listed, texts} from "../../../kit/texts.js";

const t = texts({
  en: {
    label: (count: number, dead: string) =>
      `Output against input for each of ${count} units; the diagonal is the identity.${dead}`,
    deadUnits: (units: string) => ` Dead output units: ${units}.`,
    dead: "dead"
  },
  zh: {
    label: (count, dead) => `${count} 个单元各自的输出与输入，对角线是恒等函数。${dead}`,
    deadUnits: units => `死的输出单元：${units}。`,
    dead: "死"
  }
});

/** The numbers of dead units, from 1, as a list in words; empty when all live. */
export const deadUnits = (dead: readonly boolean[] = []): string =>
  listed(dead.flatMap((d, i) => (d ? [String(i + 1)] : [])));

/** For each unit, what came out against what went in, over all inputs. A unit that is always 0 is shaded. */
export function unitsPicture(kind: BlockKind, end: () => IdentityEnd | undefined): Picture {
  const columns = (n: number) => (n <= 16 ? 4 : 8);
  const gap = 6;
  const side = (width: number, n: number) => Math.min(112, (width - gap * (columns(n) - 1)) / columns(n));
  const place = (i: number, size: number, n: number) => [
    (i % columns(n)) * (size + gap),
    Math.floor(i / columns(n)) * (size + gap)
  ];
  return picture({
    height(width) {
      const n = end()?.width ?? 8;
      return Math.ceil(n / columns(n)) * (side(width, n) + gap);
    },
    label() {
      const dead = deadUnits(end()?.dead.output);
      return t.label(end()?.width ?? 8, dead && t.deadUnits(dead));
    },
    draw(context, width) {
      const ended = end();
      if (!ended) return;
      const {width: n, x, y, dead} = ended;
      const size = side(width, n);
      const most = x.reduce((a, b) => Math.max(a, b), 0) * 1.04;
      context.font = "11px system-ui, sans-serif";
      for (let i = 0; i < n; i++) {
        const [left, top] = place(i, size, n);
        context.save();
        context.beginPath();
        context.rect(left, top, size, size);
        context.clip();
        context.fillStyle = resolve(dead.output[i] ? "--broken" : "--zero");
        context.fillRect(left, top, size, size);
        context.strokeStyle = resolve("--line-2");
        context.beginPath();
        context.moveTo(left, top + size);
        context.lineTo(left + size, top);
        context.stroke();
        context.fillStyle = resolve(`--${kind}`);
        context.globalAlpha = 0.75;
        // Squares, since there are thousands, drawn anew with each move of the slider.
        const dot = size > 50 ? 3 : 2;
        for (let r = i; r < x.length; r += n) {
          const across = left + (x[r] / most) * size;
          const down = top + size - (Math.max(-1, Math.min(most, y[r])) / most) * size;
          context.fillRect(across - dot / 2, down - dot / 2, dot, dot);
        }
        context.globalAlpha = 1;
        context.fillStyle = resolve("--ink-2");
        if (size > 50) context.fillText(`${i + 1}${dead.output[i] ? ` ${t.dead}` : ""}`, left + 5, top + 13);
        context.restore();
      }
    }
  });
}
