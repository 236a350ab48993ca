// Bytes and single-precision numbers as text, so that a build can hand what it computed to a page without loss.

/** Bytes in base64. */
export function encodeBytes(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
}

/** The bytes that `encodeBytes` was given. */
export function decodeBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), c => c.charCodeAt(0));
}

/** Numbers as little-endian bytes in base64. */
export function encodeNumbers(values: Float32Array): string {
  return encodeBytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

/** The numbers that `encodeNumbers` was given. */
export function decodeNumbers(text: string): Float32Array {
  return new Float32Array(decodeBytes(text).buffer);
}
