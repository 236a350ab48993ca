import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {architectures, conv, count, flat, type Layer, network, plan} from "../../lib/index.js";
import {faq, questions, questionsIn} from "../../scripts/questions.js";
import {languages, root} from "../../scripts/site.js";
import {pageParameters} from "../lesson/page-parameters.js";

const source = (path: string) => readFileSync(join(root, `${path}.md`), "utf8");

describe("questionsIn(source)", () => {
  it("finds each question with its address, and its text without markup, the links at its end left out", () => {
    const page =
      "# Q\n\n## Why $W^{[l+2]}$? {#why}\n\nSince *a* is [b](./c#d), $W_s = 1{,}000$.\n\n*Often said:* no. {.often}\n\n[See it](./e#f){.see}";
    expect(questionsIn(page)).toEqual([
      {id: "why", question: "Why W[l+2]?", paragraphs: ["Since a is b, Ws = 1,000.", "Often said: no."]}
    ]);
  });
});

it("faq(questions) is what search engines read, and closes no script", () => {
  const text = faq([{id: "a", question: "Why?", paragraphs: ["</script> since.", "Often said: no."]}]);
  const [, json] = /^<script type="application\/ld\+json">([^<]*)<\/script>$/.exec(text)!;
  expect(JSON.parse(json).mainEntity).toEqual([
    {"@type": "Question", name: "Why?", acceptedAnswer: {"@type": "Answer", text: "</script> since."}}
  ]);
});

describe.each(languages)("the page of questions in %s", language => {
  const page = source(`${language}/questions`);
  const all = questions(language);

  it("answers each in three sentences at most, and says what is often said", () => {
    expect(all.length).toBeGreaterThan(20);
    for (const {question, paragraphs} of all) {
      expect([question, paragraphs.length]).toEqual([question, 2]);
      const sentences =
        paragraphs[0].replaceAll("et al.", "et al").match(/[.?!。？！](?=\s|$|[^\s.)）”\d])/g) ?? [];
      expect([question, sentences.length]).toEqual([question, expect.toSatisfy(n => n >= 1 && n <= 3)]);
      expect(paragraphs[1]).toMatch(/^(Often said: “|常见的说法：“)/);
    }
  });

  it("has no markup left in what is searched", () => {
    for (const {question, paragraphs} of all)
      expect([question, ...paragraphs].join(" ")).not.toMatch(/[$\\{}*]|\]\(/);
  });

  it("leads to figures that exist, with values that they take", async () => {
    const links = [
      ...page.matchAll(/\]\(\.\/([\w-]+)#[\w-]+\)\{\.see data-figure="([\w-]+)"(?: data-set="([^"]*)")?\}/g)
    ];
    expect(links.length).toBe(all.length);
    for (const [, name, figure, set = ""] of links) {
      expect(source(`${language}/${name}`)).toContain(`/${figure}.png"`);
      const parameters = await pageParameters(name);
      for (const [parameter, value] of new URLSearchParams(set))
        expect([parameter, parameters[parameter]?.parse(value)]).not.toEqual([parameter, undefined]);
    }
  });

  it("names the sections that it leads to as they are named", () => {
    for (const [, text, name, section] of page.matchAll(/(?<=^| · )\[([^\]]+)\]\(\.\/([\w-]+)#([\w-]+)\)$/gm))
      expect(source(`${language}/${name}`)).toContain(`## ${text} {#${section}}`);
  });

  it("states what the library counts", () => {
    const cost = (model: Layer, input: readonly number[]) => {
      const {steps, multiplyAdds} = count(model, [1, ...input]);
      const weights = steps.reduce((sum, {weight}) => sum + (weight?.reduce((a, b) => a * b, 1) ?? 0), 0);
      return {weights, multiplyAdds};
    };
    const said = (id: string) => all.find(question => question.id === id)!.paragraphs.join(" ");
    const written = (value: number) => value.toLocaleString("en-US");

    const [one, three] = [1, 3].map(size => cost(conv(32, size, {bias: false}), [28, 28, 192]));
    for (const value of [one.weights, one.multiplyAdds, three.weights, three.multiplyAdds])
      expect(said("special")).toContain(written(value));

    const following = (channels: number) => cost(conv(64, 3, {bias: false}), [8, 8, channels]).weights;
    const beside = 64 + 6 * 64;
    for (const value of [beside, following(beside), following(64)])
      expect(said("concatenate")).toContain(written(value));
    expect(said("concatenate")).toContain(String(64 + 6 * 32));

    const convolutions = (name: "resnet-34" | "resnet-50") => {
      const {stages} = architectures[name];
      const {steps} = count(network(architectures[name]), [1, 224, 224, 3]);
      const weighted = steps.filter(({weight}) => weight && weight.length > 1).length;
      return {weighted, blocks: stages.reduce((sum, {blocks}) => sum + blocks, 0)};
    };
    for (const [name, layers] of [
      ["resnet-34", 2],
      ["resnet-50", 3]
    ] as const) {
      const {weighted, blocks} = convolutions(name);
      expect(blocks).toBe(16);
      expect(said("counting")).toContain(`1 + ${layers * blocks} + 1`);
      expect(said("counting")).toContain(String(weighted));
      expect(said("counting")).toContain(String(weighted - layers * blocks - 2));
    }

    // A position that no output reads gets no gradient.
    const read = (size: number) => {
      const p = plan(conv(1, size, {stride: 2, padding: (size - 1) / 2, bias: false}), {
        input: [1, 8, 8, 1],
        seed: 1
      });
      p.feed(new Float32Array(64).fill(1));
      p.forward();
      p.backward({gradient: new Float32Array(16).fill(1)});
      return flat(p.gradient("x")).filter(value => value !== 0).length;
    };
    expect([read(1), read(3)]).toEqual([16, 64]);
    expect(said("stride")).toContain("16");
    expect(said("stride")).toContain("64");
  });
});
