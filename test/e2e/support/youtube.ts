// YouTube, for pages under test: nothing leaves the machine.
import {readFileSync} from "node:fs";
import type {BrowserContext, Route} from "playwright-core";

/** What the lesson asks YouTube for: a script, a second one that the first loads, and the player's frame. */
export const youtube = {
  script: "https://www.youtube.com/iframe_api",
  player: "https://www.youtube.com/s/player/stand-in/www-widgetapi.js",
  frame: /^https:\/\/www\.youtube-nocookie\.com\/embed\//
};

// The real one does nothing either when it runs a second time.
const script = `if (!window.YT) var YT = {loading: 0, loaded: 0};
if (!YT.loading) {
  YT.loading = 1;
  window.onYTReady = () => { YT.loaded = 1; };
  document.head.append(Object.assign(document.createElement("script"), {src: ${JSON.stringify(youtube.player)}}));
}`;
const player = readFileSync(new URL("./youtube-player.js", import.meta.url), "utf8");

/** Answers for YouTube, except where `blocked` says no. */
export async function standInForYouTube(
  context: BrowserContext,
  blocked: () => keyof typeof youtube | undefined = () => undefined
): Promise<void> {
  const answer = (name: keyof typeof youtube, contentType: string, body: string) =>
    context.route(youtube[name], (route: Route) =>
      blocked() === name ? route.abort() : route.fulfill({contentType, body})
    );
  await answer("script", "text/javascript", script);
  await answer("player", "text/javascript", player);
  await answer("frame", "text/html", "<!doctype html><title>stand-in</title>");
}
