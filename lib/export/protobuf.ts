// The part of the protocol-buffer encoding that an ONNX file needs: https://protobuf.dev/programming-guides/encoding/

export type Bytes = Uint8Array;

enum Wire {
  varint = 0,
  length = 2,
  fixed32 = 5
}

/** A message from its fields. */
export function message(...fields: readonly Bytes[]): Bytes {
  const all = new Uint8Array(fields.reduce((n, field) => n + field.length, 0));
  let at = 0;
  for (const field of fields) {
    all.set(field, at);
    at += field.length;
  }
  return all;
}

/** A field that holds whole numbers ≥ 0, one after another. */
export const integers = (field: number, ...values: readonly number[]): Bytes =>
  message(...values.map(value => Uint8Array.of(...varint(key(field, Wire.varint)), ...varint(value))));

/** A field that holds a 32-bit float. */
export function float(field: number, value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return message(Uint8Array.from(varint(key(field, Wire.fixed32))), bytes);
}

/** A field that holds bytes, a text or a message. */
export function bytes(field: number, value: Bytes | string): Bytes {
  const content = typeof value === "string" ? new TextEncoder().encode(value) : value;
  return message(Uint8Array.of(...varint(key(field, Wire.length)), ...varint(content.length)), content);
}

const key = (field: number, wire: Wire) => field * 8 + wire;

/** Seven bits a byte, the lowest first; division, since shifts would end at 32 bits. */
function varint(value: number): number[] {
  const rest = Math.floor(value / 128);
  return rest ? [(value % 128) + 128, ...varint(rest)] : [value];
}
