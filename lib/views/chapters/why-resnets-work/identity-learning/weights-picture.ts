import type {IdentityEnd} from "../../../../experiments/identity.js";
import {type Picture, picture} from "../../../drawing/picture.js";
import {divergingPixels, resolve} from "../../../kit/colour.js";
import {piecesOf} from "../../../kit/labels.js";
import {texts} from "../../../kit/texts.js";
import {deadUnits} from "./units-picture.js";

const t = texts({
  en: {
    label: (what: string) => `Weights and biases of both layers as coloured cells. ${what}`,
    none: "No dead hidden unit.",
    dead: (units: string) => `Dead hidden units: ${units}.`
  },
  zh: {
    label: what => `两层的权重和偏置，画成有颜色的格子。${what}`,
    none: "没有死的隐藏单元。",
    dead: units => `死的隐藏单元：${units}。`
  }
});

const head = 22;
const bar = 5;
/** What a name takes. */
const room = 28;

/** W[l+1], b[l+1], W[l+2], b[l+2] as the course writes them: a row for each unit that puts out, W a = row times column. */
export function weightsPicture(end: () => IdentityEnd | undefined): Picture {
  // Two matrices, two columns, and three gaps of a cell.
  const pitch = (width: number, n: number) => Math.min(26, (width - 2 * bar) / (2 * n + 5));
  return picture({
    height: width => head + pitch(width, end()?.width ?? 8) * (end()?.width ?? 8) + 2,
    label() {
      const dead = deadUnits(end()?.dead.hidden);
      return t.label(dead ? t.dead(dead) : t.none);
    },
    draw(context, width) {
      const ended = end();
      if (!ended) return;
      const {width: n, dead} = ended;
      const p = pitch(width, n);
      const colour = divergingPixels();
      // Twice the deviation that He's numbers begin with.
      const scale = 2 * Math.sqrt(2 / n);
      const gap = p > 6 ? 1 : 0;
      const cell = (x: number, y: number, value: number) => {
        context.fillStyle = `rgb(${colour(value, scale).join(" ")})`;
        context.fillRect(x, y, p - gap, p - gap);
      };
      const part = (left: number, layer: string, w: Float32Array, b: Float32Array) => {
        context.fillStyle = resolve("--ink-2");
        write(context, `W${layer}`, left);
        // Narrow columns have no room for a name: it ends where they end.
        write(context, `b${layer}`, Math.min(left + (n + 0.5) * p, left + (n + 1.5) * p + bar - room));
        for (let row = 0; row < n; row++) {
          // In memory weights are [in, out].
          for (let column = 0; column < n; column++)
            cell(left + column * p, head + row * p, w[column * n + row]);
          cell(left + (n + 0.5) * p, head + row * p, b[row]);
        }
      };
      const second = (n + 2.5) * p + bar;
      part(0, "[l+1]", ended.w1, ended.b1);
      part(second, "[l+2]", ended.w2, ended.b2);
      context.fillStyle = resolve("--bad");
      for (let i = 0; i < n; i++) {
        if (dead.hidden[i]) {
          context.fillRect((n + 1.5) * p + 2, head + i * p, bar - 2, p - gap);
          context.fillRect(second + i * p, head - bar, p - gap, bar - 2);
        }
        if (dead.output[i]) context.fillRect(second + (n + 1.5) * p + 2, head + i * p, bar - 2, p - gap);
      }
    }
  });
}

/** A name with its raised index. */
function write(context: CanvasRenderingContext2D, name: string, left: number) {
  let x = left;
  for (const {text, at, slanted} of piecesOf(name)) {
    context.font = `${slanted ? "italic " : ""}${at === "line" ? 14 : 10}px ${resolve("--book")}`;
    context.fillText(text, x, at === "line" ? 15 : 9);
    x += context.measureText(text).width + (at === "line" ? 1 : 0);
  }
}
