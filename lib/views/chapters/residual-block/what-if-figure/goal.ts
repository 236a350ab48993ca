import {elements, type Plan} from "../../../../index.js";

/** The other block puts out a negative number. */
export const reached = (other: Plan): boolean => [...elements(other.output)].some(v => v < 0);
