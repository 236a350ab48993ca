// Just enough of ONNX's protocol buffers (onnx.proto) for one graph of floats.

type Node = {operation: string; inputs: string[]; output: string; attributes?: Record<string, number[]>};
type Model = {
  nodes: Node[];
  constants: Record<string, {shape: number[]; data: Float32Array}>;
  /** Shapes of the input "x" and the output "y". */
  input: number[];
  output: number[];
};

const varint = (n: number): number[] => (n < 128 ? [n] : [(n % 128) + 128, ...varint(Math.floor(n / 128))]);
const integer = (field: number, n: number) => [...varint(field * 8), ...varint(n)];

function bytes(field: number, content: ArrayLike<number>): number[] {
  const result = [...varint(field * 8 + 2), ...varint(content.length)];
  for (let i = 0; i < content.length; i++) result.push(content[i]);
  return result;
}
const text = (field: number, s: string) => bytes(field, new TextEncoder().encode(s));

const FLOAT = 1;
const INTEGERS = 7;
const OPSET = 17;

const attribute = ([name, values]: [string, number[]]) =>
  bytes(5, [...text(1, name), ...values.flatMap(v => integer(8, v)), ...integer(20, INTEGERS)]);

const node = ({operation, inputs, output, attributes = {}}: Node) =>
  bytes(1, [
    ...inputs.flatMap(name => text(1, name)),
    ...text(2, output),
    ...text(4, operation),
    ...Object.entries(attributes).flatMap(attribute)
  ]);

function constant([name, {shape, data}]: [string, Model["constants"][string]]): number[] {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const content = [...shape.flatMap(d => integer(1, d)), ...integer(2, FLOAT), ...text(8, name)];
  return bytes(5, content.concat(bytes(9, raw)));
}

function valueInfo(field: number, name: string, shape: number[]): number[] {
  const dimensions = shape.flatMap(d => bytes(1, integer(1, d)));
  return bytes(field, [
    ...text(1, name),
    ...bytes(2, bytes(1, [...integer(1, FLOAT), ...bytes(2, dimensions)]))
  ]);
}

/** The bytes of an .onnx file. */
export function onnx({nodes, constants, input, output}: Model): Uint8Array {
  const graph = [
    nodes.flatMap(node),
    text(2, "graph"),
    ...Object.entries(constants).map(constant),
    valueInfo(11, "x", input),
    valueInfo(12, "y", output)
  ].flat();
  return Uint8Array.from(
    [integer(1, 8), bytes(7, graph), bytes(8, [...text(1, ""), ...integer(2, OPSET)])].flat()
  );
}
