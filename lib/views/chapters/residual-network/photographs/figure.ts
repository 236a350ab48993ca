// Two networks that were trained on photographs, opened: a picture goes through them, whole or with parts taken out.
import type {PhotographOptions, PhotographRecord} from "../../../../experiments/photograph.js";
import {fixed, percent} from "../../../../lesson/numbers.js";
import {pageWorkers} from "../../../../worker/client.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {button, options, slider} from "../../../kit/controls.js";
import {html, write} from "../../../kit/dom.js";
import {newest} from "../../../kit/newest.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
import {type Kind, kinds, type MeasuredNetwork, passages, typical} from "../model/photographs.js";
import {names} from "../names.js";
import {photographBlocks, type photographParameters} from "../parameters.js";
import {isWhole, reached, type Said} from "./goal.js";
import {historyRows, lesions, summary, training} from "./measured.js";
import {ownNetwork} from "./own-network.js";
import {panel, taken} from "./panel.js";
import {chosenPicture} from "./picture.js";
import {t} from "./texts.js";

const architectures = {plain: "cifar-plain-20", residual: "cifar-resnet-20"} as const;

/** A file of weights: Framework's FileAttachment. */
interface Attachment {
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Files that are fetched when they are asked for: the weights of both networks, and the names of ImageNet's classes. */
type Files = {readonly [K in Kind]: Attachment} & {readonly names: {json(): Promise<unknown>}};

export function photographs(
  state: State<typeof photographParameters>,
  measured: readonly MeasuredNetwork[],
  files: Files
): HTMLElement {
  const parameters = ["photoAct", "photoResidual", "photoPlain", "photoPassed"] as const;
  let weights: readonly Uint8Array[] | undefined;
  const panels = kinds.map((kind, i) => panel(state, kind, measured[i]));

  /** What the residual network says now, and what it said of the picture when it was whole. */
  let [now, whole]: (Said | undefined)[] = [];
  const ask = newest(
    async () => {
      if (!weights) return;
      const of = {picture: chosen.now(), left: panels[1].signs(), passed: state.values.photoPassed};
      try {
        return {of, records: await Promise.all(weights.map((file, i) => read(i, file)))};
      } catch (failure) {
        notice(t.failed(String(failure)));
      }
    },
    found => {
      for (const [i, {show}] of panels.entries()) show(found?.records[i]);
      const best = panels[1].best();
      now = found && best ? {...found.of, best} : undefined;
      if (now && isWhole(now)) whole = now;
      tellShown(element);
    }
  );

  const optionsOf = (i: number, weights: Uint8Array) => ({
    network: architectures[kinds[i]],
    ...{weights, scale: measured[i].scale, pixels: chosen.now().data},
    passages: passages(panels[i].signs(), state.values.photoPassed)
  });
  const read = (i: number, weights: Uint8Array) => sendThrough(optionsOf(i, weights));
  const yours = ownNetwork({
    classes: measured[0].classes,
    imageNetClasses: async () => (await files.names.json()) as string[],
    taken: () => taken(state.values),
    picture: () => ({pixels: chosen.now().data, image: chosen.whole(), scale: measured[0].scale}),
    said: () => tellShown(element)
  });

  function follow() {
    for (const {draw} of panels) draw();
    void ask();
  }

  function followPicture() {
    follow();
    void yours.ask();
  }

  const bytes = measured.reduce((sum, network) => sum + network.bytes, 0);
  const open = fetchButton(bytes, files, fetched => {
    weights = fetched;
    // Who pressed it goes on with what it opened.
    element.querySelector<HTMLElement>(".block-row button")?.focus({preventScroll: true});
    follow();
  });
  const chosen = chosenPicture(followPicture, yours.drop);
  const element: HTMLElement = figure({
    id: "photographs",
    title: t.title,
    state,
    parameters,
    controls: [
      open,
      options(state, "photoAct", t.act, t.acts),
      slider(state, "photoPassed", t.passed, {format: k => t.of(k, photographBlocks)})
    ],
    body: html(
      "div",
      chosen.element,
      html("div.duo", ...panels.map(({element}) => element)),
      lesions(measured),
      html("details", html("summary", t.inside), html("div.duo", ...panels.map(({inside}) => inside))),
      training(measured),
      yours.element
    ),
    caption: t.caption(
      percent(typical(measured[1], "deleted")),
      percent(typical(measured[0], "deleted")),
      percent(measured[1].error)
    ),
    goal: {...t.goal, reached: () => reached(now, whole)},
    hint: t.hint,
    onReset: yours.reset,
    describe: () => {
      const [plain, residual] = panels.map(({say}) => say());
      return sentences(
        weights && t.describe(residual, plain),
        yours.say() && t.yours(yours.say()),
        summary(measured)
      );
    },
    networks: () =>
      weights?.map((file, i) => ({
        name: names.kinds[kinds[i]],
        trained: {experiment: "photograph", options: optionsOf(i, file)}
      })) ?? t.unopened,
    data: () => [...panels.flatMap(({rows}) => rows()), ...historyRows(measured)]
  });
  chosen.listen(element);
  // A page that was left has lost its workers: it asks again when it comes back.
  addEventListener("pageshow", ({persisted}) => persisted && followPicture());
  state.follow(follow, parameters);
  return element;
}

/** A button that says how many bytes the weights have, fetches them, and goes when they are there. */
function fetchButton(
  bytes: number,
  files: Files,
  got: (weights: readonly Uint8Array[]) => void
): HTMLButtonElement {
  const label = t.open(`${fixed(bytes / 1e6, 1)} MB`);
  const element = button(
    label,
    async () => {
      element.disabled = true;
      write(element, t.opening);
      try {
        got(await Promise.all(kinds.map(async kind => new Uint8Array(await files[kind].arrayBuffer()))));
        element.hidden = true;
      } catch (error) {
        element.disabled = false;
        write(element, label);
        notice(t.absent(String(error)));
      }
    },
    {class: "primary"}
  );
  return element;
}

/** Sends a picture through a network, in a worker. */
async function sendThrough(options: PhotographOptions): Promise<PhotographRecord | undefined> {
  for await (const record of pageWorkers().run("photograph", options)) return record;
}
