import {guest} from "../lib/views/guest.js";

/** The walk through a residual block, for other sites. */
export const walkthrough = guest("residual-block", "walkthrough-figure", async () => {
  const [{block, dense, plain, relu, residual}, {walkthrough, walkthroughParameters}] = await Promise.all([
    import("../lib/index.js"),
    import("../lib/views/residual-block/walkthrough.js")
  ]);
  const residualBlock = (n: number) => block("l", residual(dense(n), relu, dense(n)));
  const plainBlock = (n: number) => block("l", plain(dense(n), relu, dense(n)));
  return {
    parameters: walkthroughParameters,
    draw: state => walkthrough(state, {block: residualBlock, plain: plainBlock})
  };
});
