import type {Attributes, Plan} from "../graph/index.js";
import {type Padding, type Shape, span} from "../tensor/shape.js";
import {copy, flat, type Tensor, tensor} from "../tensor/tensor.js";
import {type ModelOperation, modelOf} from "./model.js";

/** What a row sees. It returns a Python expression. */
type Step<A> = {
  attributes: A;
  /** The inputs, as Python expressions. */
  x: string[];
  /** Shapes of the first input and of the weight, where there is one. */
  shape: Shape;
  weight: Shape;
  batched: boolean;
};
type Table = {[K in ModelOperation]: (step: Step<Attributes<K>>) => string};

/** How each operation is said in PyTorch. Values stay channels-last; `nchw` and `nhwc` turn them where PyTorch must. */
const table: Table = {
  dense: ({x: [x, w, b]}) => `${x} @ ${w}${b ? ` + ${b}` : ""}`,
  conv2d({attributes: {stride, padding}, x: [x, w, b], shape, weight}) {
    const padded = pad(`nchw(${x})`, shape, weight, stride, padding);
    return `nhwc(F.conv2d(${padded}, ${w}.permute(3, 2, 0, 1), ${b ?? "None"}, stride=${tuple(stride)}))`;
  },
  add: ({x: [a, b]}) => `${a} + ${b}`,
  relu: ({x: [x]}) => `torch.relu(${x})`,
  scale: ({attributes: {factor}, x: [x]}) => `${factor} * ${x}`,
  // As it is after training.
  drop: ({attributes: {survival}, x: [x]}) => `${survival} * ${x}`,
  reshape: ({attributes: {to}, x: [x], batched}) =>
    `${x}.reshape(${tuple(batched ? [-1, ...to.slice(1)] : to)})`,
  subsample({attributes: {stride, channels}, x: [x], shape}) {
    const thinned = stride === 1 ? x : `${x}[:, ::${stride}, ::${stride}, :]`;
    return `F.pad(${thinned}, (0, ${channels - shape.at(-1)!}))`;
  },
  batchNorm: ({attributes: {epsilon}, x: [x, gamma, beta, mean, variance]}) =>
    `${gamma} * (${x} - ${mean}) / torch.sqrt(${variance} + ${epsilon}) + ${beta}`,
  maxPool({attributes: {size, stride, padding}, x: [x], shape}) {
    const padded = pad(`nchw(${x})`, shape, size, stride, padding, "-inf");
    return `nhwc(F.max_pool2d(${padded}, ${tuple(size)}, ${tuple(stride)}))`;
  },
  averagePool({attributes: {size, stride, padding}, x: [x], shape}) {
    const mean = (of: string) =>
      `F.avg_pool2d(${pad(of, shape, size, stride, padding)}, ${tuple(size)}, ${tuple(stride)})`;
    // Padding is not counted, as in the library: the mean of ones is the share of the window that is not padding.
    return `nhwc(${mean(`nchw(${x})`)} / ${mean(`torch.ones_like(nchw(${x}))`)})`;
  },
  globalAveragePool: ({x: [x]}) => `${x}.mean(dim=(1, 2))`
};

/**
 * The model of a plan as a Python script that needs only PyTorch: an `nn.Module` with the same operations in the same
 * order, the plan's weights as its `state_dict`, the first examples of its input and output of the moment, and a check
 * that PyTorch gets that output too. Batch normalisation has its running statistics: call `plan.forward()` in evaluation mode before.
 */
export function pytorch(plan: Plan): string {
  const {input, output, steps, batched, weights} = modelOf(plan);
  const some = (x: Tensor) => (batched ? first(x, examples) : x);
  const variable = variables(reserved);
  const key = variables([...reserved, ...ofModules]);
  const learned = new Set(plan.parameters.map(({name}) => name));
  const said = (name: string) => (weights.has(name) ? `self.${key(name)}` : variable(name));
  const body = steps.map(({operation, attributes, inputs, output, from}) => {
    const row = table[operation as ModelOperation] as (step: Step<unknown>) => string;
    const weight = weights.get(inputs[1])?.shape ?? [];
    return `${variable(output)} = ${row({attributes, x: inputs.map(said), shape: from, weight, batched})}`;
  });
  return `# A network of The Shortcut, with its weights. Runs by itself: python model.py
import base64
import torch
import torch.nn.functional as F
from torch import nn


def tensor(shape, data):
    return torch.frombuffer(bytearray(base64.b64decode(data)), dtype=torch.float32).reshape(shape)


def nchw(x):
    return x.permute(0, 3, 1, 2)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


class Network(nn.Module):
    """Dense weights are [in, out], convolutions [height, width, in, out]; values are channels-last."""

    def __init__(self):
        super().__init__()
${[...weights].map(([name, {shape}]) => declared(key(name), name, shape, learned.has(name))).join("\n")}

    def forward(self, ${variable(input)}):
${body.map(line => `        ${line}`).join("\n")}
        return ${variable(output)}


weights = {
${[...weights].map(([name, value]) => `    "${key(name)}": ${literal(value)},`).join("\n")}
}
x = ${literal(some(plan.input))}
expected = ${literal(some(plan.output))}

model = Network()
model.load_state_dict(weights)
model.eval()
with torch.no_grad():
    output = model(x)
print(output)
print("largest difference from the lesson's library:", (output - expected).abs().max().item())
assert torch.allclose(output, expected, rtol=1e-3, atol=1e-4)
`;
}

