import type {Explanation} from "../../../../graph/index.js";
import {fixed} from "../../../../lesson/numbers.js";
import {centred, textAt} from "../../../drawing/text.js";
import {diverging, onDiverging} from "../../../kit/colour.js";
import {set, svg} from "../../../kit/dom.js";
import {pointed} from "../../../kit/fingers.js";

/** The same sum as a neuron: its inputs fan into one unit, a line as thick as its weight, dashed where negative. */
export function neuronView({
  count,
  choose
}: {
  readonly count: number;
  readonly choose: (channel: number) => void;
}) {
  const pitch = 8.5;
  const height = count * pitch + 8;
  const centre = {x: 196, y: height / 2};
  const y = (c: number) => 4 + (c + 0.5) * pitch;
  const inputs = Array.from({length: count}, (_, c) =>
    svg("rect", {x: 2, y: y(c) - pitch / 2, width: 22, height: pitch - 1, rx: 2})
  );
  const lines = Array.from({length: count}, (_, c) =>
    svg("line.synapse", {x1: 25, y1: y(c), x2: centre.x - 25, y2: centre.y})
  );
  const number = (x: number, y: number, size: number) =>
    svg("text.number", {...centred(x, y), "font-size": size});
  const z = number(centre.x, centre.y + 1, 13.5);
  const a = number(293, centre.y + 1, 14);
  const b = number(centre.x, centre.y - 64, 12.5);
  const result = svg("rect", {x: 268, y: centre.y - 22, width: 50, height: 44, rx: 6});
  const element = svg(
    "svg.neuron",
    {viewBox: `0 0 320 ${height}`, width: 320, "aria-hidden": "true"},
    svg("g", {"data-part": "weight"}, ...lines),
    svg("g", {"data-part": "value"}, ...inputs),
    svg(
      "g",
      {"data-part": "bias"},
      svg("path.wire", {d: `M${centre.x},${centre.y - 52}v24`}),
      svg("text", textAt(centre.x, centre.y - 80, 13, "middle"), "b"),
      b
    ),
    svg(
      "g",
      {"data-part": "sum z"},
      svg("circle.unit", {cx: centre.x, cy: centre.y, r: 27}),
      svg("text", textAt(centre.x, centre.y + 44, 13, "middle"), "z = Σ + b"),
      z
    ),
    svg(
      "g",
      {"data-part": "relu"},
      svg("path.wire", {d: `M${centre.x + 28},${centre.y}h42`}),
      svg("text", textAt(293, centre.y - 32, 13, "middle"), "ReLU"),
      result,
      a
    )
  );
  pointed(element, event => {
    const c = [inputs as Element[], lines as Element[]]
      .map(list => list.indexOf(event.target as Element))
      .find(index => index >= 0);
    if (c !== undefined) choose(c);
  });
  return {
    element,
    /** `scales` are those of the inputs and the output wherever else they are seen: one number has one colour. */
    show(
      {terms, bias, sum}: Explanation,
      value: number,
      channel: number,
      scales: {readonly input: number; readonly output: number}
    ) {
      terms.forEach(({input, weight}, c) => {
        inputs[c].style.fill = diverging(input, scales.input);
        set(lines[c], {
          "stroke-width": weight === 0 ? 0.15 : 0.4 + 3 * Math.min(1.4, Math.abs(weight)),
          "stroke-dasharray": weight < 0 ? "4 3" : null
        });
        lines[c].classList.toggle("chosen", c === channel);
      });
      b.textContent = fixed(bias?.value ?? 0);
      z.textContent = fixed(sum);
      a.textContent = fixed(value);
      result.style.fill = diverging(value, scales.output);
      a.style.fill = onDiverging(value, scales.output);
    }
  };
}
