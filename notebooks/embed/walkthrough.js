// Not in TypeScript, which the build would print anew: the figure shows the lines of the block as they stand here.
import {guest} from "../lib/views/figure/guest.js";

/** The walk through a residual block, for other sites. */
export const walkthrough = guest("residual-block", "walkthrough-figure", async () => {
  const [{block, dense, plain, relu, residual}, {walkthrough}, {walkthroughParameters}] = await Promise.all([
    import("../lib/index.js"),
    import("../lib/views/chapters/residual-block/walkthrough-figure/figure.js"),
    import("../lib/views/chapters/residual-block/parameters.js")
  ]);
  // biome-ignore format: as on the lesson's page
  const residualBlock = n =>
    block("l", residual( // a[l+2] = g(z[l+2] + a[l])
      dense(n), // z[l+1] = W[l+1] a[l] + b[l+1]
      relu,     // a[l+1] = g(z[l+1])
      dense(n)  // z[l+2] = W[l+2] a[l+1] + b[l+2]
    ));
  const plainBlock = n => block("l", plain(dense(n), relu, dense(n)));
  return {
    parameters: walkthroughParameters,
    draw: state => walkthrough(state, {block: residualBlock, plain: plainBlock})
  };
});
