// What a fork finds beside the code: forms for issues, and a container to work in.
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {count, plan} from "../lib/graph/index.js";
import {block, conv, dense, plain, relu, residual, sequential} from "../lib/nn/index.js";
import {flat} from "../lib/tensor/tensor.js";
import {frontMatter, languages, root, top} from "../scripts/site.js";

const read = (...path: string[]) => readFileSync(join(top, ...path), "utf8");
const packageJson = JSON.parse(read("package.json"));

describe("the forms for issues", () => {
  const forms = readdirSync(join(top, ".github", "ISSUE_TEMPLATE")).filter(name => name !== "config.yml");
  interface Form {
    name: string;
    description: string;
    body: {
      type: string;
      id: string;
      attributes: {label: string; options?: string[]};
      validations?: {required: boolean};
    }[];
  }

  it("are for a fault, a mistake in the text, and a translation", () => {
    expect(forms.sort()).toEqual(["fault.yml", "text.yml", "translation.yml"]);
  });
  it.each(forms)("%s is a form as GitHub reads one: fields with names of their own, some needed", file => {
    const form = frontMatter(`---\n${read(".github", "ISSUE_TEMPLATE", file)}\n---`) as unknown as Form;
    expect(Object.keys(form)).toEqual(["name", "description", "body"]);
    for (const {type, id, attributes, validations = {required: false}} of form.body) {
      expect(["input", "textarea", "dropdown"]).toContain(type);
      expect(id).toMatch(/^[\w-]+$/);
      expect(attributes.label).toMatch(/\S · \p{Script=Han}/u);
      expect(Boolean(attributes.options)).toBe(type === "dropdown");
      expect(typeof validations.required).toBe("boolean");
    }
    expect(new Set(form.body.map(({id}) => id)).size).toBe(form.body.length);
    expect(form.body.some(({validations}) => validations?.required)).toBe(true);
  });
});

describe("the container to work in", () => {
  const container = JSON.parse(read(".devcontainer", "devcontainer.json"));
  it("has the Node that the project needs, and that is tested with", () => {
    const [, major] = /:(\d+)-/.exec(container.image)!;
    expect(packageJson.engines.node).toContain(`>=${major}.`);
    expect(read(".github", "workflows", "test.yml")).toContain(`node-version: ${major}`);
  });
  it("installs the browser and the Chinese letters that tests look for, by the same names", () => {
    const installed = container.onCreateCommand.split("--no-install-recommends ")[1].split(" ");
    for (const name of installed) expect(read("scripts", "browser.ts")).toContain(`"${name}"`);
    expect(installed).toHaveLength(2);
    expect(container.updateContentCommand).toBe("npm ci");
  });
  it("names commands and options that there are, at the port that they take", () => {
    const [port] = container.forwardPorts;
    const [, script, option] = /npm (\w+) -- --([\w-]+)$/.exec(container.portsAttributes[port].label)!;
    expect(packageJson.scripts).toHaveProperty(script);
    expect(read("scripts", "start.ts")).toContain(`"${option}"`);
    expect(read("README.md")).toContain(`http://127.0.0.1:${port}`);
  });
});

describe.each(languages)("the questions for class, in %s", language => {
  const source = readFileSync(join(root, language, "instructors.md"), "utf8");
  const [, section] = /\{#class-questions\}\n([\s\S]*?)\n## /.exec(source)!;
  const [asked, folded] = section.split("<details>\n<summary>");
  const items = (text: string) => [...text.matchAll(/^(\d+)\. (.*)$/gm)].map(([, , item]) => item);
  const answers = items(folded);

  it("have their answers folded away, one for each", () => {
    expect(items(asked)).toHaveLength(8);
    expect(answers).toHaveLength(8);
    expect(folded.trimEnd().endsWith("</details>")).toBe(true);
  });

  it("have the library's numbers in their answers", () => {
    const vectors = (text: string) =>
      [...text.matchAll(/\[([^\]a-z]+)\]/g)].map(([, list]) =>
        list.replace(/[{}]/g, "").split(",").map(Number)
      );
    const [a, z] = vectors(items(asked)[1]);
    /** The output of a block whose last layer is its bias: any z can be had. */
    const output = (kind: typeof residual | typeof plain) => {
      const p = plan(block("l", kind(dense(3), relu, dense(3))), {input: [1, 3]});
      flat(p.value("W[l+2]")).fill(0);
      for (const [i, v] of z.entries()) p.value("b[l+2]").set(i, v);
      p.feed(a);
      p.forward();
      return [...flat(p.output)];
    };
    const without = output(plain);
    expect(vectors(answers[1])).toEqual([output(residual), without.map((v, i) => v + a[i]), without]);

    expect(answers[5]).toContain((2n ** 54n).toLocaleString("en"));
    const grouped = (n: number) => n.toLocaleString("en");
    const {parameters, multiplyAdds, steps} = count(conv(128, 1), [1, 14, 14, 512]);
    expect(answers[6]).toContain(steps[0].shape.slice(1).join("×"));
    for (const n of [parameters - 128, 128, multiplyAdds]) expect(answers[6]).toContain(grouped(n));

    const way = (channels: number) =>
      count(sequential(conv(channels, 1), conv(32, 5)), [1, 28, 28, 192]).multiplyAdds;
    const direct = count(conv(32, 5), [1, 28, 28, 192]).multiplyAdds;
    expect(answers[7].replaceAll("{,}", ",")).toContain(grouped(way(1)));
    expect(answers[7]).toContain(grouped(direct));
    const below = Math.floor(direct / way(1));
    expect(answers[7]).toMatch(new RegExp(`${below} .*${below + 1} `));
    expect(way(below) < direct && way(below + 1) > direct).toBe(true);
  });
});
