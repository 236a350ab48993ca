// npm start: the lesson in preview, with live reload. `npm start -- --port 4000 --host 0.0.0.0 --no-open`
import {parseArgs} from "node:util";
import {preview} from "./framework.js";

const {values} = parseArgs({
  options: {
    port: {type: "string"},
    host: {type: "string", default: "127.0.0.1"},
    "no-open": {type: "boolean"}
  }
});
await preview({
  port: values.port === undefined ? undefined : Number(values.port),
  hostname: values.host,
  open: !values["no-open"]
});
