import {beforeAll, describe, expect, it} from "vitest";
import {type Chapter, loadChapters} from "../../../lib/lesson/questions/index.js";
import {judgeTyped} from "../../../lib/lesson/questions/judge.js";
import {asked, type Question, type Slip} from "../../../lib/lesson/questions/question.js";
import {qtiItem, qtiPackage} from "../../../scripts/course/qti.js";
import {type Language, languages} from "../../../scripts/site.js";
import {all, breaks, type Node, type Rule, readXml} from "./xml.js";

let chapters: readonly Chapter[];

const line = {children: "(span|i)*", text: 1000} as const;
const tests = "(match|equal|stringMatch|or)";

/** What files may hold, of what QTI 2.1 has (IMS, *QTI Assessment Test, Section and Item Information Model* 2.1, 2012). */
const rules: {readonly [name: string]: Rule} = {
  assessmentItem: {
    attributes: "identifier* title* adaptive* timeDependent* xml:lang",
    children: "responseDeclaration outcomeDeclaration+ itemBody responseProcessing modalFeedback*"
  },
  responseDeclaration: {attributes: "identifier* cardinality* baseType*", children: "correctResponse"},
  correctResponse: {children: "value"},
  value: {text: 100},
  outcomeDeclaration: {attributes: "identifier* cardinality* baseType*", children: "defaultValue?"},
  defaultValue: {children: "value"},
  itemBody: {children: "(p|choiceInteraction)+"},
  p: {children: "(span|textEntryInteraction)*", text: 1000},
  span: {attributes: "class*", children: "(i|sub|sup)*", text: 99},
  choiceInteraction: {
    attributes: "responseIdentifier* shuffle* maxChoices*",
    children: "prompt? simpleChoice+"
  },
  textEntryInteraction: {attributes: "responseIdentifier* expectedLength"},
  prompt: line,
  simpleChoice: {attributes: "identifier*", ...line},
  i: {text: 9},
  sub: line,
  sup: line,
  responseProcessing: {children: "responseCondition+"},
  responseCondition: {children: "responseIf responseElseIf* responseElse?"},
  responseIf: {children: `${tests} setOutcomeValue*`},
  responseElseIf: {children: `${tests} setOutcomeValue*`},
  responseElse: {children: "setOutcomeValue*"},
  match: {children: "variable baseValue"},
  equal: {attributes: "toleranceMode* tolerance", children: "variable baseValue"},
  stringMatch: {attributes: "caseSensitive*", children: "variable baseValue"},
  or: {children: `${tests}+`},
  variable: {attributes: "identifier*"},
  baseValue: {attributes: "baseType*", text: 100},
  setOutcomeValue: {attributes: "identifier*", children: "(baseValue|sum)"},
  modalFeedback: {attributes: "outcomeIdentifier* showHide* identifier*", children: "p+"},
  assessmentTest: {
    attributes: "identifier* title*",
    children: "outcomeDeclaration* testPart+ outcomeProcessing?"
  },
  testPart: {attributes: "identifier* navigationMode* submissionMode*", children: "assessmentSection+"},
  assessmentSection: {attributes: "identifier* title* visible*", children: "assessmentItemRef+"},
  assessmentItemRef: {attributes: "identifier* href*"},
  outcomeProcessing: {children: "setOutcomeValue+"},
  sum: {children: "testVariables+"},
  testVariables: {attributes: "variableIdentifier*"},
  manifest: {attributes: "identifier*", children: "metadata organizations resources"},
  metadata: {children: "schema schemaversion"},
  schema: {text: 100},
  schemaversion: {text: 20},
  organizations: {},
  resources: {children: "resource+"},
  resource: {attributes: "identifier* type* href*", children: "file+ dependency*"},
  file: {attributes: "href*"},
  dependency: {attributes: "identifierref*"}
};

/** What a system makes of a response to an item: a second reading of QTI's rules, for the tests that items use. */
function scored(item: Node, given: string) {
  const [declared] = all(item, "responseDeclaration");
  const outcomes: {[identifier: string]: string} = {SCORE: all(item, "defaultValue")[0].text.trim()};
  const holds = (test: Node): boolean => {
    if (test.name === "or") return test.children.some(holds);
    const [variable, base] = test.children;
    expect(variable.at.identifier).toBe(declared.at.identifier);
    expect(base.at.baseType).toBe(declared.at.baseType);
    if (test.name === "match") return given === base.text;
    if (test.name === "stringMatch") {
      const same = (text: string) => (test.at.caseSensitive === "true" ? text : text.toLowerCase());
      return same(given) === same(base.text);
    }
    const [less, more] = (test.at.tolerance ?? "0 0").split(" ").map(Number);
    expect(test.at.toleranceMode).toBe(test.at.tolerance ? "absolute" : "exact");
    // Without a number there is no response, and nothing holds of it.
    const [response, value] = [given.trim() ? Number(given) : NaN, Number(base.text)];
    return response >= value - less && response <= value + more;
  };
  const branch = all(item, "responseCondition")[0].children.find(
    ({name, children}) => name === "responseElse" || holds(children[0])
  )!;
  for (const {at, children} of branch.children.filter(({name}) => name === "setOutcomeValue"))
    outcomes[at.identifier] = children[0].text;
  const shown = all(item, "modalFeedback").filter(({at}) => at.identifier === outcomes.FEEDBACK);
  expect(shown.length).toBe(1);
  return {score: Number(outcomes.SCORE), said: shown[0].text};
}

