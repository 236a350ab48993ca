// A network of the reader's own: a checkpoint that is opened in the page, and taken apart as the two trained here are.
import type {Image} from "../../../../experiments/imagenet.js";
import type {LayerPlace, LayerResult, OpenedOptions, OpenedRecord} from "../../../../experiments/opened.js";
import type {Misfits} from "../../../../export/index.js";
import {fixed} from "../../../../lesson/numbers.js";
import {choice, integer} from "../../../../lesson/parameters.js";
import type {Architecture} from "../../../../nn/index.js";
import {workers} from "../../../../worker/client.js";
import {paint} from "../../../drawing/colour-picture.js";
import {options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {newest} from "../../../kit/newest.js";
import {notice} from "../../../kit/notice.js";
import {localState, type State} from "../../../kit/state.js";
import {blockRow, type Left} from "../block-row.js";
import {type Kind, passages, ranked} from "../model/photographs.js";
import {signs} from "../parameters.js";
import type {ownLayers} from "./own-layers.js";
import {t} from "./texts.js";
import {verdict} from "./verdict.js";

/** Bytes of a file that is opened: ResNet-152, the largest of the paper, has 242 million with numbers of 32 bits. */
const most = 250e6;

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

type Sent = Pick<OpenedOptions, "pixels" | "image" | "scale">;

interface OwnNetworkOptions {
  /** What ten classes are called, in the order of CIFAR-10. */
  readonly classes: readonly string[];
  /** Fetches what the 1,000 classes of ImageNet are called, in their order. */
  readonly imageNetClasses: () => Promise<readonly string[]>;
  /** What a press takes of a block that has an arc. */
  readonly taken: () => Left;
  /** The picture of the moment. */
  readonly picture: () => Sent;
  /** Called when it says something else. */
  readonly said: () => void;
}

type Said = Extract<OpenedRecord, {type: "said"}>;

/** A network that is open. */
interface Opened {
  readonly file: File;
  readonly id: number;
  readonly state: OwnState;
  readonly blocks: number;
  /** What its classes are called, where that is known. */
  readonly classes?: readonly string[];
}

export function ownNetwork({classes, imageNetClasses, taken, picture, said}: OwnNetworkOptions) {
  let opened: Opened | undefined;
  let files = 0;
  const sender = networkSender();
  const place = html("div");
  const {elements, say, show: showAnswers} = verdict("");
  const given = givenPicture();
  const layers = layersUnfolded(() => void ask());

  const ask = newest(
    async () => {
      if (!opened) return;
      const {file, id, state, blocks} = opened;
      const {ownKind: kind, ownLeft, ownPassed} = state.values;
      const left = [...ownLeft.padEnd(blocks, "1")] as Left[];
      const sent = picture();
      try {
        const record = await sender.send(
          {...sent, id, kind, passages: passages(left, ownPassed), layer: layers.chosen()},
          file
        );
        return record && {record, sent};
      } catch (error) {
        notice(t.failed(String(error)));
      }
    },
    answer => answer && show(answer.record, answer.sent)
  );

  function show({probabilities, given: seen, architecture: {input}, layer}: Said, {image}: Sent) {
    const called = (_: number, i: number) => opened?.classes?.[i] ?? t.nth(i);
    showAnswers(ranked(probabilities, Array.from(probabilities, called)), probabilities.length > 10);
    given.show(seen, input[0] > 32 ? image : undefined, Boolean(opened?.classes));
    if (layer) layers.show(layer);
    said();
  }

  async function open(file: File | undefined) {
    if (!file) return;
    element.open = true;
    if (file.size > most)
      return notice(t.unfit(file.name, t.large(`${fixed(file.size / 1e6, 0)} MB`, `${most / 1e6} MB`)));
    try {
      // Without arcs the tensors are the same: the name is a first guess.
      const kind = /plain/i.test(file.name) ? "plain" : "residual";
      const id = ++files;
      const sent = picture();
      const record = await sender.open({...sent, id, kind, passages: []}, file);
      if (!record) return;
      const state: OwnState = localState(ownParameters(record.blocks, kind), {}, location.href);
      opened = {file, id, state, blocks: record.blocks, classes: await classesOf(record)};
      layers.of(record.architecture);
      place.replaceChildren(
        ...rowAndControls(state, file.name, record, taken),
        ...[given.element, ...elements, layers.element]
      );
      show(record, sent);
      const begun = state.values;
      state.follow(values => values !== begun && void ask());
      // The reader has taken another picture meanwhile.
      if (picture().pixels !== sent.pixels) void ask();
    } catch (error) {
      const {message = String(error), cause} = error as Partial<Error>;
      notice(t.unfit(file.name, t.why(message, cause as Misfits | undefined)));
    }
  }

  async function classesOf({architecture: {input}, probabilities: {length}}: Said) {
    if (input[0] === 32 && length === classes.length) return classes.map(name => t.classes[name]);
    if (input[0] !== 224 || length !== 1000) return;
    // Without names there are numbers.
    return imageNetClasses().catch(error => void notice(t.unnamed(String(error))));
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
      sender.element,
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

/**
 * Sends pictures to a network, which a worker of its own keeps: the file, which may have 250 MB, is read there, and only
 * when it has to be. The element shows how much of the network has been passed.
 */
function networkSender() {
  const pool = workers({size: 1});
  const element = html("progress", {max: 1, class: "passing", "aria-label": t.passing, hidden: true});

  async function send(options: Omit<OpenedOptions, "file">, file: File): Promise<Said | undefined> {
    let record = await run(options);
    // It was never opened there, or the page was left meanwhile, and its workers with it.
    if (record?.type === "missing") record = await run({...options, file});
    return record?.type === "said" ? record : undefined;
  }

  async function run(options: OpenedOptions): Promise<OpenedRecord | undefined> {
    let last: OpenedRecord | undefined;
    try {
      for await (const record of pool.run("opened", options)) {
        last = record;
        if (record.type !== "progress") continue;
        element.hidden = false;
        element.value = record.share;
      }
    } finally {
      element.hidden = true;
    }
    return last;
  }

  return {
    element,
    send,
    open(options: Omit<OpenedOptions, "file">, file: File) {
      // There may not be room for the one before as well: its memory goes with its worker.
      pool.end();
      element.removeAttribute("value");
      element.hidden = false;
      return send(options, file);
    }
  };
}

/** The layers, drawn when the reader unfolds them; `ask` is called when one was chosen. */
function layersUnfolded(ask: () => void) {
  let architecture: Architecture | undefined;
  let view: ReturnType<typeof ownLayers> | undefined;
  let chosen: LayerPlace | undefined;
  const place = html("div");
  const choose = (layer: LayerPlace) => {
    chosen = layer;
    ask();
  };
  async function unfold() {
    if (!element.open || view || !architecture) return;
    const of = architecture;
    const {ownLayers} = await import("./own-layers.js");
    if (view || of !== architecture) return;
    view = ownLayers(of, choose);
    place.replaceChildren(view.element);
  }
  const element = html("details", {toggle: unfold}, html("summary", t.layers), place);
  return {
    element,
    /** Those of another network. */
    of(next: Architecture) {
      architecture = next;
      view = chosen = undefined;
      place.replaceChildren();
      void unfold();
    },
    /** The layer to look at, while they are unfolded. */
    chosen: () => (element.open ? chosen : undefined),
    show: (layer: LayerResult) => void view?.show(layer)
  };
}

/** The picture as a network of ImageNet is given it, in words too; nothing for other networks, whose picture is seen above. */
function givenPicture() {
  const canvas = html("canvas", {role: "img", "aria-label": t.middle});
  const words = html("p.remark");
  const element = html("div.photograph", {hidden: true}, canvas, words);
  return {
    element,
    /**
     * @param from the picture that it is the middle of
     * @param named whether its classes have names
     */
    show(given: Image, from: Image | undefined, named: boolean) {
      element.hidden = !from;
      if (!from) return;
      paint(canvas, given, given.data, {channels: 3});
      words.textContent = t.given(given.width, Math.min(from.height, from.width), named);
    }
  };
}

/** The network's name, its blocks, and what can be set of it: whether it has arcs only where the file does not tell. */
function rowAndControls(
  state: OwnState,
  name: string,
  {blocks, probabilities, ambiguous}: Said,
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
