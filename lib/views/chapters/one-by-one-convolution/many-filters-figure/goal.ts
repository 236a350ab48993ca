import type {Plan} from "../../../../graph/index.js";

/** There are as many weights as numbers of the input. */
export const reached = ({input, parameters}: Plan): boolean => parameters[0].value.size === input.size;
