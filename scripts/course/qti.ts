// The lesson's questions by QTI 2.1 (IMS, *Question and Test Interoperability* 2.1, 2012): an item for each, a test of all,
// and the manifest of the package. Texts, right answers and slips are those of the questions themselves.

import type {ByLanguage} from "../../lib/lesson/languages.js";
import type {Chapter} from "../../lib/lesson/questions/index.js";
import {exampleShape} from "../../lib/lesson/questions/judge.js";
import {
  asked,
  firstSeed,
  type Question,
  type QuestionRow,
  type Slip
} from "../../lib/lesson/questions/question.js";
import {frame, type Language, tags} from "../site.js";
import {rich} from "../worksheets/markup.js";
import {Xml, xml, xmlFile} from "./xml.js";
import type {Files} from "./zip.js";

const namespace = "http://www.imsglobal.org/xsd/imsqti_v2p1";

/** An item of the package. */
interface Item {
  readonly id: string;
  readonly file: string;
  readonly text: string;
}

/**
 * The package's files.
 *
 * @param variants how many items there are of a question that varies; the first has the numbers of the chapter
 */
export function qtiPackage(chapters: readonly Chapter[], language: Language, variants = 1): Files {
  const sections = chapters.map(({title, questions}) => ({
    title: title[language],
    items: questions.flatMap(row =>
      drawn(row, variants).map(([seed, question]): Item => {
        const id = seed ? `${row.id}-${seed}` : row.id;
        const about = {id, title: `${title[language]} · ${id}`, language};
        return {id, file: `items/${id}.xml`, text: qtiItem(question, about)};
      })
    )
  }));
  const items = sections.flatMap(section => section.items);
  return new Map([
    ["imsmanifest.xml", manifest(items, language)],
    ["test.xml", testOf(sections, language)],
    ...items.map(({file, text}) => [file, text] as const)
  ]);
}

/** A question with as many different numbers, as far as there are, by their seeds. */
function drawn(row: QuestionRow, variants: number): readonly (readonly [number, Question])[] {
  const known = new Map<string, readonly [number, Question]>();
  for (let seed = firstSeed; seed < 10 * variants && known.size < variants; seed++) {
    const question = asked(row, seed);
    if (!known.has(question.ask.en)) known.set(question.ask.en, [seed, question]);
  }
  return [...known.values()];
}

interface About {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
}

/** A question as an item: one response, its right answer, and what is said to that, to each slip, and to all else. */
export function qtiItem(question: Question, {id, title, language}: About): string {
  const answers = answersTo(question, language);
  const {baseType, right} = answers;
  const say = words[language];
  const ask = [named(question.ask[language])];
  const feedback = (identifier: string, ...text: readonly (Xml | string)[]) =>
    xml(
      "modalFeedback",
      {outcomeIdentifier: "FEEDBACK", showHide: "show", identifier},
      xml("p", {}, ...text)
    );
  return xmlFile(
    xml(
      "assessmentItem",
      {
        xmlns: namespace,
        identifier: id,
        title,
        adaptive: false,
        timeDependent: false,
        "xml:lang": tags[language]
      },
      xml(
        "responseDeclaration",
        {identifier: "RESPONSE", cardinality: "single", baseType},
        xml("correctResponse", {}, xml("value", {}, right))
      ),
      xml(
        "outcomeDeclaration",
        {identifier: "SCORE", cardinality: "single", baseType: "float"},
        xml("defaultValue", {}, xml("value", {}, "0"))
      ),
      xml("outcomeDeclaration", {identifier: "FEEDBACK", cardinality: "single", baseType: "identifier"}),
      xml("itemBody", {}, ...answers.body(ask)),
      processing(answers),
      feedback("right", say.right, named(question.because[language])),
      ...answers.slips.map(({say: said}, i) => feedback(`slip-${i + 1}`, say.wrong, named(said))),
      feedback("wrong", say.wrong.trim())
    )
  );
}

const words = {
  en: {right: "Right. ", wrong: "Not yet. ", shape: (example: string) => ` Write it as ${example}.`},
  zh: {right: "正确。", wrong: "还不对。", shape: (example: string) => `写成 ${example} 的形式。`}
} as const satisfies ByLanguage<unknown>;

/** What can be answered to a question, as an item says it. */
interface Answers {
  readonly baseType: "identifier" | "float" | "string";
  readonly right: string;
  /** The item's body, of the question's words and of where it is answered. */
  body(ask: readonly (Xml | string)[]): readonly Xml[];
  /** Whether the response is the right answer, or this slip: a test of QTI's. */
  readonly isRight: Xml;
  readonly slips: readonly {readonly is: Xml; readonly say: string}[];
}

