// Commit, then see: a figure asks what the reader expects, and its telling part stays covered until they have said so.
import {keptOn, type Trouble} from "../../lesson/kept.js";
import {count, significant} from "../../lesson/numbers.js";
import {
  type Answer,
  type Committed,
  type Drawn,
  distance,
  isCommitted,
  leadsTo,
  type Takes,
  takes
} from "../../lesson/prediction.js";
import {typedNumber} from "../../lesson/typed.js";
import {followAddress} from "../kit/address.js";
import {button} from "../kit/controls.js";
import {become, html, uid, write} from "../kit/dom.js";
import {plainText, rich} from "../kit/labels.js";
import {notice} from "../kit/notice.js";
import {settings} from "../kit/settings.js";
import {shelf} from "../kit/shelf.js";
import {isGuest, sentences, texts} from "../kit/texts.js";
import {unclear} from "../kit/unclear.js";

const t = texts({
  en: {
    before: "Before you look",
    commit: "That is my answer",
    show: "Show me",
    number: "Your number",
    none: "Choose an answer first.",
    undrawn: "Draw first what you expect.",
    notNumber: (text: string) => `“${text}” is not a number.`,
    outside: (least: string, most: string) => `It lies between ${least} and ${most}.`,
    result: "Your answer, and what was measured",
    you: "You said",
    measured: "Measured",
    pending: "not measured with these settings",
    as: "As you expected.",
    other: "Not as you expected.",
    distance: {
      same: (_: string) => "Your number is right.",
      close: (_: string) => "Your number is close.",
      small: (ratio: string) => `Your number is too small by a factor of ${ratio}.`,
      large: (ratio: string) => `Your number is too large by a factor of ${ratio}.`,
      apart: (difference: string) => `Your number is off by ${difference}.`
    },
    why: "Why? In your own words (kept on this device only)",
    lesson: "What the lesson says",
    covered: (ask: string) => `Covered until you have answered: ${ask}`,
    broken: "An answer that was kept in this browser does not fit this question and was left out.",
    full: "This browser keeps nothing for this page: what you answer is forgotten when you leave. All else works."
  },
  zh: {
    before: "看之前先想",
    commit: "我的答案就是它",
    show: "直接看",
    number: "你的数",
    none: "请先选一个答案。",
    undrawn: "请先画出你的预想。",
    notNumber: text => `“${text}”不是数字。`,
    outside: (least, most) => `答案在 ${least} 与 ${most} 之间。`,
    result: "你的答案，以及测得的结果",
    you: "你的答案",
    measured: "测得",
    pending: "这样设置没有测到",
    as: "与你预想的一样。",
    other: "与你预想的不同。",
    distance: {
      same: () => "你的数是对的。",
      close: () => "你的数很接近。",
      small: ratio => `你的数小了，测得的是它的 ${ratio} 倍。`,
      large: ratio => `你的数大了，是测得的 ${ratio} 倍。`,
      apart: difference => `你的数差了 ${difference}。`
    },
    why: "为什么？用自己的话写下来（只保存在这台设备上）",
    lesson: "课文怎么说",
    covered: ask => `先盖着，等你回答：${ask}`,
    broken: "浏览器里保存的一个回答与这个问题不符，已忽略。",
    full: "浏览器无法为本页保存内容：离开后你的回答会丢失。其他功能不受影响。"
  }
});

/** What the figure's present numbers say: the answer, and a sentence with these numbers. */
export interface Measured<A extends Answer> {
  readonly answer: A;
  readonly says: string;
}

interface Asked<A extends Answer> {
  /** The figure's. */
  readonly id: string;
  /** The figure's: a link that sets one of them wants it seen. */
  readonly parameters: readonly string[];
  readonly ask: string;
  /** Undefined where there are no numbers yet. */
  readonly measured: () => Measured<A> | undefined;
  /** The lesson's own explanation, in a sentence or two. */
  readonly because: string;
  /** Whether the figure's caption tells the answer, and is covered too. */
  readonly captionTells?: boolean;
  /** Whether something else may be measured on each device: times. */
  readonly differs?: boolean;
  /** Sets what the question asks about, where the figure opens on something else. */
  readonly shows?: () => void;
}

interface OfChoices<C extends string> extends Asked<C> {
  readonly choices: Readonly<Record<C, string>>;
}

interface OfNumber extends Asked<number> {
  readonly number: {readonly min: number; readonly max: number; readonly unit?: string};
}

/** The reader draws on the figure itself; only what is marked as `telling` there is covered. */
interface OfCurves extends Asked<Drawn> {
  readonly curves: {
    readonly count: number;
    readonly length: number;
    /** Where their points stand. */
    readonly at: readonly number[];
    readonly min: number;
    readonly max: number;
  };
  /** What is drawn at the moment; undefined before a stroke. */
  readonly drawn: () => Drawn | undefined;
  /** Curves in words, and the gap between the reader's and the measured ones. */
  readonly words: (curves: Drawn) => string;
  readonly gap: (given: Drawn, right: Drawn) => string;
}

