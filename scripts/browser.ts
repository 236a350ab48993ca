// Finds a Chromium to drive, and installs one where there is none.
import {spawnSync} from "node:child_process";
import {accessSync, constants, existsSync} from "node:fs";
import {delimiter, join} from "node:path";
import type {Browser} from "playwright-core";
import {chromium} from "playwright-core";
import {top} from "./site.js";

/** For root, for containers, and for a network that is closed: the browser asks nobody for anything. */
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The shell alone heeds it, and would otherwise set letters in other widths than the browser does.
  "--font-render-hinting=slight"
];

/** The same engine without what surrounds pages: a page costs it a third less. */
const shells = ["chromium-headless-shell", "chrome-headless-shell"];
const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/**
 * The browser that a variable names, that PATH holds, or that playwright has installed.
 *
 * @param names programs to look for, the first that is there is taken
 */
export function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  names: readonly string[] = [...shells, ...browsers]
): string | undefined {
  for (const name of ["CHROME_PATH", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"]) {
    const path = env[name];
    if (!path) continue;
    if (!executable(path)) throw new Error(`${name} names no program: ${path}`);
    return path;
  }
  const ends = process.platform === "win32" ? [".exe"] : [""];
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  for (const name of names)
    for (const folder of folders)
      for (const end of ends) if (executable(join(folder, name + end))) return join(folder, name + end);
  return [chromium.executablePath(), "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find(
    executable
  );
}

/** A browser, installed by apt for root on Debian and its kin, else by playwright; the shell does unless it is to be whole. */
export function requireBrowser({whole = false} = {}): string {
  const kinds = whole ? [browsers] : [shells, browsers];
  const found = () => findBrowser(process.env, kinds.flat());
  for (const [name] of kinds) if (!found()) install(name);
  if (!found())
    run(process.execPath, join(top, "node_modules", "playwright-core", "cli.js"), "install", "chromium");
  const installed = found();
  if (!installed) throw new Error("no browser: install Chromium or Chrome, or set CHROME_PATH to one");
  return installed;
}

const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, {cwd: top, stdio: "inherit"}).status === 0;

/** Installs Debian's packages, where that may be done without asking. */
function install(...packages: readonly string[]): void {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  if (run("apt-get", "update")) run("apt-get", "install", "-y", "--no-install-recommends", ...packages);
}

/**
 * Sees to letters for Chinese, installed as the browser is: without them Chinese pages show boxes, of other widths. Says so
 * where there are none still. Where nothing tells, as away from Linux, the system has its own.
 */
export function requireChinese(): void {
  const lacking = () => {
    const {status, stdout} = spawnSync("fc-list", [":lang=zh"], {encoding: "utf8"});
    return status === 0 && !stdout.trim();
  };
  if (lacking()) install("fonts-noto-cjk");
  if (lacking())
    console.warn("no Chinese font here: Chinese pages show boxes (Debian has them as fonts-noto-cjk)");
}

/** The other engines' programs, by the folders that Debian puts them into; `packages` bring them. */
const engines = {
  firefox: {
    packages: ["firefox-esr"],
    programs: {browser: ["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"]}
  },
  webkit: {
    packages: ["webkit2gtk-driver", "xvfb", "xauth"],
    programs: {
      driver: ["WebKitWebDriver"],
      browser: [
        "MiniBrowser",
        ...["x86_64", "aarch64"].flatMap(machine =>
          ["4.1", "4.0"].map(version => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`)
        )
      ],
      screen: ["xvfb-run"]
    }
  }
} as const;

export type Engine = keyof typeof engines;
export type Programs<E extends Engine> = {[P in keyof (typeof engines)[E]["programs"]]: string};

/**
 * The programs that drive an engine, installed as the browser is.
 *
 * @throws where one is missing: `firefox needs browser (firefox-esr or firefox); on Debian: apt-get install firefox-esr`
 */
export function requireEngine<E extends Engine>(engine: E): Programs<E> {
  const {packages, programs} = engines[engine];
  const found = () =>
    Object.entries(programs).map(([role, names]) => [role, names.map(findProgram).find(Boolean)] as const);
  if (found().some(([, path]) => !path)) install(...packages);
  const missing = found().filter(([, path]) => !path);
  if (missing.length) {
    const lacks = missing.map(([role]) => `${role} (${programs[role as keyof typeof programs]})`);
    throw new Error(`${engine} needs ${lacks.join(", ")}; on Debian: apt-get install ${packages.join(" ")}`);
  }
  return Object.fromEntries(found()) as Programs<E>;
}

/** A program by its path, or by its name on PATH. */
const findProgram = (name: string) =>
  [name, ...(process.env.PATH ?? "").split(delimiter).map(folder => join(folder, name))].find(
    path => path.includes("/") && executable(path)
  );

/** Starts the browser: the whole one, as readers have it, where times are measured. The caller closes it. */
export function launch(options?: {readonly whole?: boolean}): Promise<Browser> {
  return chromium.launch({executablePath: requireBrowser(options), args: flags});
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
