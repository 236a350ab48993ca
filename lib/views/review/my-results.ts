// A learner's results as a file or a link, put together on their device when they ask for it: what goes into them is shown
// before anything is saved, and nothing is sent.
import {pack} from "../../lesson/packed.js";
import {ownResults} from "../../lesson/results/own.js";
import {longest, type Results, writeResults} from "../../lesson/results/results.js";
import {copy} from "../kit/clipboard.js";
import {button} from "../kit/controls.js";
import {html, write} from "../kit/dom.js";
import {notice} from "../kit/notice.js";
import {saveFile} from "../kit/save.js";
import {settings} from "../kit/settings.js";
import {listed, sentences, texts} from "../kit/texts.js";
import {acts, field, panel, remark} from "../results/handing.js";
import {countsIn, held} from "../results/held.js";
import {type FigureFile, partsHere, readHere} from "../results/here.js";

const t = texts({
  en: {
    open: "Put my results together",
    absent: "What the lesson asks could not be loaded; perhaps the network is away.",
    name: "Name or code, as you choose; it may stay empty",
    nothing:
      "So far there is nothing to hand in: no prediction, no answer, no goal, no exercise, no changed cell.",
    holds: (parts: string) => `It holds ${parts}; the name that you type, and the time.`,
    else: "Nothing else: no reasons that you wrote, no settings, nothing about you or this device.",
    tooLong: (n: number) =>
      `${n} pieces of code are too long for it (more than ${longest.code} letters) and stay out.`,
    all: "All that it holds",
    save: "Save as a file",
    link: "Copy as a link",
    noLink: "This is too much for a link. Save the file.",
    sent: "Nothing is sent: you give the file or the link to whom you like. Whoever has it can read it."
  },
  zh: {
    open: "汇总我的结果",
    absent: "没能加载课程的题目：也许网络断了。",
    name: "姓名或代号，由你决定，也可以不填",
    nothing: "还没有可以交的内容：没有预测、回答、目标、练习，也没有改动过的单元格。",
    holds: parts => `里面有${parts}；还有你填的名字和时间。`,
    else: "此外什么都没有：没有你写的理由，没有设置，也没有关于你或这台设备的任何信息。",
    tooLong: n => `有 ${n} 段代码太长（超过 ${longest.code} 个字符），不放进去。`,
    all: "里面的全部内容",
    save: "保存为文件",
    link: "复制为链接",
    noLink: "内容太多，放不进链接，请保存文件。",
    sent: "什么都不会发送：文件或链接交给谁，由你决定。拿到它的人都能读到内容。"
  }
});

/** The panel; what it needs comes when it is opened. */
export function myResults({figures}: {readonly figures: FigureFile}): HTMLElement {
  const open = button(t.open, async () => {
    open.disabled = true;
    try {
      const panel = panelOf(await partsHere(figures));
      open.replaceWith(panel.element);
      panel.focus();
    } catch (error) {
      console.warn(error);
      open.disabled = false;
      notice(t.absent);
    }
  });
  return html("section.my-results", {id: "my-results-panel"}, open);
}

type Parts = Awaited<ReturnType<typeof partsHere>>;

function panelOf(parts: Parts) {
  const box = html("input", {
    type: "text",
    maxlength: longest.name,
    autocomplete: "off",
    spellcheck: "false"
  });
  const [holds, left] = [html("p"), html("p", t.else)];
  const list = html("div");
  const all = html("details", {toggle: () => showAll()}, html("summary", t.all), list);
  let shown = "";

  /** What is kept at this moment. */
  const gather = () =>
    ownResults(parts, {read: readHere, name: box.value, made: Date.now(), questions: settings.questions});
  function refresh(): Results {
    const {results, tooLong} = gather();
    const counts = countsIn(results);
    const some = counts.length > 0;
    write(holds, some ? sentences(t.holds(listed(counts)), tooLong > 0 && t.tooLong(tooLong)) : t.nothing);
    for (const element of [left, all]) element.hidden = !some;
    for (const act of [save, link]) act.disabled = !some;
    const {made: _, name: __, ...rest} = results;
    const now = JSON.stringify(rest);
    if (now !== shown) list.replaceChildren();
    shown = now;
    showAll();
    return results;
  }
  function showAll() {
    if (all.open && !list.firstChild) list.append(held(parts, gather().results));
  }

  const save = button(
    t.save,
    () => {
      const results = refresh();
      saveFile(writeResults(results), fileName(results.name));
    },
    {class: "primary"}
  );
  const link = button(t.link, async () => {
    const packed = await pack(writeResults(refresh()));
    if (packed === undefined) return notice(t.noLink);
    await copy(new URL(`./collect.html#results=${packed}`, location.href.replace(/[?#].*/, "")).href);
  });
  const element = panel(field(t.name, box), holds, left, all, acts(save, link), remark(t.sent));
  element.addEventListener("focusin", refresh);
  element.addEventListener("pointerenter", refresh);
  refresh();
  return {element, focus: () => box.focus()};
}

/** The name of the file: with the learner's, as far as all systems take it. */
const fileName = (name: string) =>
  `${["results", name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")].filter(Boolean).join("-")}.json`;
