import type {Explanation} from "../../../index.js";
import {short} from "../../../lesson/numbers.js";
import {tinted} from "../../kit/colour.js";
import {type Child, html} from "../../kit/dom.js";
import {htmlName} from "../../kit/labels.js";
import {sentences, texts} from "../../kit/texts.js";
import {entry} from "./words.js";

const t = texts({
  en: {
    sum: "sum of the products",
    bias: "bias",
    given: "A number of the input.",
    weight: (unit: string, input: string) => `The weight of input ${input} in unit ${unit}.`,
    isBias: (unit: string) => `The bias of unit ${unit}.`,
    edit: "Drag it, or press Enter and type, to change it.",
    padding: "padding",
    cut: "ReLU: negative, so nothing passes.",
    passed: "ReLU: not negative, so it passes unchanged.",
    products: (count: number) => `${count} products`
  },
  zh: {
    sum: "各乘积之和",
    bias: "偏置",
    given: "输入里的一个数。",
    weight: (unit, input) => `单元 ${unit} 给第 ${input} 个输入的权重。`,
    isBias: unit => `单元 ${unit} 的偏置。`,
    edit: "拖动它，或按回车键输入，就能改变它。",
    padding: "填充",
    cut: "ReLU：是负数，变成 0。",
    passed: "ReLU：不是负数，原样放行。",
    products: count => `${count} 个乘积`
  }
});

/** How an element came about, or that it was given. */
type Account =
  | {readonly kind: "computed"; readonly explanation: Explanation; readonly scale: number}
  | {
      readonly kind: "given";
      readonly name: string;
      readonly index: readonly number[];
      readonly value: number;
      readonly scale: number;
      readonly editable: boolean;
    };

/** One number and all that it is made of: the vector, the row of weights, the products, the sum, the bias. */
export function account(of: Account): HTMLElement {
  return html("div.account", ...(of.kind === "given" ? given(of) : computed(of)));
}

function given({name, index, value, scale, editable}: Account & {kind: "given"}): Child[] {
  const at = index.map(i => String(i + 1));
  const text = name.startsWith("W")
    ? t.weight(at.at(-1)!, at.at(-2)!)
    : name.startsWith("b")
      ? t.isBias(at.at(-1)!)
      : t.given;
  return [
    html("p.headline", htmlName(name, entry(name, index)), " = ", number(value, scale, name)),
    html("p.hint", sentences(text, editable && t.edit))
  ];
}

function computed({explanation, scale}: Account & {kind: "computed"}): Child[] {
  const {operation, name, index, terms, bias, sum, result} = explanation;
  const head = html("p.headline", htmlName(name, entry(name, index)), " = ", number(result, scale, name));
  if (operation === "relu") {
    const [{from, input}] = terms;
    return [
      head,
      html("p.line", "max(0, ", number(input, scale, from?.name), ") = ", short(result)),
      html("p.hint", input < 0 ? t.cut : t.passed)
    ];
  }
  if (operation === "add" || operation === "subsample") {
    const parts = terms.flatMap(({from, input}, i) => [i > 0 && " + ", number(input, scale, from?.name)]);
    return [head, html("p.line", ...parts, parts.length > 0 && " = ", short(result))];
  }
  const products = terms.reduce((total, {product}) => total + product, 0);
  const columns = terms.map(({input, weight, product, from, weightFrom}) =>
    html(
      "span",
      {class: from ? "product" : "product padding", title: from ? null : t.padding},
      number(input, scale, from?.name),
      html("i", "×"),
      number(weight, scale, weightFrom?.name, "weight"),
      html("i", "="),
      number(product, scale)
    )
  );
  return [
    head,
    html(
      "div",
      // Many products scroll in their own box, by keys too.
      {class: "products", tabindex: terms.length > 12 ? 0 : null},
      html(
        "span.product.heads",
        {"aria-hidden": "true"},
        htmlName(terms.find(({from}) => from)?.from?.name ?? ""),
        html("i", ""),
        htmlName(terms[0]?.weightFrom?.name ?? "×"),
        html("i", ""),
        html("span", "=")
      ),
      ...columns
    ),
    html(
      "p.line",
      number(products, scale),
      html("small", ` ${t.sum}`),
      bias && " + ",
      bias && number(bias.value, scale, bias.from?.name, "weight"),
      bias && html("small", ` ${t.bias}`),
      ` = ${short(sum)}`
    )
  ];
}

function number(value: number, scale: number, part?: string, kind = ""): HTMLElement {
  return html("span", {class: `cell ${kind}`, style: tinted(value, scale), "data-part": part}, short(value));
}
