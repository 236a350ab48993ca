import type {Attributes, Plan} from "../graph/index.js";
import {type Padding, type Shape, span} from "../tensor/shape.js";
import {copy, type Tensor, tensor} from "../tensor/tensor.js";
import {type ModelOperation, modelOf} from "./model.js";
import {type Bytes, bytes, float, integers, message} from "./protobuf.js";

/** What a row sees of the step that it writes out. */
type Written<A> = {
  attributes: A;
  /** Names of inputs and output; those of parameters are initialisers of the graph. */
  x: string[];
  y: string;
  /** Shape of the first input. */
  shape: Shape;
  batched: boolean;
  weights: Map<string, Tensor>;
  /** Adds a node; returns its output, by a name of its own unless one is given. */
  node(operator: string, inputs: readonly string[], attributes?: readonly Bytes[], output?: string): string;
  /** Adds a constant; returns its name. */
  constant(data: Tensor | {readonly shape: Shape; readonly integers: readonly number[]}): string;
};

type Row<A> = (step: Written<A>) => void;
type Table = {[K in ModelOperation]: Row<Attributes<K>>};

/**
 * How each operation is said in ONNX. Values stay channels-last, as in the plan; ONNX's own convolution and pooling want
 * channels first, so each stands between two transpositions, which runtimes take out again.
 */
const table: Table = {
  dense({x: [x, w, b], y, node}) {
    if (b) node("Add", [node("MatMul", [x, w]), b], [], y);
    else node("MatMul", [x, w], [], y);
  },
  conv2d({attributes: {stride, padding}, x: [x, w, b], y, shape, weights, node, constant}) {
    const weight = weights.get(w)!;
    const size = [weight.shape[0], weight.shape[1]];
    const turned = constant(copy(weight.transpose(3, 2, 0, 1)));
    const inputs = [channelsFirst(node, x), turned, ...(b ? [b] : [])];
    channelsLast(node, node("Conv", inputs, window(shape, size, stride, padding)), y);
  },
  add: ({x, y, node}) => void node("Add", x, [], y),
  relu: ({x, y, node}) => void node("Relu", x, [], y),
  scale({attributes: {factor}, x: [x], y, node, constant}) {
    node("Mul", [x, constant(tensor([1], [factor]))], [], y);
  },
  // As it is after training.
  drop({attributes: {survival}, x: [x], y, node, constant}) {
    node("Mul", [x, constant(tensor([1], [survival]))], [], y);
  },
  reshape({attributes: {to}, x: [x], y, batched, node, constant}) {
    // 0 stands for as many as come in.
    const integers = batched ? [0, ...to.slice(1)] : to;
    node("Reshape", [x, constant({shape: [to.length], integers})], [], y);
  },
  subsample({attributes: {stride, channels}, x: [x], y, shape, node, constant}) {
    const list = (...values: number[]) => constant({shape: [values.length], integers: values});
    const thinned =
      stride === 1
        ? x
        : node("Slice", [x, list(0, 0), list(shape[1], shape[2]), list(1, 2), list(stride, stride)]);
    const around = [...shape, ...shape].fill(0);
    node("Pad", [thinned, list(...around.slice(1), channels - shape.at(-1)!)], [], y);
  },
  batchNorm({attributes: {epsilon}, x: [x, gamma, beta, mean, variance], y, shape, node}) {
    const rest = [gamma, beta, mean, variance];
    const attributes = [attribute("epsilon", epsilon)];
    if (shape.length === 2) node("BatchNormalization", [x, ...rest], attributes, y);
    else {
      const turned = channelsFirst(node, x, shape.length);
      channelsLast(node, node("BatchNormalization", [turned, ...rest], attributes), y, shape.length);
    }
  },
  maxPool: step => pool(step, "MaxPool"),
  averagePool: step => pool(step, "AveragePool"),
  globalAveragePool({x, y, node}) {
    node("ReduceMean", x, [attribute("axes", [1, 2]), attribute("keepdims", [0])], y);
  }
};

/**
 * The model of a plan, without its loss, as an ONNX file (operator set 17) with the plan's weights: batch normalisation
 * with its running statistics, as in evaluation. Input and output keep their names and shapes; it takes any number of
 * examples where the plan computes each by itself.
 */
