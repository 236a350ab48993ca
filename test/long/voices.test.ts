// What is said without being asked for: one voice at a time.
import {expect, test} from "vitest";
import {names} from "../../scripts/site.js";
import {drawAll, openPage} from "../e2e/support/page.js";

test.each(["", ...names.slice(0, 4).map(name => `en/${name}`)])(
  "“%s”: a step of a control is told by one voice, that of its figure",
  async path => {
    // Once it is told, the landing page has controls.
    const {page, problems} = await openPage(path || "#guess=shown");
    await drawAll(page);
    const said = await page.evaluate(async () => {
      // Figures tell of a change when the hand has rested.
      const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
      // A run that a change has started is silent until it ends: its last button, which cancels it, says so.
      const runs = () => document.querySelector(".runner button:last-of-type:enabled");
      const rest = async () => {
        await later(100);
        while (runs()) await later(100);
        await later(700);
      };
      const live = (node: Node) =>
        (node instanceof Element ? node : node.parentElement)?.closest(
          "[role=status], [role=alert], [aria-live]"
        );
      const heard = new Set<Element>();
      new MutationObserver(changes => {
        for (const {target} of changes) {
          const region = live(target);
          if (region && region.getAttribute("aria-live") !== "off" && region.textContent) heard.add(region);
        }
      }).observe(document.body, {subtree: true, childList: true, characterData: true});
      await rest();
      const told: {control: string; voices: string[]; own: boolean}[] = [];
      const controls = document.querySelectorAll<HTMLInputElement>(
        "main .figure :is(input[type=range], input[type=checkbox])"
      );
      for (const control of controls) {
        if (!control.checkVisibility() || control.disabled) continue;
        heard.clear();
        control.focus();
        if (control.type === "checkbox") control.click();
        else {
          const before = control.value;
          control.stepUp();
          if (control.value === before) control.stepDown();
          control.dispatchEvent(new Event("input", {bubbles: true}));
        }
        await rest();
        const figure = control.closest(".figure")!;
        const voices = [...heard].map(
          region => `${region.closest("[id]")?.id}: ${region.textContent?.slice(0, 60)}`
        );
        const own = [...heard].every(region => figure.contains(region));
        told.push({
          control: `${figure.id} ${control.ariaLabel ?? control.parentElement?.textContent}`,
          voices,
          own
        });
      }
      return told;
    });
    expect(said.length).toBeGreaterThan(0);
    expect(said.some(({voices}) => voices.length === 1)).toBe(true);
    expect(said.filter(({voices, own}) => voices.length > 1 || !own)).toEqual([]);
    expect(problems).toEqual([]);
  }
);
