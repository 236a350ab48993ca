import {readdirSync, readFileSync} from "node:fs";
import {defineConfig} from "vitest/config";
import {BaseSequencer, type TestSpecification} from "vitest/node";

/** The built site in a real browser; needs `npm run build` first. */
const inBrowser = (name: string, {testTimeout = 120_000, maxWorkers = 4} = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    globalSetup: "test/e2e/support/setup.ts",
    maxConcurrency: 2,
    testTimeout,
    // Tests often wait for a page. Files share their worker's pages, see openPage.
    maxWorkers,
    // On a busy machine a page takes its time.
    expect: {poll: {timeout: 20_000}},
    hookTimeout: 400_000,
    isolate: false
  }
});

/** What changes the globals or modules that a test finds, or counts the heap's bytes. */
const ownWorld = /\bvi\.(stubGlobal|mock|resetModules)\(|--expose-gc/;
const inBrowsers = /^(e2e|long|engines|bench)\b/;
const files = readdirSync(new URL("test", import.meta.url), {recursive: true, encoding: "utf8"})
  .filter(file => file.endsWith(".test.ts") && !inBrowsers.test(file))
  .map(file => `test/${file.replaceAll("\\", "/")}`);

/** Tests without a browser: those with a world of their own, or those that share their modules. */
const alone = (name: string, isolate: boolean) => ({
  test: {
    ...{name, isolate},
    include: files.filter(
      file => ownWorld.test(readFileSync(new URL(file, import.meta.url), "utf8")) === isolate
    ),
    maxWorkers: "100%",
    testTimeout: 180_000
  }
});

/** On a first run nothing is known of how long files take: what visits all pages goes first, lest one core end alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const first = /(e2e\/(pages|goals)|long\/(pictures|hosts|hermetic|touch|networks))\.test\.ts$/;
    const sorted = await super.sort(files);
    return [true, false].flatMap(long => sorted.filter(({moduleId}) => first.test(moduleId) === long));
  }
}

export default defineConfig({
  test: {
    sequence: {sequencer: LongestFirst},
    projects: [
      alone("unit", false),
      alone("isolated", true),
      inBrowser("e2e"),
      // What needs minutes: other sites, no network, a build from nothing, long training.
      inBrowser("long", {testTimeout: 400_000, maxWorkers: 3}),
      {
        // The built site in Firefox and WebKit.
        test: {
          name: "engines",
          include: ["test/engines/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 400_000
        }
      }
    ]
  }
});
