import {stepping} from "../../figure/stepping.js";
import {become, html} from "../../kit/dom.js";
import {paragraph, plainText} from "../../kit/labels.js";
import type {State} from "../../kit/state.js";
import {sentences} from "../../kit/texts.js";
import type {animate} from "./motion.js";
import {type SceneOptions, scene} from "./scene.js";
import type {Script} from "./script.js";
import {sayArray} from "./words.js";

interface WalkOptions extends Omit<SceneOptions, "go"> {
  readonly state: State;
  /** The parameter that holds the step. */
  readonly step: string;
}

/** The parts of a figure that walks through a script: the diagram, the step in words, the controls, the account. */
export function walk({state, step: name, ...options}: WalkOptions) {
  const controls = stepping(state, name, async () => {
    const {keepInSight} = await import("./in-sight.js");
    keepInSight(stage.element, controls.element);
  });
  const narration = html("div.narration");
  const stage = scene({...options, go: step => state.set({[name]: step})});
  let script: Script;
  let at = -1;
  let stop = () => {};
  let moved = Number.NEGATIVE_INFINITY;
  /** From which step on nothing stands there, though the walk is at its end: the reader is to find it. */
  let hidden: number | undefined;
  let shown: Parameters<typeof stage.show>[2] & {} = {};
  // On paper nobody takes a step: it shows all of them.
  globalThis.addEventListener("beforeprint", () => {
    stop();
    stage.show(script, script.steps);
  });
  globalThis.addEventListener("afterprint", () => draw());
  const draw = () => {
    const all = hidden ?? shown.hidden;
    stage.show(script, all === undefined ? at : script.steps, {...shown, hidden: all});
  };
  return {
    diagram: stage.element,
    /** The step in words. */
    narration,
    controls: controls.element,
    account: stage.account,
    /** Shows a script at the step of the moment. */
    show(next: Script, more: Parameters<typeof stage.show>[2] = {}) {
      shown = more;
      const step = Math.min(state.values[name] as number, next.steps);
      const forward = next.flow === script?.flow && step === at + 1 && at >= 0;
      // A hand that drags through the steps is faster than any flight.
      const dragged = performance.now() - moved < 200;
      moved = performance.now();
      stop();
      [script, at] = [next, step];
      become(narration, paragraph(script.narrate(at), "step-text"));
      controls.show(at, script.steps, plainText(script.narrate(at)));
      draw();
      if (hidden !== undefined || !forward || dragged || !stage.drawn) return;
      const key = script.output(at);
      stop = fly(
        stage.drawn,
        {key, explain: index => script.explain(key, index), around: script.around(at)},
        Math.min(1600, controls.interval * 0.8)
      );
    },
    /** The step of the moment in words, with the numbers that it makes. */
    describe(): string {
      const key = script.output(at);
      return sentences(plainText(script.narrate(at)), sayArray(key, script.tensor(key)));
    },
    /** Leaves empty what this step and those after it make, or nothing. */
    hide(from?: number) {
      stop();
      hidden = from;
      draw();
    },
    scale: stage.scale,
    rows: stage.rows,
    /** Lets the keys step while the focus is in an element. */
    listen: controls.listen
  };
}

/** Moves copies of numbers once the code for it has come, which a page does not wait for; returns what ends it, also before. */
function fly(...flight: Parameters<typeof animate>): () => void {
  let end = () => {};
  let over = false;
  import("./motion.js")
    .then(({animate}) => {
      if (!over) end = animate(...flight);
    })
    // Without it the numbers stand where they belong.
    .catch(() => {});
  return () => {
    over = true;
    end();
  };
}