export function onnx(plan: Plan): Bytes {
  const nodes: Bytes[] = [];
  const constants = new Map<string, Bytes>();
  const {input, output, steps, batched, weights} = modelOf(plan);
  const taken = new Set(plan.names);
  /** A name that nothing in the plan has. */
  const unused = (word: string) => {
    let n = taken.size;
    while (taken.has(`${word}.${n}`)) n++;
    taken.add(`${word}.${n}`);
    return `${word}.${n}`;
  };

  const keep = (name: string, data: Tensor) => constants.set(name, tensorMessage(name, data));
  for (const {operation, attributes, inputs, output, from} of steps) {
    const step: Written<unknown> = {
      attributes,
      x: inputs,
      y: output,
      shape: from,
      batched,
      weights,
      node(operator, inputs, attributes = [], output = unused(operator)) {
        for (const name of inputs) if (weights.has(name)) keep(name, weights.get(name)!);
        nodes.push(
          message(
            ...inputs.map(name => bytes(1, name)),
            bytes(2, output),
            bytes(4, operator),
            ...attributes.map(a => bytes(5, a))
          )
        );
        return output;
      },
      constant(data) {
        const name = unused("constant");
        if ("integers" in data) constants.set(name, integerMessage(name, data.shape, data.integers));
        else keep(name, data);
        return name;
      }
    };
    (table as {[name: string]: Row<unknown>})[operation](step);
  }

  const graph = message(
    ...nodes.map(node => bytes(1, node)),
    bytes(2, "the-shortcut"),
    ...[...constants.values()].map(constant => bytes(5, constant)),
    bytes(11, valueInfo(input, plan.input.shape, batched)),
    bytes(12, valueInfo(output, plan.output.shape, batched))
  );
  // IR version 8 belongs to operator set 17.
  return message(integers(1, 8), bytes(7, graph), bytes(8, message(bytes(1, ""), integers(2, 17))));
}

type AddNode = Written<unknown>["node"];

/** The dimensions between the first, which counts examples, and the last, which counts channels. */
const inner = (rank: number) => Array.from({length: rank - 2}, (_, i) => i + 1);
const channelsFirst = (node: AddNode, x: string, rank = 4) =>
  node("Transpose", [x], [attribute("perm", [0, rank - 1, ...inner(rank)])]);
const channelsLast = (node: AddNode, x: string, y: string, rank = 4) =>
  node("Transpose", [x], [attribute("perm", [0, ...inner(rank).map(d => d + 1), 1])], y);

function pool(
  {attributes: {size, stride, padding}, x: [x], y, shape, node}: Written<Attributes<"maxPool">>,
  operator: string
) {
  const pooled = node(operator, [channelsFirst(node, x)], window(shape, size, stride, padding));
  channelsLast(node, pooled, y);
}

function window(shape: Shape, size: readonly number[], stride: readonly number[], padding: Padding): Bytes[] {
  const [down, across] = [0, 1].map(d => span(shape[d + 1], size[d], stride[d], padding));
  return [
    attribute("kernel_shape", size),
    attribute("strides", stride),
    attribute("pads", [down.before, across.before, down.after, across.after])
  ];
}

// AttributeProto: a list of integers, an integer for a list of one named keepdims, or a float.
function attribute(name: string, value: number | readonly number[]): Bytes {
  if (typeof value === "number") return message(bytes(1, name), float(2, value), integers(20, 1));
  if (name === "keepdims") return message(bytes(1, name), integers(3, ...value), integers(20, 2));
  return message(bytes(1, name), integers(8, ...value), integers(20, 7));
}

// TensorProto: 1 is float, 7 is 64-bit integers; raw data are little-endian.
function tensorMessage(name: string, x: Tensor): Bytes {
  const {data} = copy(x);
  const raw = new Uint8Array(data.length * 4);
  const view = new DataView(raw.buffer);
  data.forEach((v, i) => {
    view.setFloat32(4 * i, v, true);
  });
  return message(integers(1, ...x.shape), integers(2, 1), bytes(8, name), bytes(9, raw));
}

const integerMessage = (name: string, shape: Shape, values: readonly number[]) =>
  message(integers(1, ...shape), integers(2, 7), integers(7, ...values), bytes(8, name));

// A dimension is a number, or has a name where it may be any.
const valueInfo = (name: string, shape: Shape, batched: boolean) => {
  const dimensions = shape.map((n, d) => bytes(1, batched && d === 0 ? bytes(2, "batch") : integers(1, n)));
  return message(
    bytes(1, name),
    bytes(2, bytes(1, message(integers(1, 1), bytes(2, message(...dimensions)))))
  );
};
