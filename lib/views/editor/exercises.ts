import type {Exercise, Text} from "../../lesson/exercises/index.js";
import {exercises} from "../../lesson/exercises/index.js";
import {works as keptWorks, type Work, workName} from "../../lesson/kept.js";
import {runInWorker} from "../../sandbox/client.js";
import type {Fault} from "../../sandbox/run.js";
import type {Report} from "../../sandbox/worker.js";
import {button} from "../kit/controls.js";
import {type Child, html, uid} from "../kit/dom.js";
import {keep, keptElsewhere, soon} from "../kit/keep.js";
import {rich} from "../kit/labels.js";
import {language, sentences, texts} from "../kit/texts.js";
import {codeBox} from "./code-box.js";
import {coloured} from "./coloured.js";
import {remarked} from "./remarks.js";

const t = texts({
  en: {
    start: "Write",
    check: "Check",
    hint: (i: number, n: number) => `Hint ${i} of ${n}`,
    solution: "Show a solution",
    reset: "Start again",
    provided: (title: string) => `Given for “${title}”`,
    code: (title: string) => `Your code for “${title}”`,
    solved: "solved",
    solutionTitle: "A solution",
    checking: "Checking…",
    right: (cases: number) => `Right: it agrees with the library on all ${cases} inputs.`,
    wrong: "Not yet.",
    threw: "your function stops with an error",
    nothing: "your function returns nothing (is there a return?)",
    promise: "your function returns a promise, not numbers (it must not be async)",
    other: "the result is not a number, nor arrays of numbers of equal length",
    shape: (own: string, due: string) =>
      `the result is ${own ? `of shape ${own}` : "a number"}, where ${due ? `shape ${due}` : "a number"} is due`,
    value: "the value differs",
    smallest: (what: string) => `The smallest input found on which ${what}:`,
    expected: "expected",
    given: "your result",
    overtime: "Stopped after 3 seconds: is there a loop that does not end?",
    stopped: "Stopped.",
    failed: "It could not be checked: the worker gave up.",
    at: (line: number | undefined, message: string) => (line ? `Line ${line}: ${message}` : message),
    progress: (done: number, all: number) => `${done} of ${all} exercises solved`,
    forget: "Reset all exercises"
  },
  zh: {
    start: "动手写",
    check: "检查",
    hint: (i, n) => `提示 ${i}/${n}`,
    solution: "显示一种解法",
    reset: "从头再来",
    provided: title => `“${title}”里已给出的代码`,
    code: title => `你为“${title}”写的代码`,
    solved: "已完成",
    solutionTitle: "一种解法",
    checking: "正在检查……",
    right: cases => `正确：在全部 ${cases} 个输入上都与库一致。`,
    wrong: "还不对。",
    threw: "函数因错误而中止",
    nothing: "函数没有返回值（是不是少了 return？）",
    promise: "函数返回的是 Promise，而不是数（函数不能是 async）",
    other: "结果既不是数，也不是由等长数组组成的数",
    shape: (own, due) =>
      `结果${own ? `的形状是 ${own}` : "是一个数"}，而应得到${due ? `形状 ${due}` : "一个数"}`,
    value: "数值不同",
    smallest: what => `找到的最小的出错输入，${what}：`,
    expected: "应为",
    given: "你的结果",
    overtime: "3 秒后已停止：是不是有不会结束的循环？",
    stopped: "已停止。",
    failed: "没能检查：后台线程中止了。",
    at: (line, message) => (line ? `第 ${line} 行：${message}` : message),
    progress: (done, all) => `已完成 ${done} 题，共 ${all} 题`,
    forget: "重置全部练习"
  }
});

const inLanguage = (text: Text) => text[language()];

const ids = exercises.map(({id}) => id);
const works = keptWorks(keep, ids);
/** Told when what is kept has changed: here, or in another tab (`elsewhere`). */
const listeners = new Set<(by: "reader" | "reset" | "elsewhere") => void>();

function announce(by: "reader" | "reset" | "elsewhere") {
  for (const listener of listeners) listener(by);
}

keptElsewhere(ids.map(workName), () => announce("elsewhere"));

/** How many exercises are solved, and a button that forgets them all. */
export function exerciseProgress(): HTMLElement {
  const text = html("span", {role: "status"});
  const bar = html("progress", {max: exercises.length, "aria-hidden": "true"});
  const forget = button(t.forget, () => {
    works.forget(...ids);
    announce("reset");
  });
  const show = () => {
    const done = ids.filter(id => works.of(id).solved).length;
    text.textContent = t.progress(done, exercises.length);
    bar.value = done;
    forget.disabled = !works.any();
  };
  listeners.add(show);
  show();
  return html("div.exercise-progress", bar, text, forget);
}

