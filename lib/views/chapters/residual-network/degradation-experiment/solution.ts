// A good setting of the deep plain network's weights exists: a trained shallow one, with identity layers added.
import {lastOfEach, type SolutionRecord} from "../../../../experiments/append.js";
import {workers} from "../../../../worker/client.js";
import {runner} from "../../../figure/runner.js";
import {html} from "../../../kit/dom.js";
import {fixed, percent} from "../../../kit/numbers.js";
import {texts} from "../../../kit/texts.js";

const t = texts({
  en: {
    summary: "Does a good setting of the weights exist at all?",
    text: "A plain network of 8 layers was trained on the digits. Then layers with W = I and b = 0 were added: deeper plain networks with the very same loss. Networks as deep that begin in the usual way are trained beside them.",
    run: "Run it here",
    network: "plain network",
    loss: "loss",
    error: "training error",
    how: {
      trained: (depth: number) => `${depth} layers, trained`,
      extended: (depth: number) => `the same with identity layers: ${depth} layers`,
      scratch: (depth: number) => `${depth} layers, trained from an ordinary start`
    },
    steps: (step: number) => `${step} steps`
  },
  zh: {
    summary: "好的权重取法到底存不存在？",
    text: "先用数字训练一个 8 层的普通网络，再接上 W = I、b = 0 的层，就得到损失完全相同的更深的普通网络。旁边是同样深、按通常方式起步来训练的网络。",
    run: "在这里算一遍",
    network: "普通网络",
    loss: "损失",
    error: "训练误差",
    how: {
      trained: depth => `${depth} 层，训练好的`,
      extended: depth => `同一个网络接上恒等层：${depth} 层`,
      scratch: depth => `${depth} 层，从通常的起点训练`
    },
    steps: step => `${step} 步`
  }
});

/** A table of the last record of each network, in order; a run in a worker replaces it row by row. */
export function solution(stored: readonly SolutionRecord[]): HTMLElement {
  const crew = workers({size: 1});
  let rows = lastOfEach(stored);
  let seen: SolutionRecord[] = [];
  const body = html("tbody", {});
  const draw = () =>
    body.replaceChildren(
      ...rows.map(({depth, how, loss, error}) =>
        html(
          "tr",
          {},
          html("th", {scope: "row"}, t.how[how](depth)),
          html("td", {class: "num"}, fixed(loss, 4)),
          html("td", {class: "num"}, percent(error))
        )
      )
    );
  const run = runner<SolutionRecord>({
    label: t.run,
    begin() {
      seen = [];
      return crew.run("solutionExists", {});
    },
    take(record) {
      seen.push(record);
      // The old rows stay until the new ones have come.
      if (record.step % 25 && record.how !== "extended") return;
      const fresh = lastOfEach(seen);
      rows = [...fresh, ...rows.slice(fresh.length)];
      draw();
    },
    status: () => t.steps(seen[seen.length - 1]?.step ?? 0),
    end(how) {
      if (how === "done") rows = lastOfEach(seen);
      draw();
    }
  });
  draw();
  return html(
    "details",
    {class: "solution"},
    html("summary", {}, t.summary),
    html("p", {}, t.text),
    html(
      "div",
      {class: "verdicts"},
      html(
        "table",
        {},
        html(
          "thead",
          {},
          html("tr", {}, ...[t.network, t.loss, t.error].map(h => html("th", {scope: "col"}, h)))
        ),
        body
      )
    ),
    run.element
  );
}
