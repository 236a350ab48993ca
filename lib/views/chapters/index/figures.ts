// The figures of this page: each is fetched when it comes near.
import {island} from "../../figure/island.js";

export const duel = island("duel", async () => (await import("./duel/figure.js")).duel);