/** An exercise: its task, an editor, hints one by one, a check against the library, a solution for those who want it. */
export function exercise(id: string): HTMLElement {
  const row = exercises.find(e => e.id === id);
  if (!row) throw new Error(`no exercise named ${id}: there are ${exercises.map(e => e.id).join(", ")}`);
  const {title, ask, name, hints, slips} = row;
  const [starter, solution] = [row.starter, row.solution].map(remarked);
  const heading = uid("exercise");
  const feedback = feedbackLine();
  const shownHints = oneByOne(hints);
  const model = html("div.exercise-solution", {"aria-live": "polite"});
  const badge = html("span.exercise-solved", `✓ ${t.solved}`);
  let current: ReturnType<typeof runInWorker> | undefined;
  const writing = soon(() => note({code: box.code}));
  const note = (change: Work) => {
    works.note(id, change);
    announce("reader");
  };

  // What stands before the function that is asked for is there to be used.
  const given = starter.slice(0, starter.indexOf(`function ${name}(`));
  const box = codeBox({
    code: works.of(id).code ?? starter,
    given,
    pressed: () => void write(),
    name: t.code(inLanguage(title)),
    names: () => [name, ...row.parameters],
    change: writing.start,
    run: check
  });

  async function check() {
    current?.stop();
    box.mark();
    feedback.say("", t.checking);
    let report: Report | undefined;
    let fault: Fault | undefined;
    // A new seed each time: what was right by chance does not stay so.
    const seed = Math.floor(Math.random() * 1e6);
    const mine = runInWorker({type: "grade", exercise: id, code: box.code, seed}, reply => {
      if (reply.type === "report") report = reply.report;
      else if (reply.type === "fault") fault = reply.fault;
    });
    current = mine;
    const end = await mine.ended;
    if (current !== mine) return;
    if (fault) {
      box.mark(fault);
      feedback.say("wrong", t.wrong, t.at(fault.line, fault.message));
    } else if (!report) feedback.say("wrong", end === "done" ? t.failed : t[end]);
    else if (report.failure) {
      box.mark(report.failure.fault);
      feedback.explain(report.failure);
      if (!works.of(id).solved)
        note({code: box.code, ...missedOnce(slips, works.of(id), report.failure.say)});
    } else {
      feedback.say("right", t.right(report.cases));
      note({code: box.code, solved: true});
    }
  }

  async function write() {
    await box.open();
    start.hidden = true;
    checks.classList.add("primary");
    box.focus();
  }
  // First one writes, then one checks.
  const start = button(t.start, write, {class: "primary"});
  const checks = button(t.check, check);
  const follow = (by: "reader" | "reset" | "elsewhere") => {
    const {code, solved} = works.of(id);
    badge.hidden = !solved;
    if (by === "reset" || (by === "elsewhere" && code === undefined && box.code !== starter)) restart();
    // What is being written here is kept in a moment.
    else if (by === "elsewhere" && code !== undefined && code !== box.code && !writing.waits()) box.set(code);
  };
  function restart() {
    current?.stop();
    current = undefined;
    writing.stop();
    box.set(starter);
    box.mark();
    shownHints.clear();
    model.replaceChildren();
    feedback.element.replaceChildren();
  }
  listeners.add(follow);
  follow("reader");
  return html(
    "section.editable.exercise",
    {id, "aria-labelledby": heading},
    html("div.figure-head", html("h3.figure-title", {id: heading}, inLanguage(title)), badge),
    html("p.exercise-ask", ...marked(inLanguage(ask))),
    html(
      "div.editable-cell",
      given && shownCode(given.trimEnd(), t.provided(inLanguage(title)), "given"),
      box.element
    ),
    html(
      "div.editable-run",
      start,
      checks,
      shownHints.more,
      button(t.solution, () => model.replaceChildren(shownSolution(solution)), {class: "quiet reveal"}),
      button(
        t.reset,
        () => {
          works.forget(id);
          announce("reader");
          restart();
        },
        {class: "quiet"}
      )
    ),
    shownHints.list,
    feedback.element,
    model
  );
}

/** How often an exercise was missed, and by which slips, after one more check. */
function missedOnce(
  slips: Exercise["slips"],
  {missed = 0, slips: before = []}: Work,
  said: Text | undefined
): Work {
  const slip = slips.findIndex(({say}) => say.en === said?.en);
  return {missed: missed + 1, slips: slip < 0 || before.includes(slip) ? before : [...before, slip]};
}

/** Hints, and a button that shows one more. */
function oneByOne(hints: Exercise["hints"]) {
  const list = html("ol.exercise-hints", {"aria-live": "polite"});
  const more = button("", () => {
    list.append(html("li", ...marked(inLanguage(hints[list.children.length]))));
    name();
  });
  function name() {
    const given = list.children.length;
    more.textContent = t.hint(Math.min(given + 1, hints.length), hints.length);
    more.disabled = given === hints.length;
  }
  name();
  const clear = () => {
    list.replaceChildren();
    name();
  };
  return {list, more, clear};
}

/** What is said to an answer. */
function feedbackLine() {
  const element = html("div.exercise-feedback", {role: "status"});

  function say(kind: "" | "right" | "wrong", ...lines: Child[]) {
    element.className = `exercise-feedback feedback ${kind}`;
    element.replaceChildren(...lines.filter(Boolean).map(line => html("p", line)));
  }

  /** Shows the smallest input on which the answer is wrong. */
  function explain(failure: NonNullable<Report["failure"]>) {
    const {args, expected, given, kind, own = "", due = "", fault, say: slip} = failure;
    const rows = [
      ...args,
      [t.expected, expected],
      ...(fault || kind === "nothing" || kind === "promise" ? [] : [[t.given, given]])
    ];
    const wrong = html("span", ...marked(sentences(t.wrong, slip && inLanguage(slip))));
    say("wrong", wrong, fault && t.at(fault.line, fault.message));
    element.append(
      html("p.counterexample-title", t.smallest(kind === "shape" ? t.shape(own, due) : t[kind])),
      html(
        "dl.counterexample",
        ...rows.flatMap(([name, value]) => [html("dt", name), html("dd", html("code", value))])
      )
    );
  }

  return {element, say, explain};
}

const shownSolution = (solution: Exercise["solution"]) =>
  html("div", html("h4", t.solutionTitle), shownCode(solution, t.solutionTitle));

const shownCode = (code: string, label: string, name = "") =>
  html(
    "pre",
    {class: name, tabindex: 0, role: "region", "aria-label": label},
    html("code", ...coloured(code))
  );

/** Text with code between backticks, and names of values as the course writes them. */
const marked = (text: string) =>
  text.split("`").flatMap((part, i) => (i % 2 ? [html("code", part)] : rich(part)));
