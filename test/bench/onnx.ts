// A graph of floats as an ONNX file, channels first as ONNX Runtime likes it best: the library's own export keeps
// channels last and would put the peer at a disadvantage.
import {bytes, integers, message} from "../../lib/export/protobuf.js";

export type Node = {
  operation: string;
  inputs: string[];
  output: string;
  attributes?: Record<string, number | number[]>;
};
export type Model = {
  nodes: Node[];
  constants: Record<string, {shape: number[]; data: Float32Array}>;
  /** Shapes of the input "x" and the output "y". */
  input: number[];
  output: number[];
};

const FLOAT = 1;
const INTEGER = 2;
const INTEGERS = 7;
const OPSET = 17;

const attribute = ([name, value]: [string, number | number[]]) =>
  bytes(
    5,
    message(
      bytes(1, name),
      ...(typeof value === "number"
        ? [integers(3, value), integers(20, INTEGER)]
        : [integers(8, ...value), integers(20, INTEGERS)])
    )
  );

const node = ({operation, inputs, output, attributes = {}}: Node) =>
  bytes(
    1,
    message(
      ...inputs.map(name => bytes(1, name)),
      bytes(2, output),
      bytes(4, operation),
      ...Object.entries(attributes).map(attribute)
    )
  );

function constant([name, {shape, data}]: [string, Model["constants"][string]]): Uint8Array {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return bytes(5, message(integers(1, ...shape), integers(2, FLOAT), bytes(8, name), bytes(9, raw)));
}

function valueInfo(field: number, name: string, shape: number[]): Uint8Array {
  const dimensions = message(...shape.map(d => bytes(1, integers(1, d))));
  return bytes(
    field,
    message(bytes(1, name), bytes(2, bytes(1, message(integers(1, FLOAT), bytes(2, dimensions)))))
  );
}

/** The bytes of an .onnx file. */
export function onnx({nodes, constants, input, output}: Model): Uint8Array {
  const graph = message(
    ...nodes.map(node),
    bytes(2, "graph"),
    ...Object.entries(constants).map(constant),
    valueInfo(11, "x", input),
    valueInfo(12, "y", output)
  );
  return message(integers(1, 8), bytes(7, graph), bytes(8, message(bytes(1, ""), integers(2, OPSET))));
}
