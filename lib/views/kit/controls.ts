import type {Declarations} from "../../lesson/parameters.js";
import {typedNumber} from "../../lesson/typed.js";
import {html, uid} from "./dom.js";
import {plainText, rich} from "./labels.js";
import {notice} from "./notice.js";
import {settings} from "./settings.js";
import type {State} from "./state.js";
import {labelled, texts} from "./texts.js";
import {unclear} from "./unclear.js";

const t = texts({
  en: {
    refused: (label: string, text: string, expects: string) =>
      `${label}: “${text}” is not taken; it takes ${expects}. The last good value stays.`
  },
  zh: {
    refused: (label, text, expects) => `${label}：“${text}”无法使用，只接受 ${expects}。保留上一个有效值。`
  }
});

type Name<D extends Declarations> = keyof D & string;

// A control says whose it is; a teacher's link may lock it or hide it.
function of<E extends HTMLElement>(name: string, control: E): E {
  control.dataset.parameter = name;
  control.inert = settings.lock.includes(name);
  control.hidden = settings.hide.includes(name);
  return control;
}

const named = (label: string, attributes: {readonly [name: string]: string} = {}) =>
  html("span.name", {...attributes}, ...rich(label));

/** A slider with its number beside it; the number can be typed. */
export function slider<D extends Declarations>(
  state: State<D>,
  name: Name<D>,
  label: string,
  {format}: {readonly format?: (value: number) => string} = {}
): HTMLElement {
  const p = state.at(name);
  const {min, max, step} = p.parameter;
  const range = html("input", {
    type: "range",
    min,
    max,
    step,
    "aria-label": plainText(label),
    input: () => p.set(range.valueAsNumber)
  });
  const box = numberBox(state, name, label, {spoken: false});
  const said = format && html("output");
  p.follow(value => {
    range.valueAsNumber = value;
    if (format && said) {
      said.textContent = format(value);
      range.setAttribute("aria-valuetext", format(value));
    }
  });
  return of(name, html("div.control", named(label, {"aria-hidden": "true"}), range, said ?? box));
}

/** A box to type a parameter's value into, with its label. */
export function numberField<D extends Declarations>(
  state: State<D>,
  name: Name<D>,
  label: string
): HTMLElement {
  const box = numberBox(state, name, label);
  return of(name, html("label.control", named(label), box));
}

/** A box to type a parameter's value into. What it cannot take it says, and keeps the last good value. */
export function numberBox<D extends Declarations>(
  state: State<D>,
  name: Name<D>,
  label: string,
  {spoken = true}: {readonly spoken?: boolean} = {}
): HTMLInputElement {
  const p = state.at(name);
  const {parameter} = p;
  const called = plainText(label);
  const typed = () => typedNumber<number>(box.value, number => parameter.parse(String(number)));
  const box = html("input", {
    type: "text",
    // The keys for decimals of some phones have no minus.
    inputmode: (parameter.min ?? 0) < 0 ? "text" : "decimal",
    class: "number",
    size: Math.max(2, ...samples(parameter).map(v => parameter.format(v).length)),
    "aria-label": spoken ? called : `${called} =`,
    change: () => {
      const {value, meanings} = typed();
      if (value !== undefined) return p.set(value);
      notice(
        meanings.length
          ? labelled(called, unclear(box.value, meanings))
          : t.refused(called, box.value, parameter.expects)
      );
      box.value = parameter.format(p.value);
    }
  });
  p.follow(value => {
    if (document.activeElement !== box || typed().value !== undefined) box.value = parameter.format(value);
  });
  return box;
}

// Values as long as any that a slider reaches.
function samples({min = 0, max = 0, step = 1, value}: Declarations[string]): number[] {
  return [min, max, value, Number((min + step).toPrecision(12)), Number((max - step).toPrecision(12))];
}

/** One of several, as a row of buttons: all choices can be seen, arrows move between them. */
export function options<D extends Declarations>(
  state: State<D>,
  name: Name<D>,
  label: string,
  names: {readonly [choice: string]: string}
): HTMLElement {
  const p = state.at(name);
  const choices = p.parameter.choices ?? [];
  const {element, check} = radios(
    label,
    choices.map(choice => [choice, names[choice] ?? choice]),
    p.set
  );
  p.follow(check);
  return of(name, element);
}

/** A row of buttons of which one is pressed, for what is no parameter: values with their names. `check` presses one. */
export function radios<V extends string>(
  label: string,
  choices: readonly (readonly [value: V, name: string])[],
  change: (value: V) => void
) {
  const group = uid("options");
  const inputs = choices.map(([value]) =>
    html("input", {type: "radio", name: group, value, change: () => change(value)})
  );
  const items = choices.map(([, name], i) => html("label", inputs[i], html("span", ...rich(name))));
  return {
    element: html(
      "fieldset.control.options",
      html("legend.name", ...rich(label)),
      html("div.segments", ...items)
    ),
    check(value: V) {
      for (const input of inputs) input.checked = input.value === value;
    }
  };
}

/** One of many, as a list that opens. */
export function select<D extends Declarations>(
  state: State<D>,
  name: Name<D>,
  label: string,
  names: {readonly [choice: string]: string}
): HTMLElement {
  const p = state.at(name);
  const list = html(
    "select",
    {change: () => p.set(list.value)},
    ...(p.parameter.choices ?? []).map(choice => html("option", {value: choice}, names[choice] ?? choice))
  );
  p.follow(value => {
    list.value = value;
  });
  return of(name, html("label.control", named(label), list));
}

/** On or off. */
export function checkbox<D extends Declarations>(state: State<D>, name: Name<D>, label: string): HTMLElement {
  const p = state.at(name);
  const box = html("input", {type: "checkbox", change: () => p.set(box.checked)});
  p.follow(value => {
    box.checked = value;
  });
  return of(name, html("label.control", box, named(label)));
}

/** A button. */
export function button(
  label: string,
  press: () => void,
  attributes: {readonly [name: string]: string} = {}
): HTMLButtonElement {
  return html("button", {type: "button", ...attributes, click: press}, ...rich(label));
}
