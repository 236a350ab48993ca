import {guest} from "../lib/views/figure/guest.js";

/** One 1×1×32 filter at one position, for other sites. */
export const oneFilter = guest("one-by-one-convolution", "one-filter-figure", async () => {
  const [{oneFilter}, {layerParameters}] = await Promise.all([
    import("../lib/views/chapters/one-by-one-convolution/one-filter-figure/figure.js"),
    import("../lib/views/chapters/one-by-one-convolution/model/layer.js")
  ]);
  const neuron = (x: readonly number[], w: readonly number[], b: number) =>
    Math.max(
      0,
      x.reduce((sum, value, c) => sum + value * w[c], b)
    );
  return {parameters: layerParameters, draw: state => oneFilter(state, neuron)};
});
