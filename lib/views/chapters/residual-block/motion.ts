import type {Explanation} from "../../../index.js";
import {calm} from "../../figure/player.js";
import {svg} from "../../kit/dom.js";
import type {Drawn} from "./diagram.js";
import type {Cell} from "./grid.js";

/** So many copies can fly before it is a swarm; beyond, results only appear, one after another. */
const swarm = 160;

type Point = readonly [x: number, y: number];

/** What has to be known of a step to show what moves where. */
export interface Move {
  /** The array that the step fills, and how each of its elements came about. */
  readonly key: string;
  explain(index: readonly number[]): Pick<Explanation, "terms">;
  /** The array whose numbers come by the shortcut, if any. */
  readonly around?: string;
}

/**
 * Shows one step: copies of the numbers that make an element fly over their weights to it, one element after another;
 * what comes by the shortcut follows its line. Returns what ends it early. For a reader who wants less motion it does
 * nothing: the numbers simply stand there.
 */
export function animate(drawn: Drawn, move: Move, time = 1000): () => void {
  const target = drawn.grids.get(move.key);
  if (!target || calm()) return () => {};
  // Asked once, and before anything changes: the browser lays the drawing out for the answer.
  const shortcut = move.around && drawn.shortcut ? along(drawn.shortcut) : [];
  const layer = svg("g.ghosts", {"aria-hidden": "true"});
  drawn.svg.append(layer);
  const {rows, columns, index} = target.grid;
  const all = Array.from({length: rows * columns}, (_, k) => index(Math.floor(k / columns), k % columns));
  const explained = all.map(i => move.explain(i).terms.filter(term => term.from));
  const flights = explained.reduce((sum, terms) => sum + terms.length, 0) <= swarm;
  const gap = (0.5 * time) / all.length;
  const running: Animation[] = [];
  all.forEach((index, i) => {
    const cell = target.find(index)!;
    const duration = flights ? time * 0.5 : time * 0.15;
    running.push(...appear(layer, cell, i * gap + duration * 0.8));
    if (!flights) return;
    for (const {from, weightFrom} of explained[i]) {
      const source = drawn.grids.get(from!.name)?.find(from!.index);
      const weight = weightFrom && drawn.grids.get(weightFrom.name)?.find(weightFrom.index);
      if (!source) continue;
      const path = from!.name === move.around ? shortcut : [];
      const way = [centre(source), ...(weight ? [centre(weight)] : path), centre(cell)];
      running.push(fly(layer, source, way, {delay: i * gap, duration}));
    }
  });
  const end = () => {
    for (const animation of running) animation.cancel();
    layer.remove();
  };
  void Promise.allSettled(running.map(a => a.finished)).then(() => layer.remove());
  return end;
}

/** The number fades in; over the cell a cover fades out. */
function appear(layer: SVGElement, {place, number}: Cell, delay: number): Animation[] {
  const cover = svg("rect.cover", place);
  layer.append(cover);
  const timing = {delay, duration: 160, fill: "both"} as const;
  return [
    cover.animate([{opacity: 1}, {opacity: 0}], timing),
    ...(number ? [number.animate([{opacity: 0}, {opacity: 1}], {...timing, fill: "backwards"})] : [])
  ];
}

function fly(
  layer: SVGElement,
  source: Cell,
  way: readonly Point[],
  timing: {readonly delay: number; readonly duration: number}
): Animation {
  const ghost = svg("rect.ghost", {...source.place, style: `fill:${source.colour}`});
  layer.append(ghost);
  const [[x0, y0]] = way;
  const frames = way.map(([x, y]) => ({transform: `translate(${x - x0}px, ${y - y0}px)`}));
  const animation = ghost.animate(frames, {...timing, easing: "ease-in-out", fill: "backwards"});
  animation.finished.then(
    () => ghost.remove(),
    () => {}
  );
  return animation;
}

function along(path: SVGPathElement): Point[] {
  const length = path.getTotalLength();
  return Array.from({length: 17}, (_, i) => {
    const {x, y} = path.getPointAtLength((length * i) / 16);
    return [x, y] as const;
  });
}

const centre = ({place: {x, y, width, height}}: Cell): Point => [x + width / 2, y + height / 2];
