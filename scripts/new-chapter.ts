// npm run new-chapter -- name: a page of that name in both languages, with a figure that works.

import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {ByLanguage} from "../lib/lesson/languages.js";
import {languages, names, root, top} from "./site.js";

/** Figures are named after their chapter: pictures and links tell them apart by their names. */
const figureOf = (name: string) => `${name}-figure`;

/** What the new page says in each language; the cells are the same, character for character, as a test demands. */
const texts = {
  en: {
    description: "What this chapter is about, in one sentence, as search engines show it.",
    lede: "What the reader will see here, in two sentences.",
    heading: "A first figure",
    ask: "Drag the number. What do you expect to happen to the output?",
    seen: "ReLU lets through what is positive. Everything here is computed by the library: change the cell above, and the figure follows."
  },
  zh: {
    description: "用一句话说明本章讲的是什么，供搜索引擎在结果里显示。",
    lede: "用两句话告诉读者，在这里会看到什么。",
    heading: "第一幅图",
    ask: "拖动这个数。你觉得输出会怎样变化？",
    seen: "ReLU 让正数通过。这里的一切都由库计算：改动上面的单元，图也会随之改变。"
  }
} satisfies ByLanguage<unknown>;

const cells = (name: string) => `\`\`\`js
import {elements, nested, plan, relu} from "../lib/index.js";
import {real} from "../lib/lesson/parameters.js";
import {cells} from "../lib/views/drawing/cells.js";
import {slider} from "../lib/views/kit/controls.js";
import {svg} from "../lib/views/kit/dom.js";
import {figure} from "../lib/views/figure/figure.js";
import {pageState} from "../lib/views/kit/state.js";
\`\`\`

\`\`\`js
const state = pageState({x: real({min: -3, max: 3, step: 0.1, value: 1})});
\`\`\`

\`\`\`js echo
const network = plan(relu, {input: [1, 4]});
const output = x => {
  network.feed(nested([[x, -x, 2 * x, x - 1]]));
  network.forward();
  return network.output;
};
\`\`\`

\`\`\`js
const grid = cells({rows: 1, columns: 4, width: 64, height: 44, digits: 2});
state.follow(({x}) => grid.show((row, column) => output(x).get(row, column), 3));
display(
  figure({
    id: "${figureOf(name)}",
    title: "ReLU",
    state,
    parameters: ["x"],
    controls: [slider(state, "x", "x")],
    body: svg("svg", {width: grid.width, height: grid.height}, grid.element),
    caption: "g(x), g(−x), g(2x), g(x − 1)",
    describe: ({x}) => \`x = \${x}: \${[...elements(output(x))].join(", ")}\`,
    data: () => [...elements(output(state.values.x))].map((value, i) => ({unit: i + 1, value}))
  })
);
\`\`\``;

/**
 * Writes the two pages and puts the name into the list of pages, before the glossary.
 *
 * @returns the files that were written or changed
 * @throws when the name is no name for a page, or is taken
 */
export function newChapter(
  name: string,
  {pages = root, list = join(top, "scripts", "site.ts")} = {}
): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(
      `a chapter's name has small letters, digits and hyphens, such as "dense-nets": "${name}"`
    );
  const files = languages.map(language => join(pages, language, `${name}.md`));
  const source = readFileSync(list, "utf8");
  // The address of "index" is that of its folder.
  if (name === "index" || files.some(file => existsSync(file)) || source.includes(`"${name}"`))
    throw new Error(`there is a page named ${name} already`);
  const title = name[0].toUpperCase() + name.slice(1).replaceAll("-", " ");
  languages.forEach((language, i) => {
    const {description, lede, heading, ask, seen} = texts[language];
    const page = `---
title: ${title}
description: ${description}
keywords: [${name}]
---

# ${title} {#${name}}

${lede} {.lede}

## ${heading} {#first}

${ask} {.predict}

${cells(name)}

${seen}
`;
    writeFileSync(files[i], page);
  });
  writeFileSync(list, source.replace(/(?=\n {2}"glossary")/, `\n  "${name}",`));
  return [...files, list];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const name = process.argv[2] ?? "";
    for (const file of newChapter(name)) console.log(file);
    console.log(`There are ${names.length + 1} pages now. Write the text, and look at it: npm start (one that runs
already has to be started again, so that the menu knows the chapter)
Where JavaScript is off, a picture stands for each figure, and npm test asks for it. Take it with
  npm run stills -- ${name}
and put it below the figure's cell, in the words of each language:
  <noscript><img src="/assets/stills/en/${figureOf(name)}.png" alt="What the figure shows."></noscript>`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