/** So many of a data set's examples are enough to check a network by. */
const examples = 16;

/** The first elements along the first axis, at most `count`. */
const first = (x: Tensor, count: number): Tensor => {
  const [all, ...rest] = x.shape;
  const rows = Math.min(count, all);
  return tensor([rows, ...rest], flat(x).slice(0, (x.size / all) * rows));
};

/** A line that declares a weight, or a statistic, which no optimiser changes. */
function declared(key: string, name: string, shape: Shape, learned: boolean): string {
  const empty = `torch.zeros(${tuple(shape)})`;
  const line = learned ? `self.${key} = nn.Parameter(${empty})` : `self.register_buffer("${key}", ${empty})`;
  return `        ${line}  # ${name}`;
}

// https://docs.python.org/3/reference/lexical_analysis.html#keywords, and what the body of `forward` calls by name.
const reserved =
  `False None True and as assert async await break class continue def del elif else except finally for
  from global if import in is lambda nonlocal not or pass raise return try while with yield
  torch F nn self nchw nhwc float`.split(/\s+/);

// What an `nn.Module` has of its own, https://pytorch.org/docs/stable/generated/torch.nn.Module.html, in small letters.
const ofModules =
  `add_module apply bfloat16 buffers children compile cpu cuda double dump_patches eval extra_repr forward half
  modules named_buffers named_children named_modules named_parameters parameters register_buffer
  register_parameter requires_grad_ share_memory state_dict load_state_dict to to_empty train training type
  zero_grad`.split(/\s+/);

/** Returns the function that gives each name of the plan a Python variable of its own: a[l+1] becomes a_l_plus_1. */
function variables(reserved: readonly string[]): (name: string) => string {
  const given = new Map<string, string>();
  const taken = new Set(reserved);
  return name => {
    if (!given.has(name)) {
      const plain = identifier(name);
      let variable = plain;
      for (let n = 2; taken.has(variable); n++) variable = `${plain}_${n}`;
      taken.add(variable);
      given.set(name, variable);
    }
    return given.get(name)!;
  };
}

/**
 * What Python reads as one name. It compares names after this normalisation, and takes the letters that its own edition of
 * Unicode has: those of these blocks (Latin to Cyrillic, kana, Chinese characters) are in all.
 */
function identifier(name: string): string {
  const word = name
    .normalize("NFKC")
    .replaceAll("+", "_plus_")
    .replaceAll("′", "_prime")
    .replace(/[^\p{XID_Continue}]|[^\0-\u04ff\u3040-\u30ff\u4e00-\u9fef]/gu, "_")
    .replace(/__+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^\p{XID_Start}/u.test(word) ? word : `value_${word}`;
}

const tuple = (values: readonly number[]) => `(${values.join(", ")}${values.length === 1 ? "," : ""})`;

function pad(
  x: string,
  shape: Shape,
  size: readonly number[],
  stride: readonly number[],
  padding: Padding,
  value = "0"
): string {
  const [down, across] = [0, 1].map(d => span(shape[d + 1], size[d], stride[d], padding));
  const around = [across.before, across.after, down.before, down.after];
  return around.every(n => n === 0) ? x : `F.pad(${x}, ${tuple(around)}, value=float("${value}"))`;
}

const literal = (x: Tensor) => `tensor(${tuple(x.shape)}, "${base64(copy(x))}")`;

function base64(x: Tensor): string {
  const bytes = new Uint8Array(x.size * 4);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const value of flat(x)) {
    view.setFloat32(at, value, true);
    at += 4;
  }
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
