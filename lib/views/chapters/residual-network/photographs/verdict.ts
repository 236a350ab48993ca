// What a network says of a picture: in a sentence, and as bars of its likeliest classes.
import {percent} from "../../../../lesson/numbers.js";
import {html, set} from "../../../kit/dom.js";
import {names} from "../names.js";
import {t} from "./texts.js";

/** @param before what stands there while it has said nothing */
export function verdict(before: string) {
  const sentence = html("p.finding", before);
  const bars = html("div.classes", {"aria-hidden": "true"});
  return {
    elements: [sentence, bars],
    say: () => sentence.textContent ?? "",
    /**
     * @param answers classes as readers call them, the likeliest first; none: it says nothing any more
     * @param many whether it knows so many that five are shown, each with its share in words
     */
    show(answers: readonly {readonly name: string; readonly probability: number}[], many = false) {
      const [best] = answers;
      sentence.textContent = best ? t.says(best.name, percent(best.probability)) + names.stop : before;
      bars.classList.toggle("many", many);
      set(bars, {"aria-hidden": many ? undefined : "true", role: many ? "list" : undefined});
      bars.replaceChildren(
        ...answers.slice(0, many ? 5 : 3).map(({name, probability}) => {
          const width = `${(100 * probability).toFixed(1)}%`;
          return html(
            "div",
            {role: many && "listitem"},
            html("span", name),
            many && html("span.num", percent(probability)),
            html("span.bar", {style: `width: ${width}`})
          );
        })
      );
    }
  };
}
