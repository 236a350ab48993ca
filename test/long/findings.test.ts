// The findings that are quickly measured, measured here.
import {expect, it} from "vitest";
import {isQuick} from "../../scripts/findings/finding.js";
import {findings} from "../../scripts/findings/table.js";

const quick = [...new Set(findings.map(({of}) => of))].filter(isQuick);

it.each(quick)("$name still bears what rests on it", measurement => {
  const numbers = measurement.seeds.map(seed => measurement.measure(seed));
  for (const {of, id, holds} of findings) if (of === measurement) expect(holds(numbers), id).toBe(true);
});
