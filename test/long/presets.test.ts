// What the lines of the presets say, where full batches or many steps train for long.
import {expect, test} from "vitest";
import {errors} from "../views/chapters/residual-network/preset-errors.js";

test("full: with all examples in every step plain networks of 20 layers learn, of 56 they do not", () => {
  const {plain} = errors("full", [20, 56]);
  expect(plain[0]).toBeLessThan(5);
  expect(plain[1]).toBeGreaterThan(30);
});

test("long: patience helps plain networks of 20 layers, not those of 56", () => {
  const {plain} = errors("long", [20, 56]);
  expect(plain[0]).toBeLessThan(5);
  expect(plain[1]).toBeGreaterThan(40);
});
