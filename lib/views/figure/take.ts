// A network to take away: which one, for which tool. One that was trained is trained again, in a worker.
import type {Format, TakeRecord} from "../../experiments/take.js";
import {percent} from "../../lesson/numbers.js";
import {pageWorkers, type Run} from "../../worker/client.js";
import {button} from "../kit/controls.js";
import {dialog} from "../kit/dialog.js";
import {html, write} from "../kit/dom.js";
import {plainText} from "../kit/labels.js";
import {notice} from "../kit/notice.js";
import {saveFile} from "../kit/save.js";
import {sentences, texts} from "../kit/texts.js";
import type {Network, Networks} from "./networks.js";

const t = texts({
  en: {
    title: "Take the network",
    none: "There is a network to take once a run is through.",
    which: "network",
    computed: "It is saved with the numbers that it has now.",
    trained:
      "Its weights are not kept. When you save it, the same training makes them anew, from the same seed; for a deep network that takes some seconds.",
    formats: "as",
    about:
      "ONNX runs in onnxruntime and many other tools. PyTorch is a script: an nn.Module, its weights, and a check. safetensors holds the weights alone, and says how they lie in memory.",
    training: (share: string) => `Training… ${share}`,
    saved: (file: string) => `Saved: ${file}`,
    diverged: "This network has diverged: its numbers have overflowed, and there is nothing to take.",
    failed: (why: string) => `It failed: ${why}`
  },
  zh: {
    title: "带走网络",
    none: "运行完成之后才有网络可以带走。",
    which: "网络",
    computed: "保存的是它现在的数值。",
    trained: "它的权重没有留下来。保存时会用同一个种子再训练一遍，重新得到这些权重；网络很深时要等几秒。",
    formats: "格式",
    about:
      "ONNX 可以在 onnxruntime 等许多工具里运行。PyTorch 是一个脚本，有 nn.Module、权重和一项核对。safetensors 只有权重，文件里写明它们怎样排列。",
    training: share => `训练中……${share}`,
    saved: file => `已保存：${file}`,
    diverged: "这个网络发散了：数值已经溢出，没有什么可以带走。",
    failed: why => `出错了：${why}`
  }
});

const formats = {
  onnx: {label: "ONNX", ending: "onnx"},
  pytorch: {label: "PyTorch", ending: "py"},
  safetensors: {label: "safetensors", ending: "safetensors"}
} as const satisfies {[format in Format]: object};

/** Asks which of a figure's networks to save, and how; or says why there is none. */
export function takeNetwork(networks: Networks, id: string): void {
  if (typeof networks === "object") chooser(networks, id);
  else notice(networks ?? t.none);
}

function chooser(networks: readonly Network[], id: string): void {
  let chosen = 0;
  let run: Run<TakeRecord> | undefined;
  const about = html("p");
  const status = html("p.run-status", {role: "status"});
  const describe = () => {
    const network = networks[chosen];
    write(about, sentences(network.note, "plan" in network ? t.computed : t.trained));
  };
  const list = html(
    "select",
    {
      change() {
        chosen = list.selectedIndex;
        stop();
        describe();
      }
    },
    ...networks.map(({name}) => html("option", plainText(name ?? id)))
  );
  const buttons = (Object.keys(formats) as Format[]).map(format =>
    button(formats[format].label, () => void save(format))
  );

  function stop() {
    run?.cancel();
    run = undefined;
    write(status, "");
    for (const button of buttons) button.disabled = false;
  }

  async function save(format: Format) {
    const name = `${id}${networks.length > 1 ? `-${chosen + 1}` : ""}.${formats[format].ending}`;
    for (const button of buttons) button.disabled = true;
    const mine = await fileOf(networks[chosen], format, {
      began(begun) {
        run = begun;
      },
      progress: share => write(status, t.training(share === undefined ? "" : percent(share, 0)))
    }).catch(error => ({problem: t.failed(error instanceof Error ? error.message : String(error))}));
    // What was given up has nothing to say.
    if (!mine) return;
    stop();
    if ("file" in mine) saveFile(mine.file, name);
    write(status, "file" in mine ? t.saved(name) : mine.problem);
  }

  describe();
  const choice = html("label.control", html("span.name", t.which), list);
  dialog(
    t.title,
    networks.length > 1 && html("div.controls", choice),
    about,
    html("div.controls", {role: "group", "aria-label": t.formats}, ...buttons),
    status,
    html("p.hint", t.about)
  ).addEventListener("close", stop);
}

type Written = {readonly file: Uint8Array | string} | {readonly problem: string};

/** The file, or what is in its way; nothing where the training was given up. */
async function fileOf(
  network: Network,
  format: Format,
  tell: {
    readonly began: (run: Run<TakeRecord>) => void;
    readonly progress: (share: number | undefined) => void;
  }
): Promise<Written | undefined> {
  if ("plan" in network) {
    const write = await import("../../export/index.js");
    return {file: write[format](network.plan())};
  }
  tell.progress(undefined);
  const run = pageWorkers().run("take", {...network.trained, format});
  tell.began(run);
  for await (const record of run) {
    if (record.type === "file") return {file: record.file};
    if (record.type === "diverged") return {problem: t.diverged};
    tell.progress(record.share);
  }
}