type Question<C extends string> = OfChoices<C> | OfNumber | OfCurves;

/** What a figure needs of its prediction. */
export interface Prediction {
  /** The telling part of the figure, with the question over it, and below it what came of it. */
  cover(...telling: readonly Node[]): HTMLElement;
  /** What stands in the figure's words while its telling part is covered, else undefined. */
  covered(): string | undefined;
  /** What was committed; undefined before that, and where the reader has only asked to see. */
  given(): Answer | undefined;
  /** Forgets what was committed: the question is asked again. */
  forget(): void;
  /** Brings the measured numbers up to date. */
  refresh(): void;
}

/** A figure that asks nothing. */
const silent: Prediction = {
  cover: (...telling) => html("div", ...telling),
  covered: () => undefined,
  given: () => undefined,
  forget() {},
  refresh() {}
};

/** What stands for all that a figure tells while it asks. */
export const coveredBy = (ask: string): string => t.covered(plainText(ask));

/** Whether figures here tell without asking: in other pages, and where a teacher wants it so. */
export const asksNothing = (): boolean => isGuest() || settings.embed !== "" || settings.predict === "off";

/**
 * A question that stands over the telling part of a figure until the reader has committed to an answer, or asked to see it.
 * Then the answer stands beside what was measured, and asks why. What was committed is kept on this device, for both
 * languages. Nothing is covered on paper, in a presentation and while the companion is open (style.css), nor where a link
 * leads to this figure's values; a figure that stands elsewhere asks nothing, nor does a page whose teacher wants it so.
 */
export function prediction<C extends string>(options: Question<C>): Prediction {
  if (asksNothing()) return silent;
  const {id, ask, parameters, shows} = options;
  const kept = keptOn<Committed>(
    () => shelf("localStorage"),
    `prediction ${id}`,
    (value): value is Committed => isCommitted(options, value),
    (trouble: Trouble) => {
      notice(t[trouble]);
      // It is said once.
      if (trouble === "broken") kept.write(undefined);
    }
  );
  let committed = kept.read();
  /** A link leads to values of this figure: whoever made it wants them seen. */
  let linked = false;
  const keep = (next: Omit<Committed, "version"> | undefined) => {
    committed = next && {version: 1, ...next};
    kept.write(committed);
  };

  const form = answerForm(options, given => {
    keep({given});
    shows?.();
    show();
    // It stands where the question stood.
    result.verdict.focus({preventScroll: true});
  });
  const result = resultView(options, why => keep({...committed, why: why || undefined}));
  const wrapper = html(options.captionTells ? "div.predicted.with-caption" : "div.predicted");
  wrapper.classList.toggle("drawn", "curves" in options);
  // Read by `npm run stills`: a page on which no figure stands speaks of what figures ask.
  const found = () => (options.differs ? undefined : options.measured()?.answer);
  Object.assign(wrapper, {asks: () => ({...asksFor(options), measured: found()})});

  function show() {
    const before = wrapper.className;
    wrapper.classList.toggle("covered", !committed && !linked);
    result.show(committed);
    // The figure says something else from now on.
    if (wrapper.className !== before) wrapper.dispatchEvent(new Event("shown", {bubbles: true}));
  }

  return {
    cover(...telling) {
      wrapper.append(
        html("curves" in options ? "div" : "div.telling", ...telling),
        html("div.prediction-cover", form.element)
      );
      show();
      if (settings.predict !== "required")
        followAddress(hash => {
          linked ||= leadsTo(hash, id, parameters);
          show();
        });
      return html("div", result.verdict, wrapper, result.reason);
    },
    covered() {
      const seen =
        !wrapper.classList.contains("covered") ||
        wrapper.closest(".stage") ||
        document.querySelector(".companion");
      return seen ? undefined : coveredBy(ask);
    },
    given: () => committed?.given,
    forget() {
      linked = false;
      keep(undefined);
      form.clear();
      show();
    },
    refresh: () => result.show(committed)
  };
}

/** What a question asks and takes, as plain values. */
function asksFor<C extends string>(
  options: Question<C>
): {readonly ask: string; readonly unit?: string} & Takes {
  const {ask} = options;
  if ("choices" in options) return {ask, choices: options.choices};
  if ("curves" in options) return {ask, curves: options.curves};
  const {min, max, unit} = options.number;
  return {ask, number: {min, max}, ...(unit !== undefined && {unit})};
}

