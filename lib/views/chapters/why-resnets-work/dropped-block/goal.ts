import type {DroppingRecord} from "../../../../experiments/dropping.js";

/** At this moment the network has a lower loss without the block. */
export const reached = ({kept, dropped}: DroppingRecord): boolean => dropped.loss < kept.loss;
