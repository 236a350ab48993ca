// Decision regions as bytes: for each point of a grid the likeliest class, and how sure the network is of it.

/** Points on a side of the pictures, unless said otherwise. */
export const regionSize = 44;

/** As many as an eye tells apart; twice as many would cost the first load of the landing page five kilobytes. */
const levels = 32;

/** Probabilities [n, classes] as one byte for each point: the likeliest class, and how likely, in 32 levels. */
export function pack(probabilities: Float32Array, classes: number): Uint8Array {
  return Uint8Array.from({length: probabilities.length / classes}, (_, i) => {
    const own = probabilities.subarray(i * classes, (i + 1) * classes);
    const best = own.indexOf(Math.max(...own));
    // NaN is likeliest nowhere: such a network is sure of nothing.
    if (best < 0) return 0;
    const sure = (own[best] - 1 / classes) / (1 - 1 / classes);
    return best * levels + Math.round(Math.max(0, Math.min(1, sure)) * (levels - 1));
  });
}

/** Class and certainty, 0 to 1, of a packed byte. */
export const unpack = (byte: number): {label: number; sure: number} => ({
  label: Math.floor(byte / levels),
  sure: (byte % levels) / (levels - 1)
});
