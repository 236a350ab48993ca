// npm run build: the static site in dist.
import {framework} from "./framework.js";

process.exitCode = await framework(["build"]);