/** Signs of a text that are told in any markup. */
const told = (text: string) => text.replace(/[{}_\s]/g, "").replaceAll("ₛ", "s");

const text = (answer: number | readonly number[]) =>
  typeof answer === "number" ? String(answer) : answer.join("×");

/** Every question with the numbers of some seeds. */
let questions: readonly (readonly [string, Question])[];
beforeAll(async () => {
  chapters = await loadChapters();
  questions = chapters.flatMap(({questions}) =>
    questions.flatMap(row => (row.varies ? [0, 5] : [0]).map(seed => [row.id, asked(row, seed)] as const))
  );
});
const first = (id: string) => questions.find(([known]) => known === id)![1];

describe("qtiItem(question)", () => {
  const item = (question: Question, id: string, language: Language = "en") =>
    readXml(qtiItem(question, {id, title: id, language}));

  it("marks what is right, each slip and all else as the lesson does, and says the same to it", () => {
    for (const [id, question] of questions)
      for (const language of languages) {
        const read = item(question, id, language);
        const marks = (given: string, right: boolean, say?: string) => {
          const {score, said} = scored(read, given);
          expect([id, given, score]).toEqual([id, given, right ? 1 : 0]);
          if (say) expect(told(said)).toContain(told(say));
        };
        const {because} = question;
        if (question.kind === "choice") {
          const choices = all(read, "simpleChoice");
          question.choices.forEach(({text, right = false, say}, i) => {
            expect(told(choices[i].text)).toBe(told(text[language]));
            marks(choices[i].at.identifier, right, right ? because[language] : say?.[language]);
          });
          continue;
        }
        marks(text(question.answer), true, because[language]);
        for (const {given, say} of question.slips as readonly Slip<number | readonly number[]>[])
          marks(text(given), false, say[language]);
        for (const other of ["-987.25", "7×7×7", "3×3", "", "word"])
          marks(
            other,
            "right" in judgeTyped(question, other) && (judgeTyped(question, other) as {right: boolean}).right
          );
      }
  });

  it("has one response, whose right answer is the library's", () => {
    for (const [id, question] of questions) {
      const read = item(question, id);
      expect(all(read, "responseDeclaration").length).toBe(1);
      const answer = all(read, "correctResponse")[0].text.trim();
      const right =
        question.kind === "choice"
          ? all(read, "simpleChoice")[question.choices.findIndex(choice => choice.right)].at.identifier
          : text(question.answer);
      expect([id, answer]).toEqual([id, right]);
    }
  });

  it("takes a shape however its numbers are parted, and a number as near as the lesson does", () => {
    const shape = item(first("output-shape"), "output-shape");
    for (const given of ["14×14×512", "14x14x512", "14 X 14 X 512", "14*14*512", "14, 14, 512", "14 14 512"])
      expect([given, scored(shape, given).score]).toEqual([given, 1]);
    const number = item(first("lowest-product"), "lowest-product");
    expect(["0.8", "0.804", "0.796", "0.807", "0.79"].map(given => scored(number, given).score)).toEqual([
      1, 1, 1, 0, 0
    ]);
  });

  it("sets names of values as the course does, with no space within a name", () => {
    const source = qtiItem(first("projection-shape"), {id: "x", title: "<x> & y", language: "en"});
    expect(source).toContain(
      '<p><span class="value-name"><i>a</i><sup>[</sup><sup><i>l</i></sup><sup>]</sup></span> has 96'
    );
    expect(source).toContain("<i>W</i><sub><i>s</i></sub></span>, as the course writes it?");
    expect(readXml(source).at.title).toBe("<x> & y");
  });
});

describe("qtiPackage(chapters, language, variants)", () => {
  it("holds well-formed files by QTI's rules, all of them named by the manifest and the test", () => {
    for (const language of languages) {
      const files = qtiPackage(chapters, language);
      const read = new Map(Array.from(files, ([file, content]) => [file, readXml(String(content))] as const));
      for (const [file, root] of read) expect([file, breaks(root, rules)]).toEqual([file, []]);
      const manifest = read.get("imsmanifest.xml")!;
      const resources = all(manifest, "resource");
      expect(
        all(manifest, "file")
          .map(({at}) => at.href)
          .sort()
      ).toEqual([...files.keys()].filter(file => file !== "imsmanifest.xml").sort());
      const ids = resources.map(({at}) => at.identifier);
      expect(new Set(ids).size).toBe(ids.length);
      for (const {at} of all(manifest, "dependency")) expect(ids).toContain(at.identifierref);
      for (const {at} of resources)
        expect(at.type).toBe(at.href === "test.xml" ? "imsqti_test_xmlv2p1" : "imsqti_item_xmlv2p1");
      const items = all(read.get("test.xml")!, "assessmentItemRef");
      expect(items.length).toBe(chapters.flatMap(({questions}) => questions).length);
      for (const {at} of items) expect(read.get(at.href)!.at.identifier).toBe(at.identifier);
    }
  });

  it("has as many items of a question that varies as are wanted, no two of them alike", () => {
    const items = [...qtiPackage(chapters, "en", 3)].filter(([file]) => file.startsWith("items/"));
    const bodies = items.map(([, content]) => all(readXml(String(content)), "itemBody")[0].text);
    expect(new Set(bodies).size).toBe(bodies.length);
    const rows = chapters.flatMap(({questions}) => questions);
    const varying = rows.filter(({varies}) => varies).length;
    expect(items.length).toBe(rows.length + 2 * varying);
  });
});
