// The companion: a bar at the window's foot that keeps the page and a lecture video together.
import {type Lecture, lectureOf, parseCues} from "../../lesson/cues.js";
import {html} from "../kit/dom.js";
import {settings as wanted} from "../kit/settings.js";
import {language, texts} from "../kit/texts.js";
import {onReaderActs, pageName, settled, sightOn, unlight} from "./follow.js";
import {type CueFile, messages} from "./messages.js";
import {lengthCheck, playback} from "./playback.js";
import {keepSession, recallSource, type Session, type SourceName, timeOf} from "./session.js";
import {settings} from "./settings.js";
import type {Failure} from "./sources.js";
import {type Panel, strip} from "./strip.js";
import {topics} from "./topics.js";

const t = texts({en: {name: "Lecture companion"}, zh: {name: "课程视频同步"}});

/** Opens the companion; `session` goes on where the reader was on the page before. */
export async function companion(opener: HTMLButtonElement, session?: Session): Promise<void> {
  const page = pageName();
  const files = await loadCues();
  const lectures = recorded(files, page);
  const lecture = lectures.find(({id}) => id === session?.lecture) ?? lectureOf(lectures, page) ?? none;
  const name = session?.source ?? firstSource(lecture);
  const plays = playback({lectures, lecture, name, opened, changed: update, failed});
  let [following, running] = [session?.following ?? true, false];
  // On a page that the reader has just come to, the figures are still being made.
  let arrived = session === undefined;

  const step = (by: number) => seek(Math.max(0, plays.time + by));
  const message = messages();
  const checkLength = lengthCheck(message);
  const picture = html("div.companion-picture");
  const bar = strip({toggle, seek, step, follow, close, unfold: name => panels.unfold(name)});
  const list = topics({page, jump: ({start}) => seek(start + plays.offset)});
  const choices = settings({lectures, choose, changeOffset});
  const showPicture = seenOnceWanted(picture, session !== undefined);
  const panels = panelsOf(bar, list, choices.element, showPicture);
  const covered = () => coveredBy([bar.element, list.element, choices.element, picture]);
  const sight = sightOn(page, covered, message.notTaken);
  const element = elementOf([list.element, choices.element, picture], [message.element, bar.element], {
    keydown: keysOf({step, toggle, fold: panels.fold}) as EventListener,
    drop: drop as EventListener
  });
  const open = new AbortController();
  document.addEventListener("click", followMark, open);
  opener.addEventListener("click", close, open);
  document.querySelector("#observablehq-center")?.append(element);
  const stopListening = onReaderActs(element, () => {
    sight.rest();
    if (!following || !plays.playing) return;
    following = false;
    update();
  });
  const timer = setInterval(update, 250);
  message.read(files);
  plays.use(name, session ? timeOf(session) : 0, session?.playing);
  if (session) {
    await settled();
    arrived = true;
    if (following) sight.take(plays.cue);
  } else bar.focus();

  function opened() {
    const {lecture, name, source, offset} = plays;
    picture.replaceChildren(...(source?.picture ? [source.picture] : []));
    list.update(lecture, offset);
    choices.update({lecture, source: name, offset});
    update();
  }

  function update() {
    // Sources report while they are being made.
    if (!plays.source || !element.isConnected) return;
    const {lecture, name, time, playing, offset, cue} = plays;
    // Who begins to play wants to see the page: on a phone each line counts.
    if (playing && !running) panels.clear();
    showPicture(playing || name !== "youtube");
    document.body.style.setProperty("--covered", `${covered()}px`);
    running = playing;
    if (arrived && cue !== sight.cue && following && playing) sight.take(cue);
    bar.update({lecture, cue, page, time, offset, playing, following});
    list.mark(cue);
    checkLength(plays);
    keepSession({lecture: lecture.id, source: name, time, playing, following, saved: Date.now()});
  }

  function follow() {
    following = true;
    sight.take(plays.cue);
    update();
  }

  function seek(time: number) {
    plays.source?.seek(time);
    follow();
  }

  function toggle() {
    if (plays.playing) return plays.source?.pause();
    following = true;
    showPicture(true);
    plays.source?.play();
    // Who paused to try something in the figure keeps that until the next topic.
    if (plays.cue === sight.cue) sight.look();
    update();
  }

  function choose(id: string, name: SourceName) {
    sight.forget();
    message.clear();
    plays.choose(id, name);
  }

  function changeOffset(seconds: number) {
    plays.shift(seconds);
    list.update(plays.lecture, seconds);
    update();
  }

  /** A mark beside a passage leads to the video that is open here. */
  function followMark(event: MouseEvent) {
    const {lecture = "", time} = markAt(event)?.dataset ?? {};
    if (!lectures.some(({id}) => id === lecture)) return;
    event.preventDefault();
    if (lecture !== plays.lecture.id) choose(lecture, plays.name);
    seek(Number(time) + plays.offset);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) plays.take(file);
  }

  function failed(failure: Failure) {
    message.failed(failure, () => plays.use("clock", plays.time));
    update();
  }

  function close() {
    clearInterval(timer);
    sight.rest();
    stopListening();
    document.body.style.removeProperty("--covered");
    open.abort();
    plays.source?.close();
    element.remove();
    unlight();
    keepSession(undefined);
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  }
}

