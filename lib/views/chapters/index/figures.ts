// The figures of this page: each is fetched when it comes near.
import {islands} from "../../figure/island.js";

export const {duel} = islands({
  duel: ["duel", () => import("./duel/figure.js")]
});
