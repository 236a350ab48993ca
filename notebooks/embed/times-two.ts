import {guest} from "../lib/views/figure/guest.js";

/** A 1×1 convolution on one channel, for other sites. */
export const timesTwo = guest("one-by-one-convolution", "times-two-figure", async () => {
  const [{conv, plan}, {timesTwo}, {timesTwoParameters}, {positionParameters}, {merge}] = await Promise.all([
    import("../lib/index.js"),
    import("../lib/views/chapters/one-by-one-convolution/times-two-figure/figure.js"),
    import("../lib/views/chapters/one-by-one-convolution/parameters.js"),
    import("../lib/views/chapters/one-by-one-convolution/model/layer.js"),
    import("../lib/lesson/parameters.js")
  ]);
  const double = plan(conv(1, 1, {bias: false}), {input: [1, 6, 6, 1]});
  return {parameters: merge(positionParameters, timesTwoParameters), draw: state => timesTwo(state, double)};
});
