// The lesson's style sheet for figures away from the lesson. In a shadow root, what it says of the page it says of the
// root's host; in a notebook, whose page is its own, only the variables reach the page.
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
const text = outputFiles[0].text
  .replace(/:root(?=[,{])/g, ":root,:host")
  .replace(/(?<=^|[},])(html|body)(?=[,{])/g, ":host");
// The lesson's paper stays at home: a figure stands on the other page's own.
process.stdout.write(`${text}:host{background:none}`);
