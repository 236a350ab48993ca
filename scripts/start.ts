// npm start: the lesson in preview, with live reload. `npm start -- --port 4000 --host 0.0.0.0 --no-open`
import {once} from "node:events";
import {createServer} from "node:net";
import {parseArgs} from "node:util";
import {preview} from "./framework.js";

const {values} = parseArgs({
  options: {
    port: {type: "string"},
    host: {type: "string", default: "127.0.0.1"},
    "no-open": {type: "boolean"}
  }
});
const {port, host} = values;
const problem = port === undefined ? undefined : await hindrance(port, host);
if (problem) {
  console.error(`${problem}; without --port npm start takes the first free one from 3000 on`);
  process.exit(1);
}
await preview({
  port: port === undefined ? undefined : Number(port),
  hostname: host,
  open: !values["no-open"]
});

/** Why nothing can listen at a port, in words: Framework would fail with a stack trace. */
async function hindrance(port: string, host: string): Promise<string | undefined> {
  if (!/^\d+$/.test(port) || Number(port) > 65535) return `port takes 0…65535, not ${port}`;
  const server = createServer();
  try {
    await once(server.listen(Number(port), host), "listening");
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    return code === "EADDRINUSE" ? `port ${port} is taken` : `port ${port} of ${host}: ${code}`;
  }
  server.close();
  await once(server, "close");
  return undefined;
}
