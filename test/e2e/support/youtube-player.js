// Stands in for YouTube's player interface, as unkind as the real one: methods that are not there before the player is
// ready, a time that is told four times a second and lags behind a jump, a length that is 0 before the video plays.
// `window.standInPlan` says what is to go wrong: {silent: true}, {ready: 1000}, {error: 150}, {autoplay: "blocked"}.
{
  const [unstarted, ended, playing, paused, buffering] = [-1, 0, 1, 2, 3];
  const length = 428;

  /** What a player gets when it is ready. */
  const methods = {
    playVideo() {
      if (this.held()) {
        this.later(50, () => this.events.onAutoplayBlocked?.({target: this}));
        return;
      }
      if (this.state === playing) return;
      if (this.state === ended) this.move(0);
      if (this.state === unstarted) this.tell(buffering, 50);
      this.wanted = true;
      this.later(150, () => this.run());
    },
    pauseVideo() {
      this.wanted = false;
      this.later(50, () => this.run());
    },
    seekTo(seconds) {
      if (this.held()) {
        this.move(seconds);
        return;
      }
      this.wanted = this.state !== paused;
      this.tell(buffering, 50);
      this.later(300, () => {
        this.move(seconds);
        this.run();
      });
    },
    getCurrentTime() {
      return this.told;
    },
    getDuration() {
      return this.played ? length : 0;
    }
  };

  window.YT.Player = class {
    constructor(place, {videoId, host, playerVars, events}) {
      window.standIn = this;
      Object.assign(this, {
        place,
        events,
        state: unstarted,
        base: playerVars.start,
        told: 0
      });
      this.timers = new Set();
      this.frame = document.createElement("iframe");
      this.frame.title = `stand-in for ${videoId}`;
      this.frame.src = `${host}/embed/${videoId}?${new URLSearchParams({...playerVars, enablejsapi: 1})}`;
      this.frame.addEventListener("load", () => this.loaded());
      place.replaceWith(this.frame);
    }
    loaded() {
      const {silent, ready = 50} = window.standInPlan ?? {};
      if (silent) return;
      this.later(ready, () => {
        Object.assign(this, methods);
        this.events.onReady({target: this});
        this.tell(unstarted, 10);
        const {error} = window.standInPlan ?? {};
        if (error) this.later(60, () => this.events.onError({data: error, target: this}));
        this.ticking = setInterval(() => this.tick(), 250);
      });
    }
    /** As if the reader had pressed play in the player itself. */
    press() {
      this.pressed = true;
      this.playVideo();
    }
    /** Whether the browser wants to be asked in the player itself: neither a jump nor anything else starts it. */
    held() {
      return window.standInPlan?.autoplay === "blocked" && !this.pressed;
    }
    now() {
      return this.since === undefined ? this.base : this.base + (performance.now() - this.since) / 1000;
    }
    move(seconds) {
      this.base = seconds;
      if (this.since !== undefined) this.since = performance.now();
    }
    /** Plays, or pauses, as was asked last. */
    run() {
      this.base = this.now();
      this.since = this.wanted ? performance.now() : undefined;
      this.played ||= this.wanted;
      this.tell(this.wanted ? playing : paused, 0);
    }
    tick() {
      if (this.now() >= length && this.state === playing) {
        this.base = length;
        this.since = undefined;
        this.tell(ended, 0);
      }
      if (this.played) this.told = this.now();
    }
    tell(data, after) {
      this.later(after, () => {
        this.state = data;
        this.events.onStateChange({data, target: this});
      });
    }
    later(after, act) {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        act();
      }, after);
      this.timers.add(timer);
    }
    destroy() {
      for (const timer of this.timers) clearTimeout(timer);
      clearInterval(this.ticking);
      this.frame.replaceWith(this.place);
      window.standIn = undefined;
    }
  };
  window.onYTReady();
  window.onYouTubeIframeAPIReady?.();
}
