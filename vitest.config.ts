import {defineConfig} from "vitest/config";

/** The built site in a real browser; needs `npm run build` first. */
const inBrowser = (name: string, testTimeout = 120_000) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    globalSetup: "test/e2e/support/setup.ts",
    maxConcurrency: 2,
    testTimeout,
    // On a busy machine a page takes its time.
    expect: {poll: {timeout: 20_000}},
    hookTimeout: 400_000,
    // Tests often wait for a page. Files share their worker's pages, see openPage.
    maxWorkers: 3,
    isolate: false
  }
});

const readsPages = ["test/views/**/*.test.ts", "test/kernels/choice.test.ts"];
const elsewhere = ["e2e", "long", "engines", "bench"].map(folder => `test/${folder}/**`);

/** Tests without a browser. */
const alone = (name: string, files: {include: string[]; exclude?: string[]; isolate?: boolean}) => ({
  test: {name, ...files, maxWorkers: "100%", testTimeout: 180_000}
});

export default defineConfig({
  test: {
    projects: [
      // What computes shares its modules between files; what reads a page stands on its own.
      alone("unit", {include: ["test/**/*.test.ts"], exclude: [...elsewhere, ...readsPages], isolate: false}),
      alone("views", {include: readsPages}),
      inBrowser("e2e"),
      // What needs minutes: other sites, no network, a build from nothing, long training.
      inBrowser("long", 400_000),
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
