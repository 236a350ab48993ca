import {type Cells, same, versionNames, versions} from "../../lesson/kept.js";
import {runInWorker} from "../../sandbox/client.js";
import type {Fault, Outcome} from "../../sandbox/run.js";
import {followAddress, sayInAddress, short} from "../kit/address.js";
import {copy} from "../kit/clipboard.js";
import {button} from "../kit/controls.js";
import {html, uid} from "../kit/dom.js";
import {late} from "../kit/late.js";
import {notice} from "../kit/notice.js";
import {language, texts} from "../kit/texts.js";
import {type CodeBox, codeBox} from "./code-box.js";
import {type ExampleId, examples} from "./examples.js";
import {longest, readCode, writeCode} from "./link.js";
import {remarked} from "./remarks.js";
import {keep, keptElsewhere, soon} from "./store.js";

const t = texts({
  en: {
    edit: "Edit",
    run: "Run",
    stop: "Stop",
    reset: "Reset",
    link: "Copy link",
    mine: "Back to my version",
    cell: (i: number) => `Cell ${i}`,
    hint: "Change the code and run it. It runs apart from the page, for 3 seconds at most.",
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
    hint: "改动代码，再运行。代码在页面之外运行，最多 3 秒。",
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
  const status = html("p", {class: "editable-status", role: "status"});
  const origin = html("p", {class: "editable-origin"}, t.hint);
  /** The code in the address that was read last, and whether it is on show as it came. */
  let carriedCode: string | undefined;
  let linked = false;
  let current: ReturnType<typeof runInWorker> | undefined;

  const cells: Cell[] = codes.map((code, i) => ({
    box: codeBox({
      code,
      name: t.cell(i + 1),
      names: () => cells.flatMap(({box}) => declared(box.code)),
      change: changed,
      run
    }),
    output: html("div", {class: "cell-output"}),
    fault: html("p", {class: "cell-fault", role: "alert", hidden: true})
  }));
  const now = () => cells.map(({box}) => box.code);

  const writing = soon(() => {
    const here = now();
    mine.keep(here).forEach((code, i) => {
      if (code !== here[i]) cells[i].box.set(code);
    });
    tellOrigin();
  });
  function changed() {
    if (linked) own();
    else writing.start();
  }
  /** Makes what is on show, which came with a link, the reader's own. */
  function own() {
    mine.adopt(now());
    unlink();
  }
  /** What is on show is the reader's: the address no longer says anything else. */
  function unlink() {
    linked = false;
    carriedCode = undefined;
    sayInAddress({code: undefined});
    tellOrigin();
  }
  keptElsewhere(Object.values(versionNames(id)), () => {
    if (!linked && !writing.waits()) {
      const kept = mine.look();
      if (!same(kept, now())) put(kept);
    }
    tellOrigin();
  });

  function tellOrigin() {
    // Before a link's code is the reader's, they go back to what they have.
    const version = linked ? mine.own() : mine.before();
    back.hidden = !version || same(now(), version);
    reset.hidden = same(now(), codes);
    origin.textContent = linked ? t.linked : same(now(), codes) ? t.hint : t.edited;
  }

  function put(codes: Cells) {
    cells.forEach(({box}, i) => {
      box.set(codes[i]);
    });
    clear();
  }

  function clear() {
    for (const cell of cells) {
      cell.output.replaceChildren();
      tellFault(cell, undefined);
    }
    status.textContent = "";
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

  /** Ends what runs, and has nothing more to say of it. */
  function halt() {
    current?.stop();
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
    const show = (outcome: Outcome) => {
      const cell = cells[outcome.cell];
      cell.output.replaceChildren(...showValues(outcome));
      tellFault(cell, outcome.fault);
      if (outcome.fault && outcome.fault.from === undefined) faulty.push(outcome.cell + 1);
    };
    const own = runInWorker({type: "run", codes: now()}, reply => {
      if (reply.type === "outcome") show(reply.outcome);
    });
    current = own;
    stop.hidden = false;
    const end = await own.ended;
    if (current !== own) return;
    stop.hidden = true;
    status.textContent = end === "done" && faulty.length ? t.faulty(faulty.sort().join(", ")) : t[end];
  }

  async function open() {
    await Promise.all(cells.map(({box}) => box.open()));
    edit.hidden = true;
    cells[0].box.focus();
  }

  async function copyLink() {
    const code = await writeCode({id, cells: now()});
    if (code === undefined) notice(t.longLink);
    else await copy(new URL(`#${id}&code=${code}`, location.href).href);
  }

  function followLink(code: string | undefined) {
    if (code === carriedCode) return;
    carriedCode = code;
    if (code !== undefined) readLink(code);
    else if (linked) {
      // The reader has gone back to before the link.
      linked = false;
      put(mine.look());
      tellOrigin();
    }
  }

  async function readLink(code: string) {
    try {
      const carried = await readCode(code);
      if (carried.id !== id)
        return late(
          () => document.getElementById(carried.id),
          () => {},
          () => notice(t.otherLink(short(carried.id)))
        );
      if (carried.cells.length !== codes.length) throw new RangeError("cells of another number");
      writing.flush();
      linked = true;
      put(carried.cells);
      tellOrigin();
      element.scrollIntoView();
    } catch {
      notice(t.brokenLink);
    }
  }

  const edit = button(t.edit, open);
  const stop = button(t.stop, () => current?.stop());
  const back = button(t.mine, () => {
    writing.flush();
    put(linked ? mine.look() : mine.back());
    unlink();
  });
  const reset = button(t.reset, () => {
    current?.stop();
    put(codes);
    if (linked) return own();
    writing.start();
    writing.flush();
  });
  stop.hidden = true;
  const element = html(
    "section",
    {id, class: "editable", "data-code": "", "aria-labelledby": heading},
    html(
      "div",
      {class: "figure-head"},
      html("h3", {id: heading, class: "figure-title"}, title[language()]),
      html("div", {class: "figure-tools"}, edit, back, reset, button(t.link, copyLink))
    ),
    ...cells.map(({box, output, fault}) => html("div", {class: "editable-cell"}, box.element, fault, output)),
    html("div", {class: "editable-run"}, button(t.run, run, {class: "primary"}), stop, status),
    origin
  );

  const kept = mine.own();
  if (kept) put(kept);
  else if (mine.outgrown()) notice(t.storedOther);
  tellOrigin();
  followAddress(({code}) => followLink(code));
  return element;
}

/** Names that look declared at the start of a line: enough to complete them. */
function declared(code: string): string[] {
  return Array.from(code.matchAll(/^(?:const|let|var|function|class) +([\w$]+)/gm), ([, name]) => name);
}
