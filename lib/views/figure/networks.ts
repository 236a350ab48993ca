// The networks that a figure gives away.
import type {Trained} from "../../experiments/take.js";
import type {TrainingOptions} from "../../experiments/training.js";
import type {Plan} from "../../graph/index.js";

/** A network that a figure has computed, or what trains it: nobody keeps weights, the same training makes them anew. */
export type Network = {
  /** What tells it from the others, if there are any. */
  readonly name?: string;
  /** Which of those that the figure shows it is, where a sentence must say it. */
  readonly note?: string;
} & ({readonly plan: () => Plan} | {readonly trained: Trained});

/** What there is to take at this moment, or why there is nothing: where nothing is said, because no run is through yet. */
export type Networks = readonly Network[] | string | undefined;

/** The one network of a figure. */
export const only = (plan: () => Plan): (() => Networks) => {
  return () => [{plan}];
};

/** A training without what is told on its way. */
export const retrained = (options: TrainingOptions): Trained => ({
  experiment: "trainNetwork",
  options: {...options, every: 25, watch: false, test: false, examples: 0, snapshots: false, regions: 0}
});
