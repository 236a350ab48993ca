import type {Walk} from "../model/walker-layers.js";

type Cost = Pick<Walk, "parameters" | "multiplyAdds">;

/** More parameters, but fewer multiply-adds than another network. */
export const reached = (network: Cost, other: Cost): boolean =>
  network.parameters > other.parameters && network.multiplyAdds < other.multiplyAdds;
