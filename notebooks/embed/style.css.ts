// The lesson's style sheets for figures away from the lesson. In a shadow root, what they say of the page they say of the
// root's host; in a notebook, whose page is its own, only the variables reach the page.
import {readdirSync} from "node:fs";
import {createRequire} from "node:module";
import {build} from "esbuild";

const framework = createRequire(import.meta.url).resolve("@observablehq/framework/package.json");
const chapters = "notebooks/lib/views/chapters";
const {outputFiles} = await build({
  stdin: {
    contents: readdirSync(chapters)
      .map(name => `@import "./${name}/style.css";`)
      .join("\n"),
    loader: "css",
    resolveDir: chapters
  },
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
