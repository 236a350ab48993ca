// Firefox, by WebDriver BiDi.
import puppeteer, {type KeyInput} from "puppeteer-core";
import type {Driver} from "./tab.js";

export async function firefox(program: string): Promise<Driver> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program,
    headless: true,
    protocolTimeout: 120_000
  });
  const [page] = await browser.pages();
  return {
    async navigate(url) {
      await page.goto(url, {timeout: 60_000});
    },
    run: (body, args) => page.evaluate((body, args) => new Function(body)(...args), body, args),
    async pointer([[x, y], ...rest], pressed) {
      await page.mouse.move(x, y);
      if (pressed) await page.mouse.down();
      for (const [x, y] of rest) await page.mouse.move(x, y);
      if (pressed) await page.mouse.up();
    },
    async finger([[x, y], ...rest]) {
      await page.touchscreen.touchStart(x, y);
      for (const [x, y] of rest) await page.touchscreen.touchMove(x, y);
      await page.touchscreen.touchEnd();
    },
    async keys(keys) {
      for (const key of keys) await page.keyboard.press(key as KeyInput);
    },
    resize: (width, height) => page.setViewport({width, height}),
    close: () => browser.close()
  };
}
