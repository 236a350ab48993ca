// npm start: the lesson in preview, with live reload.
import {framework} from "./framework.js";

process.exitCode = await framework(["preview", ...process.argv.slice(2)]);
