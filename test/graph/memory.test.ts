import {expect, it} from "vitest";
import {plan} from "../../lib/graph/index.js";
import {conv, sequential} from "../../lib/nn/index.js";

it("nodes that are alike share what only backward uses; what forward leaves for backward is each node's own", () => {
  const p = plan(sequential(conv(3, 3), conv(3, 3), conv(3, 5)), {input: [1, 4, 4, 3]});
  const place = (name: string) => p.value(name).offset;
  expect(place("z2.dilated")).toBe(place("z1.dilated"));
  expect(place("z3.dilated")).not.toBe(place("z1.dilated"));
  expect(place("z2.padded")).not.toBe(place("z1.padded"));
});
