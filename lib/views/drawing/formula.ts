import {mathml} from "../../lesson/live-formulas.mathml.js";
import {write} from "../kit/dom.js";

/** A formula on the page whose numbers can change. */
interface Formula {
  readonly element: HTMLElement;
  /** Writes numbers, formatted by the caller, into the slots of these names. Nothing is typeset again. */
  update(values: {readonly [name: string]: string}): void;
}

/**
 * A formula of lib/lesson/live-formulas.ts.
 *
 *     const line = formula("oneNeuron");
 *     state.follow(() => line.update({channels: "32", sum: short(sum), …}));
 *
 * @throws from update if the formula has no slot of a name
 */
export function formula(name: keyof typeof mathml): Formula {
  const element = document.createElement("div");
  element.className = "math-display";
  element.innerHTML = mathml[name];
  const slots = new Map<string, Element[]>();
  for (const slot of element.querySelectorAll("[data-slot]")) {
    const key = slot.getAttribute("data-slot")!;
    slots.set(key, [...(slots.get(key) ?? []), slot]);
  }
  return {
    element,
    update(values) {
      for (const [key, text] of Object.entries(values)) {
        const found = slots.get(key);
        if (!found) throw new Error(`no slot ${key} in ${name}: it has ${[...slots.keys()].join(", ")}`);
        for (const slot of found) write(slot, text);
      }
    }
  };
}
