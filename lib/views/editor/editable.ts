import {type ExampleId, examples} from "../../lesson/examples.js";
import {type Cells, same, versionNames, versions} from "../../lesson/kept.js";
import {runInWorker} from "../../sandbox/client.js";
import type {Fault, Outcome} from "../../sandbox/run.js";
import {followAddress, sayInAddress, short} from "../kit/address.js";
import {copy} from "../kit/clipboard.js";
import {button} from "../kit/controls.js";
import {html, uid} from "../kit/dom.js";
import {keep, keptElsewhere, soon} from "../kit/keep.js";
import {late} from "../kit/late.js";
import {notice} from "../kit/notice.js";
import {language, listed, texts} from "../kit/texts.js";
import {type CodeBox, codeBox} from "./code-box.js";
import {longest, readCode, writeCode} from "./link.js";
import {remarked} from "./remarks.js";

const t = texts({
  en: {
    edit: "Edit",
    run: "Run",
    stop: "Stop",
    reset: "Reset",
    link: "Copy link",
    mine: "Back to my version",
    cell: (i: number) => `Cell ${i}`,
    hint: "Press on the code to change it, and run it. It runs apart from the page, for 3 seconds at most.",
    edited: "You have changed this code; it is kept in this browser.",
    linked: "This code came with the link. Read it before you run it.",
    running: "Running…",
    done: "Done.",
    faulty: (cells: string) => `Done, with an error in cell ${cells}.`,
    overtime: "Stopped: it took longer than 3 seconds. Is there a loop that does not end?",
    stopped: "Stopped.",
    failed: "It could not be run to its end: the worker gave up.",
    at: (line: number | undefined, message: string) => (line ? `Line ${line}: ${message}` : message),
    other: (cell: number) => `Waits for cell ${cell}, which has an error.`,
    brokenLink: "The code in this link is damaged and was left out.",
    otherLink: (id: string) => `The code in this link is for “${id}”, which this page does not have.`,
    longLink: `The code is too long for a link (more than ${longest} letters).`,
    storedOther: "What was kept of your changes does not fit these cells any more and was left out."
  },
  zh: {
    edit: "编辑",
    run: "运行",
    stop: "停止",
    reset: "重置",
    link: "复制链接",
    mine: "回到我的版本",
    cell: i => `单元格 ${i}`,
    hint: "点一下代码就能改，改完再运行。代码在页面之外运行，最多 3 秒。",
    edited: "你改过这段代码；它保存在这个浏览器里。",
    linked: "这段代码来自链接。运行之前请先读一读。",
    running: "正在运行……",
    done: "运行完毕。",
    faulty: cells => `运行完毕，单元格 ${cells} 有错误。`,
    overtime: "已停止：运行超过 3 秒。是不是有不会结束的循环？",
    stopped: "已停止。",
    failed: "没能运行到底：后台线程中止了。",
    at: (line, message) => (line ? `第 ${line} 行：${message}` : message),
    other: cell => `单元格 ${cell} 有错误，这里要等它。`,
    brokenLink: "链接里的代码已损坏，已忽略。",
    otherLink: id => `链接里的代码属于“${id}”，但本页没有它。`,
    longLink: `代码太长，放不进链接（超过 ${longest} 个字符）。`,
    storedOther: "保存的改动与现在的单元格对不上，已忽略。"
  }
});

interface Cell {
  readonly box: CodeBox;
  readonly output: HTMLElement;
  readonly fault: HTMLElement;
}

/**
 * Teaching cells as code that can be opened, changed and run. What was changed is kept in this browser and goes into a
 * link; a link's code is shown, and runs when the reader says so.
 */
export function editable(id: ExampleId): HTMLElement {
  const {title, cells: written} = examples[id];
  const codes = written.map(remarked);
  const mine = versions(keep, id, codes);
  const heading = uid("editable");
  const origin = html("p.editable-origin", t.hint);

  const cells: readonly Cell[] = codes.map((code, i) => {
    const names = () => cells.flatMap(({box}) => declared(box.code));
    const acts = {pressed: () => void open(i), change: () => changed(), run: () => trial.run()};
    const options = {code, name: t.cell(i + 1), names, ...acts};
    return cellOf(codeBox(options));
  });
  const codesOnShow = () => cells.map(({box}) => box.code);
  const trial = runOf(cells, codesOnShow);

  const writing = soon(() => {
    const here = codesOnShow();
    mine.keep(here).forEach((code, i) => {
      if (code !== here[i]) cells[i].box.set(code);
    });
    tellOrigin();
  });
  const changed = () => (link.shown ? adopt() : writing.start());
  /** Makes the reader's own what came with a link. */
  function adopt() {
    mine.adopt(codesOnShow());
    unlink();
  }
  function unlink() {
    link.release();
    tellOrigin();
  }
  const link = carriedBy(id, codes.length, {
    shown(carried) {
      writing.flush();
      put(carried);
      tellOrigin();
      element.scrollIntoView();
    },
    left() {
      put(mine.look());
      tellOrigin();
    }
  });
  keptElsewhere(Object.values(versionNames(id)), () => {
    if (!link.shown && !writing.waits()) {
      const kept = mine.look();
      if (!same(kept, codesOnShow())) put(kept);
    }
    tellOrigin();
  });

  function tellOrigin() {
    // Before a link's code is the reader's, they go back to what they have.
    const version = link.shown ? mine.own() : mine.before();
    back.hidden = !version || same(codesOnShow(), version);
    reset.hidden = same(codesOnShow(), codes);
    origin.textContent = link.shown ? t.linked : same(codesOnShow(), codes) ? t.hint : t.edited;
  }

  function put(codes: Cells) {
    cells.forEach(({box}, i) => {
      box.set(codes[i]);
    });
    trial.clear();
  }

  async function open(cell: number) {
    await Promise.all(cells.map(({box}) => box.open()));
    edit.hidden = true;
    cells[cell].box.focus();
  }

  const edit = button(t.edit, () => void open(0));
  const back = button(t.mine, () => {
    writing.flush();
    put(link.shown ? mine.look() : mine.back());
    unlink();
  });
  const reset = button(t.reset, () => {
    trial.end();
    put(codes);
    if (link.shown) return adopt();
    writing.start();
    writing.flush();
  });
  const element = html(
    "section.editable",
    {id, "data-code": "", "aria-labelledby": heading},
    html(
      "div.figure-head",
      html("h3.figure-title", {id: heading}, title[language()]),
      html(
        "div.figure-tools",
        edit,
        back,
        reset,
        button(t.link, () => copyLink(id, codesOnShow()))
      )
    ),
    // Above what a run brings forth: it stays where it is.
    trial.element,
    origin,
    ...cells.map(({box, output, fault}) => html("div.editable-cell", box.element, fault, output))
  );

  const kept = mine.own();
  if (kept) put(kept);
  else if (mine.outgrown()) notice(t.storedOther);
  tellOrigin();
  link.follow();
  return element;
}

