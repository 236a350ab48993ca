// The lesson's style sheet for figures in a shadow root: what it says of the page it says there of the root's host.
import {createRequire} from "node:module";
import {build} from "esbuild";

const framework = createRequire(import.meta.url).resolve("@observablehq/framework/package.json");
const {outputFiles} = await build({
  entryPoints: ["notebooks/assets/style.css"],
  bundle: true,
  minify: true,
  write: false,
  alias: {"observablehq:default.css": framework.replace("package.json", "dist/style/default.css")}
});
process.stdout.write(
  outputFiles[0].text.replaceAll(":root", ":host").replace(/(?<=^|[},])(html|body)(?=[,{])/g, ":host")
);
