import {defineConfig} from "vitest/config";

/** The built site in a real browser; needs `npm run build` first. */
const inBrowser = (name: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    globalSetup: "test/e2e/support/setup.ts",
    maxConcurrency: 2,
    testTimeout: 120_000,
    // On a busy machine a page takes its time.
    expect: {poll: {timeout: 20_000}},
    hookTimeout: 400_000,
    // Tests often wait for a page. Files share their worker's pages, see openPage.
    maxWorkers: 3,
    isolate: false
  }
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", "test/long/**", "test/engines/**", "test/bench/**"],
          maxWorkers: "100%",
          testTimeout: 180_000
        }
      },
      inBrowser("e2e"),
      // What needs minutes: other sites, no network, a build from nothing, long training.
      inBrowser("long"),
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
