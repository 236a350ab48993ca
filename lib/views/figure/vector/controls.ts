// Controls, which browsers draw by themselves.
import {svg} from "../../kit/dom.js";
import {place, snapped} from "./box.js";
import {colour, n} from "./paint.js";
import {line, reach} from "./text.js";

export function input(control: HTMLInputElement, style: CSSStyleDeclaration, into: Element): void {
  const rect = snapped(control.getBoundingClientRect());
  const accent = colour(style.accentColor === "auto" ? "rgb(0, 117, 255)" : style.accentColor);
  const dark = style.colorScheme.includes("dark");
  const faint = {fill: dark ? "#3b3b3b" : "#efefef", stroke: dark ? "#858585" : "#b2b2b2"};
  if (control.type === "range") {
    const {min, max, value} = control;
    const share = (Number(value) - Number(min || 0)) / (Number(max || 100) - Number(min || 0) || 1);
    const [middle, knob] = [rect.top + rect.height / 2, rect.left + 8 + share * (rect.width - 16)];
    const track = new DOMRect(rect.left + 1, middle - 4, rect.width - 2, 8);
    into.append(
      svg("rect", {
        ...place(new DOMRect(track.x + 0.5, track.y + 0.5, track.width - 1, 7)),
        rx: 3.5,
        ...faint
      }),
      svg("rect", {...place(new DOMRect(track.x, track.y, knob - track.x, 8)), rx: 4, fill: accent}),
      svg("circle", {cx: n(knob), cy: n(middle), r: 8, fill: accent})
    );
  } else if (control.type === "checkbox" || control.type === "radio") {
    const {x, y, width} = rect;
    const u = width / 13;
    into.append(
      svg("rect", {
        ...place(new DOMRect(x + 0.5, y + 0.5, width - 1, width - 1)),
        rx: control.type === "radio" ? width / 2 : 1.5,
        ...(control.checked
          ? {fill: accent, stroke: accent}
          : {fill: dark ? "#3b3b3b" : "#ffffff", stroke: dark ? "#858585" : "#767676"})
      })
    );
    if (control.checked)
      into.append(
        svg("path", {
          d: `M${n(x + 2.7 * u)} ${n(y + 6.8 * u)} l${n(2.5 * u)} ${n(2.5 * u)} l${n(5 * u)} ${n(-5.4 * u)}`,
          fill: "none",
          stroke: dark ? "#3b3b3b" : "#ffffff",
          "stroke-width": n(1.9 * u)
        })
      );
  } else if (control.value) value(control.value, rect, style, into);
}

export function select(control: HTMLSelectElement, style: CSSStyleDeclaration, into: Element): void {
  const rect = snapped(control.getBoundingClientRect());
  value(control.selectedOptions[0]?.textContent?.trim() ?? "", rect, style, into, 4);
  const [x, y] = [rect.right - Number.parseFloat(style.paddingRight) - 5, rect.top + rect.height / 2 - 2];
  into.append(
    svg("path", {
      d: `M${n(x)} ${n(y)} l4.5 4.5 l4.5 -4.5`,
      fill: "none",
      stroke: colour(style.color),
      "stroke-width": 2
    })
  );
}

/** A text in the middle of a control's height. */
function value(text: string, rect: DOMRect, style: CSSStyleDeclaration, into: Element, indent = 0): void {
  const [up, down] = reach(style).map(Math.round);
  const inset = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.borderLeftWidth) + indent;
  const end = rect.right - Number.parseFloat(style.paddingRight) - Number.parseFloat(style.borderRightWidth);
  const start = rect.left + inset;
  const [x, anchor] =
    style.textAlign === "center"
      ? [(start + end) / 2, "middle"]
      : /right|end/.test(style.textAlign)
        ? [end, "end"]
        : [start, undefined];
  const shown = line(text, x, Math.round(rect.top + (rect.height - up - down) / 2 + up), style);
  if (anchor) shown.setAttribute("text-anchor", anchor);
  into.append(shown);
}
