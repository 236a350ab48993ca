// A network of the reader's own: a checkpoint that is opened in the page, and taken apart as the two trained here are.
import type {Passage} from "../../../../experiments/apart.js";
import type {PhotographRecord} from "../../../../experiments/photograph.js";
import {fixed, percent} from "../../../../lesson/numbers.js";
import {html} from "../../../kit/dom.js";
import {newest} from "../../../kit/newest.js";
import {notice} from "../../../kit/notice.js";
import {blockRow, type Left} from "../block-row.js";
import {passages, ranked} from "../model/photographs.js";
import {names} from "../names.js";
import {likeliest} from "./likeliest.js";
import {t} from "./texts.js";

/** Bytes of a file that is opened: ResNet-1202, the largest that was published for such pictures, has 78 million. */
const most = 1e8;

const conversion = `import torch; from safetensors.torch import save_file
weights = torch.load("net.pth", map_location="cpu", weights_only=True)
save_file(weights.get("state_dict", weights), "net.safetensors")`;

interface OwnNetworkOptions {
  /** What ten classes are called, in the order of CIFAR-10. */
  readonly classes: readonly string[];
  /** What a press takes of a block. */
  readonly taken: () => Left;
  /** Sends the picture of the moment through the network that these weights say. */
  readonly read: (weights: Uint8Array, passages: readonly Passage[]) => Promise<PhotographRecord | undefined>;
  /** Called when it says something else. */
  readonly said: () => void;
}

interface Opened {
  readonly weights: Uint8Array;
  readonly row: ReturnType<typeof blockRow>;
}

export function ownNetwork({classes, taken, read, said}: OwnNetworkOptions) {
  let opened: Opened | undefined;
  let verdict = "";
  const heading = html("p.pane-heading.residual");
  const place = html("div");
  const finding = html("p.finding");
  const bars = html("div.classes", {"aria-hidden": "true", hidden: true});

  const ask = newest(
    async () => {
      const now = opened;
      if (!now) return;
      const signs = now.row.signs();
      return read(now.weights, passages(signs, signs.length)).catch(error => {
        notice(t.failed(String(error)));
      });
    },
    record => record && show(record)
  );

  function show({probabilities}: PhotographRecord) {
    const known = probabilities.length === classes.length;
    const answers = ranked(
      probabilities,
      Array.from(probabilities, (_, i) => (known ? t.classes[classes[i]] : t.nth(i)))
    );
    const [{name, probability}] = answers;
    verdict = t.says(name, percent(probability)) + names.stop;
    finding.textContent = verdict;
    bars.hidden = false;
    bars.replaceChildren(...likeliest(answers));
    said();
  }

  async function open(file: File | undefined) {
    if (!file) return;
    try {
      if (file.size > most) throw new Error(t.large(`${fixed(file.size / 1e6, 0)} MB`, `${most / 1e6} MB`));
      const weights = new Uint8Array(await file.arrayBuffer());
      const record = await read(weights, []);
      if (!record) return;
      let left = "";
      const row = blockRow({
        kind: "residual",
        name: t.row(file.name),
        blocks: record.blocks,
        taken,
        left: () => left,
        set(signs) {
          left = signs;
          row.draw();
          void ask();
        },
        say: (block, sign) => t.ownBlock(block + 1, t.left[sign])
      });
      opened = {weights, row};
      heading.textContent = t.ownHeading(file.name, record.blocks, record.probabilities.length);
      place.replaceChildren(row.element);
      row.draw();
      show(record);
    } catch (error) {
      notice(t.unfit(file.name, error instanceof Error ? error.message : String(error)));
    }
  }

  const input = html("input", {
    type: "file",
    accept: ".safetensors",
    class: "visually-hidden",
    change() {
      void open(input.files?.[0]);
      input.value = "";
    }
  });
  return {
    element: html(
      "div.pane.strip-of-blocks",
      html("p.remark", t.ownAbout),
      html("pre.code", {tabindex: 0}, html("code", conversion)),
      html("p", html("label.file-button", t.ownOpen, input)),
      heading,
      place,
      finding,
      bars
    ),
    /** Asks it of another picture. */
    ask,
    /** What it says, or nothing while there is none. */
    say: () => verdict
  };
}
