// Arrays of single-precision numbers as text, so that a build can hand trained weights to a page without loss.

/** Little-endian bytes in base64. */
export function encode(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
}

/** The numbers that `encode` was given. */
export function decode(text: string): Float32Array {
  return new Float32Array(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
}
