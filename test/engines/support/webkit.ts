// WebKitGTK's small browser, by W3C WebDriver (https://www.w3.org/TR/webdriver2), in a window that nobody sees.
import {spawn} from "node:child_process";
import type {Driver} from "./tab.js";

/** The code points by which WebDriver names keys (§ 17.4.2). */
const names: {readonly [key: string]: string} = {
  Tab: "\uE004",
  Enter: "\uE007",
  Escape: "\uE00C",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015"
};

export async function webkit(programs: {driver: string; browser: string; screen: string}): Promise<Driver> {
  const port = 20_000 + (process.pid % 20_000);
  const server = spawn(
    programs.screen,
    ["-a", "-s", "-screen 0 1600x1200x24", programs.driver, `--port=${port}`],
    {stdio: "ignore", detached: true}
  );
  const at = `http://127.0.0.1:${port}`;

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(at + path, {method, body: body && JSON.stringify(body)});
    const {value} = (await response.json()) as {value: {error?: string; message?: string}};
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  for (let tries = 100; ; tries--) {
    const ready = await call("GET", "/status").then(
      () => true,
      () => false
    );
    if (ready) break;
    if (!tries) throw new Error(`${programs.driver} does not answer at ${at}`);
    await new Promise(done => setTimeout(done, 100));
  }
  const options = {binary: programs.browser, args: ["--automation"]};
  const session = (await call("POST", "/session", {
    capabilities: {alwaysMatch: {"webkitgtk:browserOptions": options, timeouts: {script: 120_000}}}
  })) as {sessionId: string};
  const here = `/session/${session.sessionId}`;
  const post = (path: string, body: object = {}) => call("POST", here + path, body);

  return {
    async navigate(url) {
      await post("/url", {url});
    },
    run: (script, args) => post("/execute/sync", {script, args}),
    async pointer([first, ...rest], pressed) {
      const to = ([x, y]: readonly [number, number]) => ({type: "pointerMove", x, y, duration: 20});
      const [down, up] = ["pointerDown", "pointerUp"].map(type => (pressed ? [{type, button: 0}] : []));
      const actions = [to(first), ...down, ...rest.map(to), ...up];
      await post("/actions", {actions: [{type: "pointer", id: "mouse", actions}]});
    },
    async keys(keys) {
      const actions = keys.flatMap(key =>
        ["keyDown", "keyUp"].map(type => ({type, value: names[key] ?? key}))
      );
      await post("/actions", {actions: [{type: "key", id: "keyboard", actions}]});
    },
    async resize(width, height) {
      await post("/window/rect", {width, height});
    },
    async close() {
      await call("DELETE", here).catch(() => {});
      // The screen and what runs on it.
      process.kill(-server.pid!);
    }
  };
}