/** The companion's place at the window's foot: what stands above the bar, and what takes the whole width. */
function elementOf(above: readonly Node[], wide: readonly Node[], events: Record<string, EventListener>) {
  const dragover = (event: Event) => event.preventDefault();
  return html(
    "section.companion",
    {"aria-label": t.name, tabindex: -1, dragover, ...events},
    html("div.companion-above", ...above),
    ...wide
  );
}

/** The time mark that a click follows, unless it asks for another window. */
function markAt({target, ctrlKey, metaKey, shiftKey}: MouseEvent): HTMLElement | null {
  return ctrlKey || metaKey || shiftKey ? null : (target as Element).closest<HTMLElement>("[data-time]");
}

/** What is open where the page has no lecture. */
const none: Lecture = {id: "", title: "", cues: [], problems: []};

/** The height at the window's foot that the companion's parts take from the text. */
function coveredBy(parts: readonly HTMLElement[]): number {
  const text = document.querySelector("main")?.firstElementChild?.getBoundingClientRect();
  const over = parts
    .map(part => part.getBoundingClientRect())
    .filter(({left, height}) => height > 0 && left < (text?.right ?? innerWidth));
  return innerHeight - Math.min(...over.map(({top}) => top));
}

/** Shows a video's picture once something is done with it: one that waits to be played says no more than the bar does. */
function seenOnceWanted(picture: HTMLElement, before: boolean) {
  let seen = before;
  return (wanted: boolean) => {
    seen ||= wanted;
    picture.hidden = !seen;
  };
}

/** The panels above the bar, of which one is open or none. */
function panelsOf(
  bar: ReturnType<typeof strip>,
  list: ReturnType<typeof topics>,
  choices: HTMLElement,
  showPicture: (wanted: boolean) => void
) {
  const panels = {topics: list.element, settings: choices};
  /** Opens one of them, or none; returns whether one was open. */
  function unfold(name?: Panel): boolean {
    const open = Object.values(panels).some(({hidden}) => !hidden);
    for (const [key, panel] of Object.entries(panels)) panel.hidden = key !== name || !panel.hidden;
    bar.unfolded(list.element.hidden ? (choices.hidden ? undefined : "settings") : "topics");
    if (!list.element.hidden) list.scroll();
    showPicture(!choices.hidden);
    return open;
  }
  function fold(): boolean {
    const open = unfold();
    if (open) bar.focus();
    return open;
  }
  /** Leaves the bar alone, folded as well. */
  function clear() {
    unfold();
    bar.fold();
  }
  return {unfold, fold, clear};
}

interface Acts {
  readonly step: (by: number) => void;
  readonly toggle: () => void;
  /** Returns whether there was something to fold. */
  readonly fold: () => boolean;
}

/** What keys do while the companion has the focus. */
const keysOf =
  ({step, toggle, fold}: Acts) =>
  (event: KeyboardEvent) => {
    const target = event.target as Element;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      if (!fold()) return;
    } else if (target.matches("input:not([type=range]), select, video")) return;
    else if (event.key === "ArrowLeft") step(-5);
    else if (event.key === "ArrowRight") step(5);
    else if (event.key === " " && !target.matches("button, a, label")) toggle();
    else return;
    event.preventDefault();
  };

/** The lectures that can be followed, the page's with the recording that the page or its address names. */
function recorded(files: readonly CueFile[], page: string): readonly Lecture[] {
  const lectures = files.flatMap(({lecture}) => (lecture?.id && lecture.cues.length ? [lecture] : []));
  const named = wanted.recording ? lectureOf(lectures, page) : undefined;
  const video = /^https:/.test(wanted.recording)
    ? {youtube: undefined, elsewhere: wanted.recording}
    : {youtube: wanted.recording};
  return lectures.map(lecture => (lecture === named ? {...lecture, ...video} : lecture));
}

/** What the companion begins with: what the reader chose last; else the clock where YouTube cannot be counted on. */
function firstSource({youtube, elsewhere}: Lecture): SourceName {
  const chosen = recallSource();
  if (chosen && (chosen !== "youtube" || youtube)) return chosen;
  const reachable = language() !== "zh" || youtube === wanted.recording;
  return youtube && !elsewhere && reachable ? "youtube" : "clock";
}

/** The cue files that the page links to. */
function loadCues(): Promise<CueFile[]> {
  const links = document.querySelectorAll<HTMLLinkElement>(`link[type="text/vtt"]`);
  return Promise.all(
    [...links].map(async ({href}) => {
      const name = href.replace(/^.*\//, "");
      const response = await fetch(href).catch(() => undefined);
      return response?.ok ? {name, lecture: parseCues(await response.text())} : {name};
    })
  );
}
