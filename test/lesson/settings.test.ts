import {describe, expect, it} from "vitest";
import {keptInLink, readSettings, recordingIn, unset, writeSettings} from "../../lib/lesson/settings.js";

describe("readSettings(search, page)", () => {
  it("is unset without any", () => expect(readSettings("")).toEqual({settings: unset, problems: []}));
  it("reads lists, names and words", () => {
    expect(readSettings("?lock=seed,lambda&answers=hidden&embed=walkthrough").settings).toEqual({
      ...unset,
      lock: ["seed", "lambda"],
      answers: "hidden",
      embed: "walkthrough"
    });
  });
  it("takes the page's front matter, and the address over it", () => {
    const page = {hide: ["optimiser", "rate"], answers: "hidden"};
    expect(readSettings("?answers=shown", page).settings).toEqual({...unset, hide: ["optimiser", "rate"]});
  });
  it("reads the companion's recording and its offset", () => {
    const {settings} = readSettings("?recording=ZILIbUvp5lk&offset=-12.5", {});
    expect(settings).toEqual({...unset, recording: "ZILIbUvp5lk", offset: -12.5});
    expect(readSettings("", {offset: 30}).settings.offset).toBe(30);
    expect(readSettings("?recording=http://x&offset=soon").problems.map(({name}) => name)).toEqual([
      "recording",
      "offset"
    ]);
  });
  it("leaves alone what other tools put into addresses", () => {
    expect(readSettings("?utm_source=mail&fbclid=1&constructor=2")).toEqual({settings: unset, problems: []});
  });
  it("reads the seed of a class's questions, whole and bounded", () => {
    expect(readSettings("?questions=7").settings.questions).toBe(7);
    for (const text of ["-1", "1.5", "1000000", "seven"])
      expect(readSettings(`?questions=${text}`).problems).toEqual([
        {name: "questions", text, expects: "1…999999"}
      ]);
  });
  it("reports a word that a setting does not have, and keeps its default", () => {
    expect(readSettings("?answers=maybe")).toEqual({
      settings: unset,
      problems: [{name: "answers", text: "maybe", expects: "shown | hidden"}]
    });
  });
});

describe("recordingIn(text)", () => {
  it.each([
    ["ZILIbUvp5lk", "ZILIbUvp5lk"],
    [" https://www.youtube.com/watch?v=ZILIbUvp5lk&t=3s ", "ZILIbUvp5lk"],
    ["https://youtu.be/ZILIbUvp5lk?t=3", "ZILIbUvp5lk"],
    ["BV1FT4y1E74V", "https://www.bilibili.com/video/BV1FT4y1E74V"],
    ["https://www.bilibili.com/video/BV1FT4y1E74V/?p=2", "https://www.bilibili.com/video/BV1FT4y1E74V/?p=2"],
    ["https://mooc.study.163.com/course/2001281004", "https://mooc.study.163.com/course/2001281004"],
    ["https://www.youtube.com/", ""],
    ["http://example.org/lecture.mp4", ""],
    ["javascript:alert(1)", ""],
    ["soon", ""],
    ["", ""],
    ["https://www.youtube.com/shorts/ZILIbUvp5lk?feature=share", "ZILIbUvp5lk"],
    ["https://www.youtube.com/playlists11/about", ""],
    ["https://www.youtube.com/watch?list=PLkDaE6sCZn6", ""]
  ])("of “%s” is “%s”", (text, recording) => expect(recordingIn(text)).toBe(recording));
});

describe("writeSettings(settings)", () => {
  it("says nothing of what is unset", () => expect(writeSettings({...unset, lock: []})).toBe(""));
  it("is undone by readSettings", () => {
    const settings = {
      ...unset,
      lock: ["a", "b"],
      hide: ["c"],
      language: "fixed" as const,
      present: "on" as const,
      recording: "ZILIbUvp5lk",
      offset: 12
    };
    const elsewhere = {...settings, recording: "https://www.bilibili.com/video/BV1FT4y1E74V?p=2&t=1"};
    for (const given of [settings, elsewhere])
      expect(readSettings(writeSettings(given)).settings).toEqual(given);
  });
});

describe("keptInLink(link, here, samePage)", () => {
  const here = "?predict=required&lock=n,seed&answers=hidden&way=short&embed=race&present=on";
  it("keeps on the way to another page what a teacher wants of all pages", () =>
    expect(keptInLink("", here, false)).toBe("?predict=required&answers=hidden"));
  it("keeps on the page all but what was wanted once", () =>
    expect(keptInLink("", here, true)).toBe("?predict=required&lock=n,seed&answers=hidden&way=short"));
  it("leaves the last word to the link", () => {
    expect(keptInLink("?way=short", "?predict=off", false)).toBe("?predict=off&way=short");
    expect(keptInLink("?predict=off", here, false)).toBe("?predict=off&answers=hidden");
  });
  it("is nothing where there is nothing", () => expect(keptInLink("", "?utm_source=mail", false)).toBe(""));
  it("keeps what readSettings reads", () =>
    expect(readSettings(keptInLink("?way=short", here, true)).settings).toEqual({
      ...readSettings(here).settings,
      embed: "",
      present: "off"
    }));
});
