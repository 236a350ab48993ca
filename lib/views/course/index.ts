// The entry of the page that a course's system opens; scripts/course/scorm.ts writes the page.
import {type Options, open} from "./page.js";

const {start, demand, figures} = document.body.dataset;
void open(document.querySelector("iframe")!, document.querySelector<HTMLElement>("[role=status]")!, {
  start,
  demand,
  figures
} as Options);
