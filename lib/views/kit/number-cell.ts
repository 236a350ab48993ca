import {fixed} from "../../lesson/numbers.js";
import {typedNumber} from "../../lesson/typed.js";
import {diverging, onDiverging} from "./colour.js";
import {html} from "./dom.js";
import {notice} from "./notice.js";
import {labelled, texts} from "./texts.js";
import {unclear} from "./unclear.js";

const t = texts({
  en: {
    refused: (label: string, text: string, range: string) =>
      `${label}: “${text}” is not a number in ${range}. The last good value stays.`
  },
  zh: {refused: (label, text, range) => `${label}：“${text}”不是 ${range} 范围内的数。保留上一个有效值。`}
});

/**
 * One number that can be edited: typed, dragged with a mouse (up or right is more), or stepped with the arrow keys. Its colour is its
 * value's. What is no number is refused with a message.
 */
export function numberCell({
  label,
  min,
  max,
  step = 0.1,
  digits = 2,
  text = value => fixed(value, digits),
  change
}: {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly digits?: number;
  /** How a number is written, where not with so many digits. */
  readonly text?: (value: number) => string;
  readonly change: (value: number) => void;
}) {
  let current = 0;
  const element = html("input.number-cell", {
    type: "text",
    // The keys for decimals of some phones have no minus.
    inputmode: min < 0 ? "text" : "decimal",
    "aria-label": label,
    autocomplete: "off"
  });
  const write = () => {
    element.value = text(current);
  };
  const take = (value: number) => {
    const next = Math.max(min, Math.min(max, Number(value.toFixed(10))));
    if (next !== current) change(next);
  };
  const commit = () => {
    if (element.value === text(current)) return;
    const {value, meanings} = typedNumber(element.value, n => (n >= min && n <= max ? n : undefined));
    if (value !== undefined) {
      take(value);
      element.value = text(value);
      return;
    }
    notice(
      meanings.length
        ? labelled(label, unclear(element.value, meanings))
        : t.refused(label, element.value, `${min}…${max}`)
    );
    write();
  };
  element.addEventListener("change", commit);
  element.addEventListener("keydown", event => {
    const steps = {ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10}[event.key];
    if (steps) take(current + steps * step);
    else if (event.key === "Escape") write();
    else return;
    event.preventDefault();
    write();
  });
  // A drag changes the number, a click without one puts the caret there. A finger that moves scrolls the page.
  element.addEventListener("pointerdown", down => {
    if (down.pointerType !== "mouse") return;
    const start = current;
    let dragging = false;
    const move = (event: PointerEvent) => {
      const way = event.clientX - down.clientX - (event.clientY - down.clientY);
      dragging ||= Math.abs(way) > 4;
      if (!dragging) return;
      event.preventDefault();
      take(start + Math.round(way / 4) * step);
      write();
    };
    const up = () => {
      element.removeEventListener("pointermove", move);
      if (dragging) element.blur();
    };
    element.setPointerCapture(down.pointerId);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up, {once: true});
    element.addEventListener("pointercancel", up, {once: true});
  });
  return {
    element,
    show(value: number, scale: number) {
      current = value;
      if (document.activeElement !== element) write();
      element.style.background = diverging(value, scale);
      element.style.color = onDiverging(value, scale);
    }
  };
}
