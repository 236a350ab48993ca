import {expect, test} from "vitest";
import {openPage, reach} from "../e2e/support/page.js";

test("sliders repaint within a frame or so: printed, since machines differ", async () => {
  const {page} = await openPage("en/one-by-one-convolution", {
    motion: "no-preference",
    figures: [
      "times-two-figure",
      "one-filter-figure",
      "many-filters-figure",
      "shrinking-channels-figure",
      "bottleneck-figure"
    ]
  });
  const lines: string[] = [];
  for (const [name, label, from, to] of [
    ["times-two", "value of the filter", -4, 4],
    ["one-filter", "channel", 1, 32],
    ["one-filter", "seed", 0, 40],
    ["many-filters", "filters F", 1, 64],
    ["shrinking-channels", "filters", 1, 256],
    ["bottleneck", "channels of the bottleneck", 1, 192]
  ] as const) {
    const at = page.locator(`#${name}-figure`);
    await reach(at);
    const times = await at.locator(`input[type=range][aria-label="${label}"]`).evaluate(
      async (range: HTMLInputElement, [from, to]) => {
        const times: number[] = [];
        for (let i = 0; i < 24; i++) {
          await new Promise(requestAnimationFrame);
          const start = performance.now();
          range.valueAsNumber = from + ((to - from) * i) / 23;
          range.dispatchEvent(new Event("input", {bubbles: true}));
          document.body.getBoundingClientRect();
          times.push(performance.now() - start);
        }
        return times.sort((a, b) => a - b);
      },
      [from, to]
    );
    lines.push(`${name}, ${label}: median ${times[12].toFixed(1)} ms, worst ${times.at(-1)!.toFixed(1)} ms`);
    expect(times).toHaveLength(24);
  }
  console.log(`From a slider's move to the page laid out anew (a frame is 16.7 ms):\n${lines.join("\n")}`);
});
