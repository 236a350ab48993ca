// The companion: a bar at the window's foot that keeps the page and a lecture video together.
import {type Cue, cueAt, type Lecture, lectureOf, parseCues} from "../../lesson/cues.js";
import {html} from "../kit/dom.js";
import {settings as wanted} from "../kit/settings.js";
import {texts} from "../kit/texts.js";
import {onReaderActs, pageName, put, settled, show, unlight} from "./follow.js";
import {messages} from "./messages.js";
import {keepOffset, keepSession, recallOffset, type Session, type SourceName} from "./session.js";
import {settings} from "./settings.js";
import {clock, type Failure, ownFile, type Source} from "./sources.js";
import {strip} from "./strip.js";
import {topics} from "./topics.js";
import {youtube} from "./youtube.js";

const t = texts({en: {name: "Lecture companion"}, zh: {name: "课程视频同步"}});

/** Opens the companion; `session` goes on where the reader was on the page before. */
export async function companion(opener: HTMLButtonElement, session?: Session): Promise<void> {
  const page = pageName();
  const files = await loadCues();
  const usable = files.flatMap(({lecture}) => (lecture?.id && lecture.cues.length ? [lecture] : []));
  const lectures = recorded(usable, page);
  let lecture = lectures.find(({id}) => id === session?.lecture) ?? lectureOf(lectures, page);
  let sourceName: SourceName = session?.source ?? (lecture?.youtube ? "youtube" : "clock");
  let source: Source;
  let offset = 0;
  let following = session?.following ?? true;
  // On a page that the reader has just come to, the figures are still being made.
  let arrived = session === undefined;
  let shown: Cue | undefined;
  let running = false;
  let compared: number | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;

  const message = messages();
  const picture = html("div", {class: "companion-picture"});
  const bar = strip({toggle, seek, step, follow, close, unfold});
  const list = topics({page, jump});
  const panel = settings({lectures, choose, changeOffset});
  const element = html(
    "section",
    {class: "companion", "aria-label": t.name, tabindex: -1, keydown: keys as EventListener},
    html("div", {class: "companion-above"}, list.element, panel.element, picture),
    message.element,
    bar.element
  );
  element.addEventListener("dragover", event => event.preventDefault());
  element.addEventListener("drop", drop);
  document.addEventListener("click", followMark);
  opener.addEventListener("click", close);
  document.querySelector("#observablehq-center")?.append(element);
  const stopListening = onReaderActs(element, () => {
    clearTimeout(later);
    if (!following || !source.playing) return;
    following = false;
    update();
  });
  const timer = setInterval(update, 250);
  for (const {name, lecture} of files) message.problems(lecture?.id || name, lecture?.problems ?? []);
  message.missing(files.filter(({lecture}) => !lecture).length, files.length);
  lecture ??= {id: "", title: "", cues: [], problems: []};
  const elapsed = session?.playing && session.source === "clock" ? (Date.now() - session.saved) / 1000 : 0;
  use(sourceName, (session?.time ?? 0) + elapsed, session?.playing ?? false);
  if (session) {
    await settled();
    arrived = true;
    if (following) take();
  } else {
    unfold("settings");
    bar.focus();
  }

  function use(name: SourceName, time: number, playing: boolean) {
    source?.close();
    sourceName = name;
    // What the reader has set goes before what the page was given.
    offset = recallOffset(lecture!.id, name) ?? wanted.offset;
    compared = undefined;
    const options = {time, playing, changed: update, failed};
    source =
      name === "youtube" && lecture!.youtube
        ? youtube(lecture!.youtube, options)
        : name === "file"
          ? ownFile(options)
          : clock(options);
    picture.replaceChildren(...(source.picture ? [source.picture] : []));
    list.update(lecture!, offset);
    panel.update({lecture: lecture!, source: name, offset});
    update();
  }

  function update() {
    // Sources report while they are being made.
    if (!source || !element.isConnected) return;
    if (source.playing && !running) {
      // Who begins to play wants to see the page: on a phone each line counts.
      unfold();
      bar.fold();
    }
    document.body.style.setProperty("--covered", `${covered()}px`);
    running = source.playing;
    const cue = current();
    if (arrived && cue !== shown && following && source.playing) take();
    bar.update({lecture: lecture!, cue, page, time: source.time, offset, playing: source.playing, following});
    list.mark(cue);
    compare();
    keepSession({
      lecture: lecture!.id,
      source: sourceName,
      time: source.time,
      playing: source.playing,
      following,
      saved: Date.now()
    });
  }

  function current(): Cue | undefined {
    return cueAt(lecture!.cues, source.time - offset);
  }

  /** Takes the page to where the lecture is. */
  function take() {
    shown = current();
    if (shown?.page === page) for (const name of put(shown)) message.notTaken(shown, name);
    look();
  }

  /** Brings what the lecture is about into view, as the reader has left it. */
  function look() {
    clearTimeout(later);
    const cue = shown;
    if (cue?.page !== page) return unlight();
    show(cue, covered());
    // A figure that was out of view takes its size a little later.
    later = setTimeout(() => show(cue, covered()), 400);
  }

  /** The height at the window's foot that the companion takes from the text. */
  function covered(): number {
    const text = document.querySelector("main")?.firstElementChild?.getBoundingClientRect();
    const over = [bar.element, list.element, panel.element, picture]
      .map(part => part.getBoundingClientRect())
      .filter(({left, height}) => height > 0 && left < (text?.right ?? innerWidth));
    return innerHeight - Math.min(...over.map(({top}) => top));
  }

  function follow() {
    following = true;
    take();
    update();
  }

  function seek(time: number) {
    source.seek(time);
    follow();
  }

  function step(by: number) {
    seek(Math.max(0, source.time + by));
  }

  function jump(cue: Cue) {
    seek(cue.start + offset);
  }

  function toggle() {
    if (source.playing) return source.pause();
    following = true;
    source.play();
    // Who paused to try something in the figure keeps that until the next topic.
    if (current() === shown) look();
    update();
  }

  function choose(id: string, name: SourceName) {
    const other = lectures.find(lecture => lecture.id === id);
    const same = other === lecture;
    if (other) lecture = other;
    shown = undefined;
    message.clear();
    use(name, same ? source.time : 0, false);
  }

  function changeOffset(seconds: number) {
    offset = seconds;
    keepOffset(lecture!.id, sourceName, offset);
    list.update(lecture!, offset);
    update();
  }

  /** A mark beside a passage leads to the video that is open here. */
  function followMark(event: MouseEvent) {
    const mark = (event.target as Element).closest<HTMLElement>("[data-time]");
    const marked = lectures.find(({id}) => id === mark?.dataset.lecture);
    if (!mark || !marked || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (marked !== lecture) choose(marked.id, sourceName);
    seek(Number(mark.dataset.time) + offset);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    if (sourceName !== "file") use("file", source.time, false);
    source.take?.(file);
  }

  function keys(event: KeyboardEvent) {
    const target = event.target as Element;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      if (!unfold()) return;
      bar.focus();
    } else if (target.matches("input:not([type=range]), select, video")) return;
    else if (event.key === "ArrowLeft") step(-5);
    else if (event.key === "ArrowRight") step(5);
    else if (event.key === " " && !target.matches("button, a, label")) toggle();
    else return;
    event.preventDefault();
  }

  /** Opens one of the panels, or none; returns whether one was open. */
  function unfold(name?: "topics" | "settings"): boolean {
    const panels = {topics: list.element, settings: panel.element};
    const open = Object.values(panels).some(({hidden}) => !hidden);
    for (const [key, panel] of Object.entries(panels)) panel.hidden = key !== name || !panel.hidden;
    bar.unfolded(list.element.hidden ? (panel.element.hidden ? undefined : "settings") : "topics");
    if (!list.element.hidden) list.scroll();
    return open;
  }

  function failed(failure: Failure) {
    message.failed(failure, () => {
      message.clear();
      use("clock", source.time, false);
    });
    update();
  }

  /** Says so, once for each video, if its length is not that of the recording that the topics were timed on. */
  function compare() {
    const {duration} = source;
    if (duration === undefined || duration === compared) return;
    compared = duration;
    message.recovered();
    if (!lecture!.length) return;
    const behind = lecture!.cues.filter(({start}) => start + offset > duration).length;
    if (behind) message.shorter(duration, behind);
    else if (Math.abs(duration - lecture!.length - offset) > 5) message.differs(duration, lecture!.length);
  }

  function close() {
    clearInterval(timer);
    clearTimeout(later);
    stopListening();
    document.body.style.removeProperty("--covered");
    document.removeEventListener("click", followMark);
    opener.removeEventListener("click", close);
    source.close();
    element.remove();
    unlight();
    keepSession(undefined);
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  }
}

/** The lectures, the page's with the recording that the page or its address names. */
function recorded(lectures: readonly Lecture[], page: string): readonly Lecture[] {
  const own = wanted.recording ? lectureOf(lectures, page) : undefined;
  return lectures.map(lecture => (lecture === own ? {...lecture, youtube: wanted.recording} : lecture));
}

/** The cue files that the page links to, without a lecture where one cannot be had. */
function loadCues(): Promise<{readonly name: string; readonly lecture?: Lecture}[]> {
  const links = document.querySelectorAll<HTMLLinkElement>(`link[type="text/vtt"]`);
  return Promise.all(
    [...links].map(async ({href}) => {
      const name = href.replace(/^.*\//, "");
      const response = await fetch(href).catch(() => undefined);
      return response?.ok ? {name, lecture: parseCues(await response.text())} : {name};
    })
  );
}
