// npm run build: the static site in dist.
import {build} from "./framework.js";

await build().catch(error => {
  console.error(String(error));
  process.exit(1);
});
