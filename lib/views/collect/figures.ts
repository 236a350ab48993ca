// What an instructor makes of a class's results comes when it is near, as figures do.
import {islands} from "../figure/island.js";

export const {collect} = islands({collect: ["collected", () => import("./collect.js")]});
