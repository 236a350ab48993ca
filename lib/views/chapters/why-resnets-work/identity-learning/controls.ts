import {checkbox, numberField, options, select, slider} from "../../../kit/controls.js";
import type {State} from "../../../kit/state.js";
import {identityTexts as t} from "../identity-texts.js";
import type {identityParameters} from "../model/identity-settings.js";

/** What is changed more seldom than λ. */
export const furtherControls = (state: State<typeof identityParameters>): HTMLElement[] => [
  select(state, "optimiser", t.optimiser, t.optimisers),
  numberField(state, "rate", t.rate),
  options(state, "start", t.start, t.starts),
  slider(state, "width", t.width),
  numberField(state, "steps", t.steps),
  slider(state, "seed", t.seed),
  checkbox(state, "decayb", t.decayb),
  checkbox(state, "decoupled", t.decoupled)
];
