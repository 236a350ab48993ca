import {defineConfig} from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", "test/bench/**"],
          maxWorkers: "100%",
          testTimeout: 60_000
        }
      },
      // The built site in a real browser; needs `npm run build` first.
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: "test/e2e/support/setup.ts",
          maxConcurrency: 2,
          testTimeout: 60_000,
          // On a busy machine a page takes its time.
          expect: {poll: {timeout: 10_000}},
          hookTimeout: 400_000,
          maxWorkers: 2
        }
      }
    ]
  }
});
