// Ways through a network of blocks, some with a shortcut. No DOM.

/** How many paths pass through 0, 1, 2, … layers: a block with an arc can be passed by, one without cannot. */
export function pathLengths(arcs: readonly boolean[], layersPerBlock = 2): {length: number; count: number}[] {
  let ways = [1];
  for (const arc of arcs) {
    const next = Array<number>(ways.length + 1).fill(0);
    for (const [k, n] of ways.entries()) {
      next[k + 1] += n;
      if (arc) next[k] += n;
    }
    ways = next;
  }
  return ways.flatMap((count, k) => (count ? [{length: k * layersPerBlock, count}] : []));
}