/** The question with its choices, or a box for a number. `commit` is given nothing by who only wants to see. */
function answerForm<C extends string>(options: Question<C>, commit: (given?: Answer) => void) {
  const name = uid("prediction");
  const problem = html("p.prediction-problem", {role: "status"});
  const fields = fieldsOf(name, options);
  const submit = (event: Event) => {
    event.preventDefault();
    const {given, wrong = ""} = fields.read();
    write(problem, wrong);
    if (given !== undefined) commit(given);
  };
  const element = html(
    "form.prediction",
    {submit, novalidate: true},
    html(
      "fieldset",
      html("legend", html("span.prediction-mark", t.before), " ", ...rich(options.ask)),
      fields.element
    ),
    html(
      "div.prediction-acts",
      html("button.primary", {type: "submit"}, t.commit),
      // A teacher may want an answer.
      settings.predict !== "required" && button(t.show, () => commit(), {class: "quiet"})
    ),
    problem
  );
  return {
    element,
    clear() {
      element.reset();
      write(problem, "");
    }
  };
}

function fieldsOf<C extends string>(name: string, options: Question<C>): Fields {
  if ("choices" in options) return choiceFields(name, options.choices);
  if ("number" in options) return numberField(options.number);
  return {
    element: html("span"),
    read() {
      const given = options.drawn();
      return given ? {given} : {wrong: t.undrawn};
    }
  };
}

interface Fields {
  readonly element: HTMLElement;
  /** What is chosen or typed, or what is wrong with it. */
  read(): {readonly given?: Answer; readonly wrong?: string};
}

function choiceFields(name: string, choices: {readonly [choice: string]: string}): Fields {
  const radios = Object.keys(choices).map(value => html("input", {type: "radio", name, value}));
  return {
    element: html(
      "div.prediction-choices",
      ...radios.map(radio => html("label", radio, html("span", ...rich(choices[radio.value]))))
    ),
    read() {
      const given = radios.find(radio => radio.checked)?.value;
      return given === undefined ? {wrong: t.none} : {given};
    }
  };
}

function numberField(number: OfNumber["number"]): Fields {
  const {min, max, unit = ""} = number;
  const box = html("input.number", {type: "text", inputmode: "decimal", size: 8});
  return {
    element: html("label.prediction-number", html("span", t.number), box, unit),
    read() {
      const {value, meanings} = typedNumber(box.value);
      if (value === undefined)
        return {wrong: meanings.length ? unclear(box.value, meanings) : t.notNumber(box.value)};
      return takes({number}, value) ? {given: value} : {wrong: t.outside(count(min), count(max))};
    }
  };
}

/** The reader's answer beside what was measured, the gap between them, and why. */
function resultView<C extends string>(options: Question<C>, keepWhy: (text: string) => void) {
  const [you, measured] = [html("dd"), html("dd")];
  const yours = html("div", html("dt", t.you), you);
  const gap = html("p.prediction-gap");
  const because = html("details", html("summary", t.lesson), html("p", ...rich(options.because)));
  const why = html("textarea", {
    rows: 2,
    maxlength: 600,
    input: () => keepWhy(why.value.trim()),
    change: () => {
      because.open ||= why.value.trim() !== "";
    }
  });
  const verdict = html(
    "section.prediction-result",
    {tabindex: -1, "aria-label": t.result},
    html("dl", yours, html("div", html("dt", t.measured), measured)),
    gap
  );
  // Asked once the reader has seen: below the figure.
  const reason = html("div.prediction-why", html("label", html("span", t.why), why), because);
  const words = (answer: Answer) => {
    if ("choices" in options) return options.choices[answer as C];
    if ("curves" in options) return options.words(answer as Drawn);
    const number = Number(answer);
    return `${Number.isInteger(number) ? count(number) : significant(number)}${options.number.unit ?? ""}`;
  };
  const judge = (given: Answer, right: Answer) =>
    "curves" in options ? options.gap(given as Drawn, right as Drawn) : judged(given, right);
  return {
    verdict,
    reason,
    show(committed: Committed | undefined) {
      verdict.hidden = reason.hidden = committed === undefined;
      if (!committed) {
        why.value = "";
        because.open = false;
        return;
      }
      const {given} = committed;
      const found = options.measured();
      yours.hidden = given === undefined;
      if (given !== undefined) become(you, ...rich(words(given)));
      become(measured, ...rich(found ? words(found.answer) : t.pending));
      become(
        gap,
        ...rich(sentences(found && given !== undefined && judge(given, found.answer), found?.says))
      );
      if (document.activeElement !== why) why.value = committed.why ?? "";
      because.open ||= committed.why !== undefined;
    }
  };
}

/** The gap in words. */
function judged(given: Answer, right: Answer): string {
  if (typeof given !== "number" || typeof right !== "number") return given === right ? t.as : t.other;
  const {how, by} = distance(given, right);
  return t.distance[how](significant(by, 2));
}
