// What experiments leave behind.
import type {Plan} from "../graph/index.js";

/**
 * What an experiment returns when it is through: makes the networks that it has trained, computed in evaluation mode on
 * the data that they learned from. Nothing is made for those who only want the records.
 */
export type Left = () => readonly Plan[];

/** A plan as it is used after training, computed on the batch that it was fed last. */
export function evaluated<P extends Plan>(p: P): P {
  p.mode = "evaluation";
  p.forward();
  return p;
}
