import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {lecturesIn} from "../../../scripts/lectures.js";
import {languages, root} from "../../../scripts/site.js";

describe.each(languages)("the guide for instructors in %s", language => {
  it("lists the topics of every lecture there is a cue file for", () => {
    const page = readFileSync(join(root, language, "instructors.md"), "utf8");
    const lectures = lecturesIn(language);
    expect(lectures.length).toBeGreaterThan(0);
    for (const {id} of lectures)
      expect(page).toContain(`FileAttachment("../assets/cues/${id}.${language}.vtt")`);
  });
});