function answersTo(question: Question, language: Language): Answers {
  const box = xml("textEntryInteraction", {responseIdentifier: "RESPONSE", expectedLength: 12});
  if (question.kind === "choice") {
    const {choices} = question;
    const letter = (i: number) => String.fromCharCode(65 + i);
    const is = (i: number) => xml("match", {}, response, value("identifier", letter(i)));
    const right = choices.findIndex(choice => choice.right);
    return {
      baseType: "identifier",
      right: letter(right),
      body: ask => [
        xml(
          "choiceInteraction",
          {responseIdentifier: "RESPONSE", shuffle: true, maxChoices: 1},
          xml("prompt", {}, ...ask),
          ...choices.map(({text}, i) => xml("simpleChoice", {identifier: letter(i)}, named(text[language])))
        )
      ],
      isRight: is(right),
      slips: choices.flatMap(({say}, i) => (say ? [{is: is(i), say: say[language]}] : []))
    };
  }
  const slipsBy = <T>(slips: readonly Slip<T>[], is: (given: T) => Xml) =>
    slips.map(({given, say}) => ({is: is(given), say: say[language]}));
  if (question.kind === "number") {
    const {answer, tolerance = 0, slips} = question;
    const off = tolerance
      ? {toleranceMode: "absolute", tolerance: `${tolerance} ${tolerance}`}
      : {toleranceMode: "exact"};
    const is = (number: number) => xml("equal", off, response, value("float", String(number)));
    return {
      baseType: "float",
      right: String(answer),
      body: ask => [xml("p", {}, ...ask), xml("p", {}, box)],
      isRight: is(answer),
      slips: slipsBy(slips, is)
    };
  }
  const {answer, slips} = question;
  const is = (shape: readonly number[]) => {
    const all = signs.map(sign =>
      xml("stringMatch", {caseSensitive: false}, response, value("string", shape.join(sign)))
    );
    return xml("or", {}, ...all);
  };
  return {
    baseType: "string",
    right: answer.join("×"),
    body: ask => [
      xml("p", {}, ...ask, words[language].shape(exampleShape(answer.length))),
      xml("p", {}, box)
    ],
    isRight: is(answer),
    slips: slipsBy(slips, is)
  };
}

/** What people write between the numbers of a shape. */
const signs = ["×", " × ", "x", " x ", "*", " * ", ",", ", ", "，", " "];

const response = xml("variable", {identifier: "RESPONSE"});
const value = (baseType: string, text: string) => xml("baseValue", {baseType}, text);

/** The right answer scores 1, all else 0; which of the texts is shown is decided here too. */
function processing({isRight, slips}: Answers): Xml {
  const set = (identifier: string, baseType: string, text: string) =>
    xml("setOutcomeValue", {identifier}, value(baseType, text));
  const show = (text: string) => set("FEEDBACK", "identifier", text);
  return xml(
    "responseProcessing",
    {},
    xml(
      "responseCondition",
      {},
      xml("responseIf", {}, isRight, set("SCORE", "float", "1"), show("right")),
      ...slips.map(({is}, i) => xml("responseElseIf", {}, is, show(`slip-${i + 1}`))),
      xml("responseElse", {}, show("wrong"))
    )
  );
}

/** A text with names of values, as the course writes them. */
const named = (text: string) => new Xml(rich(text), true);

function testOf(
  sections: readonly {readonly title: string; readonly items: readonly Item[]}[],
  language: Language
): string {
  const sum = xml("sum", {}, xml("testVariables", {variableIdentifier: "SCORE"}));
  return xmlFile(
    xml(
      "assessmentTest",
      {xmlns: namespace, identifier: "the-shortcut", title: frame[language].site},
      xml("outcomeDeclaration", {identifier: "SCORE", cardinality: "single", baseType: "float"}),
      xml(
        "testPart",
        {identifier: "questions", navigationMode: "nonlinear", submissionMode: "individual"},
        ...sections.map(({title, items}, i) =>
          xml(
            "assessmentSection",
            {identifier: `chapter-${i + 1}`, title, visible: true},
            ...items.map(({id, file}) => xml("assessmentItemRef", {identifier: id, href: file}))
          )
        )
      ),
      xml("outcomeProcessing", {}, xml("setOutcomeValue", {identifier: "SCORE"}, sum))
    )
  );
}

function manifest(items: readonly Item[], language: Language): string {
  const resource = (identifier: string, type: string, file: string, ...others: readonly Xml[]) =>
    xml(
      "resource",
      {identifier, type: `imsqti_${type}_xmlv2p1`, href: file},
      xml("file", {href: file}),
      ...others
    );
  return xmlFile(
    xml(
      "manifest",
      {xmlns: "http://www.imsglobal.org/xsd/imscp_v1p1", identifier: `the-shortcut-questions-${language}`},
      xml("metadata", {}, xml("schema", {}, "QTIv2.1 Package"), xml("schemaversion", {}, "1.0.0")),
      xml("organizations"),
      xml(
        "resources",
        {},
        resource(
          "test",
          "test",
          "test.xml",
          ...items.map(({id}) => xml("dependency", {identifierref: `item-${id}`}))
        ),
        ...items.map(({id, file}) => resource(`item-${id}`, "item", file))
      )
    )
  );
}
