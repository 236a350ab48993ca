// The page that a course's system opens: it shows the lesson in a frame, and reports to the system what is kept of the
// learner's work. The lesson knows nothing of it.
import {begin, type Course, findApi} from "../../lesson/course/api.js";
import {whyNotOwn} from "../../lesson/course/learner.js";
import {type Before, reportOf, withEarlier} from "../../lesson/course/report.js";
import {type Demand, type Standing, standing} from "../../lesson/course/standing.js";
import {resume, suspend} from "../../lesson/course/suspended.js";
import {isPlace, languageOfTag} from "../../lesson/languages.js";
import {better} from "../../lesson/results/better.js";
import type {Parts} from "../../lesson/results/lesson.js";
import {keptFor, ownResults} from "../../lesson/results/own.js";
import type {Results} from "../../lesson/results/results.js";
import {write} from "../kit/dom.js";
import {nameHere, shelf} from "../kit/shelf.js";
import {partsHere, readHere} from "../results/here.js";
import {type Said, texts} from "./texts.js";

/** What the package was made with, as its page says it. */
export interface Options {
  /** The page that is shown first, with how a teacher wants it: `index.html?questions=7`. */
  readonly start: string;
  readonly demand: Demand;
  /** The address of what figures ask. */
  readonly figures: string;
}

/** Milliseconds after which what is no progress is kept by the system, too: some stop the page while they do. */
const patience = 60_000;

/** Shows the lesson in the frame, and says below it what is reported. */
export async function open(frame: HTMLIFrameElement, line: HTMLElement, options: Options): Promise<void> {
  const began = performance.now();
  const start = new URL(options.start, location.href);
  const tell = teller(frame, line);
  frame.addEventListener("load", () => {
    if (frame.contentDocument) leaveInTabs(frame.contentDocument);
  });
  const {course, why} = connect();
  let place = "";
  if (why) {
    tell(say => say[why]);
    addEventListener("pagehide", () => course?.finish());
  } else {
    place = course.get("cmi.core.lesson_location");
    try {
      await reporting(course, options, {began, questions: Number(start.searchParams.get("questions")), tell});
      frame.addEventListener("load", () => {
        const page = placeOf(frame.contentWindow?.location.pathname);
        if (page) course.set("cmi.core.lesson_location", page);
      });
    } catch (error) {
      console.warn(error);
      tell(say => say.absent);
    }
  }
  frame.src = isPlace(place) ? new URL(place + start.search, location.href).href : start.href;
}

type Tell = (sentence: (say: Said) => string) => void;

/** Says a sentence below the frame, in the language of the page in it, which may change. */
function teller(frame: HTMLIFrameElement, line: HTMLElement): Tell {
  let said: (say: Said) => string = () => "";
  const show = () => {
    const lang = frame.contentDocument?.documentElement.lang || document.documentElement.lang;
    document.documentElement.lang = lang;
    write(line, said(texts[languageOfTag(lang)]));
  };
  frame.addEventListener("load", show);
  return sentence => {
    said = sentence;
    show();
  };
}

/** The system; or why nothing is reported to it. */
function connect():
  | {readonly course: Course; readonly why?: undefined}
  | {
      readonly course?: Course;
      readonly why: "alone" | "refused" | "looking" | "unkept" | "full" | "crowded";
    } {
  const api = findApi(window);
  if (!api) return {why: "alone"};
  const course = begin(api);
  if (!course) return {why: "refused"};
  if (["review", "browse"].includes(course.get("cmi.core.lesson_mode"))) return {course, why: "looking"};
  const learner = course.get("cmi.core.student_id").slice(0, 255);
  const why = whyNotOwn(() => localStorage, nameHere(""), learner);
  return why ? {course, why} : {course};
}

interface Visit {
  /** When it began, in the page's milliseconds. */
  readonly began: number;
  /** The seed of a class's questions; 0 where there is none. */
  readonly questions: number;
  readonly tell: Tell;
}

/**
 * Brings what the system keeps together with what is kept here, and reports the better of the two, now and whenever
 * something is kept in the frame.
 *
 * @throws where what is counted cannot be loaded
 */
async function reporting(
  course: Course,
  {demand, figures}: Options,
  {began, questions, tell}: Visit
): Promise<void> {
  const [status, score] = ["lesson_status", "score.raw"].map(name => course.get(`cmi.core.${name}`));
  let suspended = course.get("cmi.suspend_data");
  const parts = await partsHere({json: async () => (await fetch(figures)).json()});
  const own = ownHere(parts, questions);
  const earlier = await resume(suspended, parts);
  const before: Before = {status, score, unread: earlier === "unread"};
  let best = earlier && earlier !== "unread" ? better(earlier, own) : own;
  restore(keptFor(parts, best, questions), keptFor(parts, own, questions));

  /** Tells the system what stands now. */
  function report(): Standing {
    best = better(best, ownHere(parts, questions));
    const now = withEarlier(standing(parts, best, demand), before);
    const visit = {suspended, milliseconds: performance.now() - began};
    for (const [element, value] of reportOf(now, before, visit)) course.set(element, value);
    return now;
  }

  let said = "";
  let later: ReturnType<typeof setTimeout> | undefined;
  const commit = (now: Standing) => {
    clearTimeout(later);
    later = undefined;
    tell(course.commit() ? say => say.standing(now, before.unread) : say => say.untaken);
  };
  async function refresh() {
    report();
    suspended = await suspend(best).catch(() => suspended);
    const now = report();
    const progress = JSON.stringify(now) !== said;
    said = JSON.stringify(now);
    if (progress) commit(now);
    else later ??= setTimeout(() => commit(now), patience);
  }

  addEventListener("storage", ({key}) => {
    // The system may keep things there, too. Without a key, all has been forgotten.
    if (key === null || key.startsWith(`${nameHere("")} `)) void refresh();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") commit(report());
  });
  addEventListener("pagehide", () => {
    commit(report());
    course.finish();
  });
  // A page that comes back from the browser's cache has taken its leave.
  addEventListener("pageshow", ({persisted}) => {
    if (persisted) location.reload();
  });
  await refresh();
}

const placeOf = (path = ""): string | undefined => {
  const place = path.slice(new URL("./", location.href).pathname.length);
  return isPlace(place) ? place : undefined;
};

const ownHere = (parts: Parts, questions: number): Results =>
  ownResults(parts, {read: readHere, name: "", made: Date.now(), questions}).results;

/** Keeps what is not kept here. */
function restore(all: ReadonlyMap<string, unknown>, here: ReadonlyMap<string, unknown>): void {
  for (const [name, value] of all) {
    const text = JSON.stringify(value);
    if (text === JSON.stringify(here.get(name))) continue;
    try {
      shelf("localStorage").setItem(name, text);
    } catch (error) {
      // The system keeps it still.
      console.warn(error);
    }
  }
}

/** Other sites refuse to stand in a frame: they open in tabs. */
function leaveInTabs(page: Document): void {
  page.addEventListener(
    "click",
    ({target}) => {
      const link = (target as Element).closest?.<HTMLAnchorElement>("a[href]");
      if (!link || link.target || link.origin === location.origin || !/^https?:/.test(link.protocol)) return;
      link.target = "_blank";
      link.rel = "noopener";
    },
    {capture: true}
  );
}
