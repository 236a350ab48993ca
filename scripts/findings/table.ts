// Every finding that a page or a caption states, in the order of the pages. A topic's findings stand beside the experiments
// that bear them, each for one seed; what needs the same training shares it. Where a row fails, the words change.
import type {Finding} from "./finding.js";
import {findings as appending} from "./topics/appending.js";
import {findings as blocks} from "./topics/blocks.js";
import {findings as degradation} from "./topics/degradation.js";
import {findings as handwriting} from "./topics/handwriting.js";
import {findings as identity} from "./topics/identity.js";
import {findings as networks} from "./topics/networks.js";
import {findings as plane} from "./topics/plane.js";
import {findings as practised} from "./topics/practised.js";
import {findings as signals} from "./topics/signals.js";

export const findings: readonly Finding[] = [
  ...degradation,
  ...networks,
  ...handwriting,
  ...signals,
  ...blocks,
  ...practised,
  ...identity,
  ...plane,
  ...appending
];
