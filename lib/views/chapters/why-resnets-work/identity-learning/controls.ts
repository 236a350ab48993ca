import {checkbox, numberField, options, select, settingRows, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {identityTexts as t} from "../identity-texts.js";
import type {identityParameters} from "../model/identity-settings.js";

/** λ and the moment in front; what is changed more seldom opens below. */
export function identityControls(state: State<typeof identityParameters>, play: Node): HTMLElement {
  return settingRows(
    [html("div.controls", slider(state, "lambda", t.lambda), slider(state, "moment", t.moment), play)],
    t.more,
    select(state, "optimiser", t.optimiser, t.optimisers),
    numberField(state, "rate", t.rate),
    options(state, "start", t.start, t.starts),
    slider(state, "width", t.width),
    numberField(state, "steps", t.steps),
    slider(state, "seed", t.seed),
    checkbox(state, "decayb", t.decayb),
    checkbox(state, "decoupled", t.decoupled)
  );
}
