import {type AppendRun, lossCurve} from "../../../../lesson/runs/append.js";

/** When they are added, random residual blocks raise the loss more than random plain ones. */
export function reached(runs: readonly AppendRun[]): boolean {
  const [residual, plain] = (["residual-he", "plain-he"] as const).map(name => lossCurve(runs, name)[0]?.y);
  return residual > plain;
}
