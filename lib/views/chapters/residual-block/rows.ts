import type {Row} from "../../../lesson/csv.js";
import {arrayRows, type Named} from "../../figure/rows.js";
import {arrays} from "./model/flow.js";
import type {Script} from "./script.js";

const axes = {
  values: {2: ["unit"], 4: ["row", "column", "channel"]},
  weights: {2: ["input", "unit"], 4: ["kernel row", "kernel column", "input", "channel"]}
};

/** The numbers that a script has come to after a step, and those that were given. */
export function scriptRows(script: Script, step: number): Row[] {
  const named = arrays(script.flow).flatMap((item): Named[] => {
    const values = script.tensor(item.key);
    const names = axes[item.kind][values.shape.length as 2 | 4];
    const all: Named[] = [[item.key, values, names]];
    if (item.kind === "weights" && item.bias)
      all.push([item.bias, script.tensor(item.bias), names.slice(-1)]);
    return all;
  });
  return arrayRows(named.filter(([key]) => script.made(key) <= step));
}
