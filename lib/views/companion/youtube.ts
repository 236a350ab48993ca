// A YouTube video as the companion's source, through YouTube's player interface. Nothing is asked of YouTube before the
// reader presses play on it.

import {languages} from "../../lesson/languages.js";
import {html, svg} from "../kit/dom.js";
import {language, texts} from "../kit/texts.js";
import type {Source, SourceOptions} from "./sources.js";

const t = texts({
  en: {
    play: "Play the lecture from YouTube",
    privacy: "Nothing is loaded from YouTube before you press play."
  },
  zh: {play: "从 YouTube 播放", privacy: "按下播放之前，不会从 YouTube 加载任何内容。"}
});

/**
 * The part of YouTube's interface that is used: https://developers.google.com/youtube/iframe_api_reference. Until a
 * player is ready it has none of these but `destroy`.
 */
interface Player {
  playVideo(): void;
  pauseVideo(): void;
  /** Paused, the player stays so; in any other state it plays from there. */
  seekTo(seconds: number, allowSeekAhead: boolean): void;
  /** Told by the frame a few times a second: for a while after a jump, and before the first play, it is another. */
  getCurrentTime(): number | undefined;
  /** 0 until the video begins to play. */
  getDuration(): number;
  destroy(): void;
}

interface PlayerInterface {
  Player: new (place: HTMLElement, options: object) => Player;
}

/** What a player is doing; while it is unstarted, buffering or cued, it may be on its way to play. */
const states = {unstarted: -1, ended: 0, playing: 1, paused: 2, buffering: 3};

interface YouTubeWindow {
  /** There before its `Player` is: YouTube's first script loads a second. */
  YT?: Partial<PlayerInterface>;
  onYouTubeIframeAPIReady?: () => void;
}

const page = globalThis as YouTubeWindow;
const patience = 12_000;

/** The video of this id. `playing` means that the reader has pressed play on it, on the page before. */
export function youtube(id: string, {time, playing, changed, failed}: SourceOptions): Source {
  let player: Player | undefined;
  let asked = false;
  let ready = false;
  let state = states.unstarted;
  let open = true;
  /** Whether it plays, or will as soon as it can. */
  let wanted = playing;
  /** Where it is to be, until the player tells a time that is near; sent once the player was asked to go there. */
  let aim: {readonly time: number; sent: boolean; readonly since: number} | undefined;
  let last = time;
  const cover = coverOf(() => play());
  const picture = html("div.companion-screen", cover);
  const takeAim = (time: number) => {
    aim = {time, sent: false, since: performance.now()};
  };
  takeAim(time);

  const currentTime = () => {
    const told = ready ? player?.getCurrentTime() : undefined;
    if (told === undefined || !Number.isFinite(told)) return aim?.time ?? last;
    const settled = state === states.playing || state === states.paused;
    const late = aim?.sent && settled && performance.now() - aim.since > 1500;
    if (aim && (late || (settled && Math.abs(told - aim.time) < 2))) aim = undefined;
    last = aim?.time ?? told;
    return last;
  };

  /** Sends a player that plays, or is paused, where it is to be; any other would begin to play by that. */
  const go = () => {
    if (!ready || !aim || aim.sent) return;
    aim = {time: aim.time, sent: true, since: performance.now()};
    player?.seekTo(aim.time, true);
  };

  const fail = (failure: "unreachable" | "unplayable") => {
    takeAim(currentTime());
    player?.destroy();
    player = undefined;
    ready = asked = wanted = false;
    state = states.unstarted;
    picture.replaceChildren(cover);
    failed(failure);
  };

  function play() {
    wanted = true;
    if (ready) {
      go();
      player?.playVideo();
    } else load();
    changed();
  }

  async function load() {
    if (asked) return;
    asked = true;
    const api = await playerInterface().catch(() => undefined);
    if (!open) return;
    if (!api) return fail("unreachable");
    const place = html("div");
    picture.replaceChildren(place);
    const timer = setTimeout(() => fresh === player && !ready && open && fail("unreachable"), patience);
    const ofThis =
      <T>(act: (event: T) => void) =>
      (event: T) => {
        // A player that was given up may still have something to say.
        if (open && fresh === player) act(event);
      };
    const fresh = new api.Player(place, {
      ...playerOptions(id, aim?.time ?? last),
      events: {
        onReady: ofThis(() => {
          clearTimeout(timer);
          ready = true;
          if (wanted) play();
          else changed();
        }),
        onStateChange: ofThis(({data}: {data: number}) => {
          state = data;
          if (state === states.playing) {
            wanted = true;
            go();
          }
          if (state === states.paused || state === states.ended) wanted = false;
          changed();
        }),
        // The reader has to press play in the player itself.
        onAutoplayBlocked: ofThis(() => {
          wanted = false;
          changed();
        }),
        onError: ofThis(() => {
          clearTimeout(timer);
          fail("unplayable");
        })
      }
    });
    player = fresh;
  }

  if (playing) load();
  return {
    picture,
    get time() {
      return currentTime();
    },
    get playing() {
      return wanted;
    },
    get duration() {
      return (ready && player?.getDuration()) || undefined;
    },
    play,
    pause() {
      wanted = false;
      if (ready) player?.pauseVideo();
      changed();
    },
    seek(time) {
      takeAim(Math.max(0, time));
      if (wanted || state === states.paused) go();
      changed();
    },
    close() {
      open = false;
      player?.destroy();
    }
  };
}

/** What stands in the player's place until the reader presses play. */
const coverOf = (play: () => void) =>
  html(
    "button.companion-cover",
    {type: "button", click: play},
    svg(
      "svg",
      {viewBox: "0 0 24 24", width: 40, height: 40, "aria-hidden": "true"},
      svg("path", {d: "M8 5v14l11-7z"})
    ),
    html("b", t.play),
    html("span", t.privacy)
  );

const playerOptions = (id: string, start: number) => ({
  host: "https://www.youtube-nocookie.com",
  videoId: id,
  width: "100%",
  height: "100%",
  playerVars: {
    playsinline: 1,
    rel: 0,
    start: Math.floor(start),
    origin: location.origin,
    hl: languages[language()].locale
  }
});

let loading: Promise<PlayerInterface> | undefined;

/** YouTube's script; a failed load may be tried again. */
function playerInterface(): Promise<PlayerInterface> {
  if (page.YT?.Player) return Promise.resolve(page.YT as PlayerInterface);
  loading ??= new Promise<PlayerInterface>((resolve, reject) => {
    const script = html("script", {src: "https://www.youtube.com/iframe_api", error: () => reject()});
    page.onYouTubeIframeAPIReady = () => resolve(page.YT as PlayerInterface);
    setTimeout(reject, patience);
    document.head.append(script);
  }).catch(error => {
    loading = undefined;
    // What has begun to load would keep the script from beginning again.
    if (!page.YT?.Player) page.YT = undefined;
    throw error;
  });
  return loading;
}
