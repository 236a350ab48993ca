// A network of the reader's own: a checkpoint that is opened in the page, and taken apart as the two trained here are.
import type {PhotographOptions, PhotographRecord} from "../../../../experiments/photograph.js";
import type {Misfits} from "../../../../export/index.js";
import {fixed} from "../../../../lesson/numbers.js";
import {choice, integer} from "../../../../lesson/parameters.js";
import {options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {newest} from "../../../kit/newest.js";
import {notice} from "../../../kit/notice.js";
import {localState, type State} from "../../../kit/state.js";
import {blockRow, type Left} from "../block-row.js";
import {type Kind, passages, ranked} from "../model/photographs.js";
import {signs} from "../parameters.js";
import {t} from "./texts.js";
import {verdict} from "./verdict.js";

/** Bytes of a file that is opened: ResNet-1202, the largest that was published for such pictures, has 78 million. */
const most = 1e8;

const conversion = `import torch; from safetensors.torch import save_file
weights = torch.load("net.pth", map_location="cpu", weights_only=True)
save_file(weights.get("state_dict", weights), "net.safetensors")`;

/** What a reader sets of a network of so many blocks. */
const ownParameters = (blocks: number, kind: Kind) => ({
  ownKind: choice(["residual", "plain"], kind),
  ownLeft: signs("01a", blocks),
  ownPassed: integer({min: 0, max: blocks, value: blocks})
});

type OwnState = State<ReturnType<typeof ownParameters>>;

interface OwnNetworkOptions {
  /** What ten classes are called, in the order of CIFAR-10. */
  readonly classes: readonly string[];
  /** What a press takes of a block that has an arc. */
  readonly taken: () => Left;
  /** Sends the picture of the moment through a network. */
  readonly read: (
    network: Pick<PhotographOptions, "network" | "weights" | "passages">
  ) => Promise<PhotographRecord | undefined>;
  /** Called when it says something else. */
  readonly said: () => void;
}

export function ownNetwork({classes, taken, read, said}: OwnNetworkOptions) {
  let opened: {readonly weights: Uint8Array; readonly state: OwnState; readonly blocks: number} | undefined;
  const place = html("div");
  const {elements, say, show: showAnswers} = verdict("");

  const ask = newest(
    async () => {
      if (!opened) return;
      const {weights, state, blocks} = opened;
      const {ownKind, ownLeft, ownPassed} = state.values;
      const left = [...ownLeft.padEnd(blocks, "1")] as Left[];
      return read({network: ownKind, weights, passages: passages(left, ownPassed)}).catch(error => {
        notice(t.failed(String(error)));
      });
    },
    record => record && show(record)
  );

  function show({probabilities}: PhotographRecord) {
    const known = probabilities.length === classes.length;
    const called = (_: number, i: number) => (known ? t.classes[classes[i]] : t.nth(i));
    showAnswers(ranked(probabilities, Array.from(probabilities, called)));
    said();
  }

  async function open(file: File | undefined) {
    if (!file) return;
    element.open = true;
    if (file.size > most)
      return notice(t.unfit(file.name, t.large(`${fixed(file.size / 1e6, 0)} MB`, `${most / 1e6} MB`)));
    try {
      const weights = new Uint8Array(await file.arrayBuffer());
      // Without arcs the tensors are the same: the name is a first guess.
      const network = /plain/i.test(file.name) ? "plain" : "residual";
      const record = await read({network, weights, passages: []});
      if (!record) return;
      const state: OwnState = localState(ownParameters(record.blocks, network), {}, location.href);
      opened = {weights, state, blocks: record.blocks};
      place.replaceChildren(...rowAndControls(state, file.name, record, taken), ...elements);
      show(record);
      const begun = state.values;
      state.follow(values => values !== begun && void ask());
    } catch (error) {
      const {message = String(error), cause} = error as Partial<Error>;
      notice(t.unfit(file.name, t.why(message, cause as Misfits | undefined)));
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
  const element = html(
    "details",
    html("summary", t.own),
    html(
      "div.pane.strip-of-blocks",
      html("p.remark", t.ownAbout),
      html("pre.code", {tabindex: 0}, html("code", conversion)),
      html(
        "div.controls",
        html("p.control", html("label.file-button", t.ownOpen, input), html("span", t.ownDrop))
      ),
      place
    )
  );
  return {
    element,
    /** Takes a file that is no picture: a network, or nothing that the figure knows. */
    drop(file: File) {
      if (/\.safetensors$/i.test(file.name)) void open(file);
      else notice(t.neither(file.name));
    },
    /** Puts all blocks and arcs back, and passes all blocks. */
    reset: () => opened?.state.reset(),
    /** Asks it of another picture. */
    ask,
    /** What it says, or nothing while there is none. */
    say
  };
}

/** The network's name, its blocks, and what can be set of it: whether it has arcs only where the file does not tell. */
function rowAndControls(
  state: OwnState,
  name: string,
  {blocks, probabilities, ambiguous}: PhotographRecord,
  taken: () => Left
): HTMLElement[] {
  const heading = html("p", t.ownHeading(name, blocks, probabilities.length));
  const place = html("div");
  let row: ReturnType<typeof blockRow>;
  const make = (kind: Kind) => {
    heading.className = `pane-heading ${kind}`;
    row = blockRow({
      ...{kind, blocks, name: t.row(name)},
      taken: () => (kind === "plain" ? "0" : taken()),
      // A plain network has no arc that could be gone.
      left: () => (kind === "plain" ? state.values.ownLeft.replaceAll("a", "1") : state.values.ownLeft),
      set: ownLeft => state.set({ownLeft}),
      passed: () => state.values.ownPassed,
      say: (block, sign) => t.ownBlock(block + 1, block < state.values.ownPassed ? t.left[sign] : t.unpassed)
    });
    place.replaceChildren(row.element);
  };
  state.follow(({ownKind}) => make(ownKind), ["ownKind"]);
  state.follow(() => row.draw());
  return [
    heading,
    html(
      "div.controls",
      ambiguous && options(state, "ownKind", t.ownKind, t.ownKinds),
      slider(state, "ownPassed", t.passed, {format: k => t.of(k, blocks)})
    ),
    place
  ];
}
