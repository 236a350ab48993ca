// Stands in for https://www.youtube.com/iframe_api: the part of YouTube's player interface that the lesson uses.
window.YT = {
  Player: class {
    constructor(place, {videoId, host, playerVars, events}) {
      window.standIn = this;
      Object.assign(this, {videoId, host, events, base: playerVars.start, since: undefined});
      place.textContent = `stand-in for ${videoId}`;
      setTimeout(() => events.onReady({target: this}));
    }
    tell(data) {
      setTimeout(() => this.events.onStateChange({data, target: this}));
    }
    playVideo() {
      this.since ??= performance.now();
      this.tell(1);
    }
    pauseVideo() {
      this.base = this.getCurrentTime();
      this.since = undefined;
      this.tell(2);
    }
    // Like the real one, it tells the old time for a while.
    seekTo(seconds) {
      setTimeout(() => {
        this.base = seconds;
        if (this.since !== undefined) this.since = performance.now();
      }, 300);
    }
    getCurrentTime() {
      return this.base + (this.since === undefined ? 0 : (performance.now() - this.since) / 1000);
    }
    getDuration() {
      return 428;
    }
    destroy() {
      window.standIn = undefined;
    }
  }
};
window.onYouTubeIframeAPIReady();
