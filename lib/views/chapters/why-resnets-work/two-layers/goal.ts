import type {Appended, AppendedValues} from "../model/appended-block.js";

/** Both terms are struck out, the shortcut is there, and still the block does not hand on what it was given. */
export const reached = ({zerow, zerob, arc}: AppendedValues, {same}: Appended): boolean =>
  zerow && zerob && arc && !same;
