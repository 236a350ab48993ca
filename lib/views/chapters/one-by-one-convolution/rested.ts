import {whenSeen} from "../../kit/resize.js";

/**
 * What follows a slider late: large sums when it has rested for `wait` milliseconds, times once the figure has been seen.
 */
export function rested({
  wait,
  compute,
  measure
}: {
  readonly wait: number;
  readonly compute: () => void;
  /** `outdated` says whether the settings have been changed since it began. */
  readonly measure: (outdated: () => boolean) => void;
}) {
  let changes = 0;
  let seen = false;
  const begin = (change: number) => measure(() => change !== changes);
  return {
    /** To be told of each change. */
    changed() {
      const change = ++changes;
      setTimeout(() => {
        if (change !== changes) return;
        compute();
        if (seen) begin(change);
      }, wait);
    },
    /** Measures once more. */
    again: () => begin(++changes),
    watch: (figure: Element) =>
      whenSeen(figure, () => {
        if (seen) return;
        seen = true;
        begin(changes);
      })
  };
}
