import type {DecayRecord} from "../../../../experiments/decay.js";

/** Doubled weights change the error of some network. */
export const reached = (records: readonly DecayRecord[]): boolean =>
  records.some(({error, doubled}) => doubled !== undefined && doubled.error !== error);
