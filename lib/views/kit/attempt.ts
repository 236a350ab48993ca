import {offerNewer} from "./build.js";
import {notice} from "./notice.js";
import {texts} from "./texts.js";

const t = texts({
  en: (what: string) => `“${what}” did not work. If you are offline, try again once you are back.`,
  zh: what => `“${what}”没有成功。如果当前没有网络，请联网后再试。`
});

/** Does what a reader has asked for, by the name it has on its button; where that fails, it is said. */
export async function attempt(what: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    console.info(error);
    if (!(await offerNewer())) notice(t(what));
    return false;
  }
}
