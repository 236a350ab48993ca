// What a class has done, from the files and links that its learners handed in. All of it stays in this page, and goes when
// the page is left; what learners wrote is shown as text, and nothing of it is run.
import {csv, type Row} from "../../lesson/csv.js";
import {firstSeed} from "../../lesson/questions/question.js";
import {classRows, type Handed, newest, questionWith, slipIn} from "../../lesson/results/class.js";
import type {Parts} from "../../lesson/results/lesson.js";
import type {Refusal} from "../../lesson/results/results.js";
import {followAddress} from "../kit/address.js";
import {button} from "../kit/controls.js";
import {html, write} from "../kit/dom.js";
import {nextFrame} from "../kit/frames.js";
import {notice} from "../kit/notice.js";
import {saveFile} from "../kit/save.js";
import {sentences} from "../kit/texts.js";
import {acts, field, panel} from "../results/handing.js";
import {type FigureFile, partsHere} from "../results/here.js";
import {linksIn, type Refused, readGiven, type Source} from "./given.js";
import {reportOn} from "./report.js";
import {t} from "./texts.js";

/** The page's whole: where results are given, and what becomes of them. */
export function collect({figures}: {readonly figures: FigureFile}): HTMLElement {
  let parts: Parts | undefined;
  let handed: Handed[] = [];
  let refused: Refused[] = [];
  const status = html("p.collect-status", {role: "status"}, t.nothing);
  const left = html("details.collect-left", {hidden: true});
  const report = html("div.collect-report");
  const ends = acts(
    button(t.save, () => void save()),
    button(
      t.forget,
      () => {
        [handed, refused] = [[], []];
        void show();
      },
      {class: "quiet"}
    )
  );
  ends.hidden = true;

  /** What is given while something is read waits for its turn. */
  let reading: Promise<void> = Promise.resolve();
  const take = (sources: readonly Source[]) => {
    reading = reading
      .then(() => read(sources))
      .catch(error => {
        console.warn(error);
        notice(t.absent);
      });
    return reading;
  };
  async function read(sources: readonly Source[]) {
    write(status, t.reading(0));
    try {
      parts ??= await partsHere(figures);
      const pause = breather();
      let count = 0;
      for await (const one of readGiven(sources, parts, t.link)) {
        if ("refusal" in one) refused.push(one);
        else handed.push(one);
        count++;
        if (await pause()) write(status, t.reading(count));
      }
    } finally {
      await show();
    }
  }

  async function save() {
    const pause = breather();
    const rows: Row[] = [];
    for (const learner of newest(handed).learners) {
      rows.push(...classRows(parts!, [learner]));
      await pause();
    }
    saveFile(`\ufeff${csv(rows)}`, "class.csv");
  }

  let turn = 0;
  async function show() {
    const mine = ++turn;
    const {learners, replaced} = newest(handed);
    const strange = handed.reduce((sum, {left}) => sum + left, 0);
    const some = handed.length + refused.length > 0;
    ends.hidden = learners.length === 0;
    left.hidden = refused.length + replaced.length === 0;
    left.replaceChildren(
      html("summary", t.why),
      html("ul", ...refused.map(refusedItem), ...replaced.map(replacedItem))
    );
    write(
      status,
      some
        ? sentences(
            t.learners(learners.length),
            replaced.length > 0 && t.replaced(replaced.length),
            refused.length > 0 && t.refused(refused.length),
            strange > 0 && t.strange(strange)
          )
        : t.nothing
    );
    // What takes long is looked at piece by piece; the report of a moment before stays meanwhile.
    const pause = breather();
    const results = learners.map(({results}) => results);
    for (const [id, row] of parts?.questions ?? []) {
      questionWith(row, firstSeed);
      for (const {answers} of results) {
        if (answers[id]?.first === "wrong") slipIn(row, answers[id]);
        if ((await pause()) && mine !== turn) return;
      }
    }
    const sections: HTMLElement[] = [];
    for (const section of parts && learners.length ? reportOn(parts, learners) : []) {
      if (section) sections.push(section);
      if ((await pause()) && mine !== turn) return;
    }
    report.replaceChildren(...sections);
  }

  followAddress(({settings}) => {
    const link = settings.map(setting => `#${setting}`).find(setting => linksIn(setting).length);
    if (link) void take([pastedText(t.address, link)]);
  });
  const intake = intakeOf(take);
  return html("section.collect", {id: "collected", "data-results": ""}, intake, status, left, ends, report);
}

/** Says when it is time to let the page go on: true after a pause. */
function breather() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < 12) return false;
    await nextFrame();
    since = performance.now();
    return true;
  };
}

const pastedText = (name: string, text: string): Source => ({
  name,
  size: text.length,
  text: async () => text
});

/** Where files are chosen or dropped, and links pasted. */
function intakeOf(take: (sources: readonly Source[]) => Promise<void>): HTMLElement {
  const sourcesOf = (list: FileList | undefined) =>
    Array.from(
      list ?? [],
      (file): Source => ({
        name: file.name,
        // The browser asks the disk for it, and waits: one by one, as they are read, not for all at once.
        get size() {
          return file.size;
        },
        text: () => file.text()
      })
    );
  const files = html("input", {
    type: "file",
    multiple: true,
    hidden: true,
    accept: ".json,.txt,application/json,text/plain"
  });
  files.addEventListener("change", async () => {
    const sources = sourcesOf(files.files ?? undefined);
    if (sources.length) await take(sources);
    // The same files can be chosen again.
    files.value = "";
  });
  const links = html("textarea", {rows: 3, spellcheck: "false", autocomplete: "off"});
  const add = button(t.add, () => {
    const text = links.value;
    if (!linksIn(text).length) return notice(t.none);
    links.value = "";
    void take([pastedText(t.pasted, text)]);
  });
  const element = panel(
    html(
      "p",
      button(t.choose, () => files.click(), {class: "primary"}),
      files,
      " ",
      t.drop
    ),
    field(t.links, links),
    add
  );
  // What is dropped beside the panel would take the page's place.
  for (const act of ["dragover", "dragleave", "drop"] as const)
    addEventListener(act, event => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      element.classList.toggle("over", act === "dragover");
      if (act === "drop") void take(sourcesOf(event.dataTransfer.files));
    });
  return element;
}

function refusedItem({source, refusal}: Refused): HTMLElement {
  return html("li", html("bdi", source.slice(0, 120)), `: ${reason(refusal)}`);
}

function reason(refusal: Refusal): string {
  if (refusal.why === "version") return t.reasons.version(refusal.of);
  if (refusal.why === "impossible") return t.reasons.impossible(refusal.where);
  return t.reasons[refusal.why];
}

const replacedItem = ({source, results}: Handed) =>
  html("li", html("bdi", source.slice(0, 120)), `: ${t.older(results.name || t.nameless)}`);
