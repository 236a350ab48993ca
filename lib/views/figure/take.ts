// A trained network to take along, of a figure that keeps only how well its networks do.
import {trainedPlan} from "../../experiments/evaluate.js";
import type {TrainingOptions} from "../../experiments/training.js";
import type {Plan} from "../../graph/index.js";
import {pageWorkers} from "../../worker/client.js";
import {button} from "../kit/controls.js";
import {dialog} from "../kit/dialog.js";
import {html} from "../kit/dom.js";
import {texts} from "../kit/texts.js";
import type {NetworkFormat} from "./share.js";

const t = texts({
  en: {
    title: "Take a network",
    again: "It is trained here once more, from the figure’s first seed, and saved.",
    training: (done: number) => `Training: ${done}%`,
    failed: (why: string) => `It failed: ${why}`
  },
  zh: {
    title: "带走一个网络",
    again: "网络会用图中的第一个种子在这里再训练一遍，然后保存。",
    training: done => `正在训练：${done}%`,
    failed: why => `出错了：${why}`
  }
});

/** A network that a figure trains: what it is called, in a file's name and for the reader, and how it is trained. */
export interface Trained {
  readonly file: string;
  readonly label: string;
  readonly options: TrainingOptions;
}

/** Has the reader choose one of the networks, trains it in a worker, and saves it. To close the dialog stops that. */
export function takeDialog(networks: readonly Trained[], format: NetworkFormat): void {
  const status = html("p", {role: "status"});
  const buttons = networks.map(({file, label, options}) => button(label, () => take(file, options)));
  const element = dialog(t.title, html("p", t.again), html("div.controls", ...buttons), status);

  async function take(file: string, options: TrainingOptions) {
    for (const each of buttons) each.disabled = true;
    try {
      const plan = await trained(options, done => {
        status.textContent = t.training(Math.round(100 * done));
        return element.isConnected;
      });
      if (plan) await (await import("./share.js")).saveNetwork(plan, file, format);
      element.close();
    } catch (error) {
      status.textContent = t.failed(error instanceof Error ? error.message : String(error));
      for (const each of buttons) each.disabled = false;
    }
  }
}

/** The network after its training, computed for one example; undefined where `goOn` has said no. Throws if it diverges. */
async function trained(options: TrainingOptions, goOn: (done: number) => boolean): Promise<Plan | undefined> {
  for await (const record of pageWorkers().run("trainNetwork", options)) {
    if (record.type === "progress") {
      if (!goOn(record.done / record.total)) return undefined;
    } else if (record.diverged)
      throw new Error(`the network diverges in step ${record.diverged.step}: it has no weights to take`);
    else return trainedPlan(record.options, record.weights);
  }
  return undefined;
}
