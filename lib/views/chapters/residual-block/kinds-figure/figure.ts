import {copyParameters, type Layer, type Plan} from "../../../../index.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {figure} from "../../../figure/figure.js";
import {only} from "../../../figure/networks.js";
import {checkbox, options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {planAtRandom} from "../model/numbers.js";
import {kindsParameters} from "../parameters.js";
import {forwards} from "../script.js";
import {walk} from "../walk.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

type Kind = keyof typeof t.kinds;
const channels = 4;
const side = 4;
const image = [1, side, side, channels];
const inputs = {dense: [1, channels], convolutions: image, bottleneck: image};

const parameters = namesOf(kindsParameters);

/** What a kind of block is made with: channels in and out, the size of the bottleneck's filter, normalisation or none. */
type KindModel = (settings: {readonly channels: number; readonly f: number; readonly norm: boolean}) => Layer;

/** Walks through three kinds of block. The models come from the page's own cell. */
export function kindsOfBlock(
  state: State<typeof kindsParameters>,
  models: {readonly [K in Kind]: KindModel}
): HTMLElement {
  const parts = walk({state, step: "kindStep", label: t.diagram});
  const plans = new Map<string, {readonly p: Plan; readonly seed: number}>();
  let shown: Plan;
  const note = html("p.hint");
  const size = options(state, "f", t.size, {});
  const norm = checkbox(state, "norm", t.norm);
  state.follow(({kind, norm: on, f, kindSeed}) => {
    const name = kind as Kind;
    // What a kind does not use makes no other plan.
    const settings = {channels, f: name === "bottleneck" ? Number(f) : 3, norm: on && name !== "dense"};
    const key = JSON.stringify([name, settings]);
    let known = plans.get(key);
    if (known?.seed !== kindSeed) {
      const p = planAtRandom(models[name](settings), inputs[name], {seed: kindSeed});
      // One plan for all seeds: the diagram stays, and only its numbers change.
      known = {p: known ? takeOver(p, known.p) : p, seed: kindSeed};
      plans.set(key, known);
    }
    size.hidden = name !== "bottleneck";
    norm.hidden = name === "dense";
    note.textContent = t.code[name];
    shown = known.p;
    parts.show(forwards(shown));
  }, parameters);
  const element = figure({
    id: "kinds-figure",
    title: t.title,
    state,
    parameters,
    controls: [options(state, "kind", t.kind, t.kinds), size, norm, slider(state, "kindSeed", t.seed)],
    body: html(
      "div",
      note,
      parts.diagram,
      html("div.walk-controls", parts.narration, parts.controls),
      html("section.aside", html("h4", t.account), parts.account)
    ),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(shown)},
    describe: () => parts.describe(),
    data: () => parts.rows(),
    networks: only(() => shown)
  });
  parts.listen(element);
  return element;
}

/** A plan with the parameters and the input of another of the same model, computed. */
function takeOver(from: Plan, to: Plan): Plan {
  copyParameters(from, to);
  to.feed(from.input);
  to.forward();
  return to;
}
