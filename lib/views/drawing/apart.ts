/** Places in ascending order moved apart: none nearer than `gap` to the next, none beyond `most` where there is room. */
export function apart(wanted: readonly number[], gap: number, most = Infinity): number[] {
  const places: number[] = [];
  for (const place of wanted) places.push(Math.max(place, (places.at(-1) ?? -Infinity) + gap));
  // What was pushed past the end pushes back.
  for (let i = places.length - 1, free = most; i >= 0; i--, free -= gap) {
    if (places[i] <= free) break;
    places[i] = free;
  }
  return places;
}
