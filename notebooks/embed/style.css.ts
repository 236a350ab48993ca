// The lesson's style sheets for figures away from the lesson. In a shadow root, what they say of the page they say of the
// root's host; in a notebook, whose page is its own, only the variables reach the page.
import {readdirSync} from "node:fs";
import {build} from "esbuild";

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
  write: false
});
const text = outputFiles[0].text
  .replace(/:root(?=[,{])/g, ":root,:host")
  .replace(/(?<=^|[},])(html|body)(?=[,{])/g, ":host");
// The lesson's paper stays at home: a figure stands on the other page's own.
process.stdout.write(`${text}:host{background:none}`);