const cellOf = (box: CodeBox): Cell => ({
  box,
  output: html("div.cell-output"),
  fault: html("p.cell-fault", {role: "alert", hidden: true})
});

/** The run of cells: its buttons, a line that says how it went, and what each cell came to. */
function runOf(cells: readonly Cell[], codes: () => Cells) {
  const status = html("p.editable-status", {role: "status"});
  const end = () => current?.stop();
  const stop = button(t.stop, end);
  stop.hidden = true;
  let current: ReturnType<typeof runInWorker> | undefined;

  function clear() {
    for (const cell of cells) {
      cell.output.replaceChildren();
      tellFault(cell, undefined);
    }
    status.textContent = "";
  }

  /** Ends what runs, and has nothing more to say of it. */
  function halt() {
    end();
    current = undefined;
  }

  async function run() {
    halt();
    clear();
    status.textContent = t.running;
    const faulty: number[] = [];
    const {showValues} = await import("./show.js");
    // Who pressed twice while that was loaded wants one run.
    halt();
    const asks = codes().some(code => /\bdisplay\(/.test(code));
    const show = (outcome: Outcome) => {
      const cell = cells[outcome.cell];
      cell.output.replaceChildren(...showValues(outcome, asks));
      tellFault(cell, outcome.fault);
      if (outcome.fault && outcome.fault.from === undefined) faulty.push(outcome.cell + 1);
    };
    const mine = runInWorker({type: "run", codes: codes()}, reply => {
      if (reply.type === "outcome") show(reply.outcome);
    });
    current = mine;
    stop.hidden = false;
    const how = await mine.ended;
    if (current !== mine) return;
    stop.hidden = true;
    status.textContent =
      how === "done" && faulty.length ? t.faulty(listed(faulty.sort().map(String))) : t[how];
  }

  const element = html("div.editable-run", button(t.run, run, {class: "primary"}), stop, status);
  return {element, run, end, clear};
}

function tellFault({box, fault}: Cell, found: Fault | undefined) {
  box.mark(found);
  fault.hidden = !found;
  fault.textContent = !found
    ? ""
    : found.from === undefined
      ? t.at(found.line, found.message)
      : t.other(found.from + 1);
}

/**
 * The code that the address carries for these cells. `shown` is called with it when it comes, `left` when the reader has
 * gone back to before.
 */
function carriedBy(
  id: ExampleId,
  count: number,
  {shown, left}: {readonly shown: (cells: Cells) => void; readonly left: () => void}
) {
  let last: string | undefined;
  let on = false;

  async function read(code: string) {
    try {
      const {id: whose, cells} = await readCode(code);
      if (whose !== id)
        return late(
          () => document.getElementById(whose),
          () => {},
          () => notice(t.otherLink(short(whose)))
        );
      if (cells.length !== count) throw new RangeError("cells of another number");
      on = true;
      shown(cells);
    } catch {
      notice(t.brokenLink);
    }
  }

  return {
    /** Whether it is on show as it came. */
    get shown() {
      return on;
    },
    /** What is on show is the reader's: the address no longer says anything else. */
    release() {
      on = false;
      last = undefined;
      sayInAddress({code: undefined});
    },
    follow: () =>
      followAddress(({code}) => {
        if (code === last) return;
        last = code;
        if (code !== undefined) read(code);
        else if (on) {
          on = false;
          left();
        }
      })
  };
}

async function copyLink(id: ExampleId, cells: Cells) {
  const code = await writeCode({id, cells});
  if (code === undefined) notice(t.longLink);
  else await copy(new URL(`#${id}&code=${code}`, location.href).href);
}

/** Names that look declared at the start of a line: enough to complete them. */
function declared(code: string): string[] {
  return Array.from(code.matchAll(/^(?:const|let|var|function|class) +([\w$]+)/gm), ([, name]) => name);
}
