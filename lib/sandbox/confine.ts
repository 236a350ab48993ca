/**
 * Takes away from a worker's scope what could reach beyond it, before a reader's code runs there: code may have come with
 * a link. What remains is the language itself and a few names without a way out; so what browsers will add stays out.
 */

/** Bytes that one run may ask for. */
const memory = 2 ** 30;

const language = `AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date
  Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array
  Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
  String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef
  WeakSet WebAssembly constructor decodeURI decodeURIComponent encodeURI encodeURIComponent escape globalThis
  isFinite isNaN parseFloat parseInt undefined unescape`;

const harmless = `AbortController AbortSignal DOMException Event EventTarget TextDecoder TextEncoder URL URLSearchParams
  atob btoa cancelAnimationFrame clearInterval clearTimeout console crypto performance queueMicrotask
  requestAnimationFrame self setInterval setTimeout structuredClone`;

type Constructor = new (...args: unknown[]) => object;

export function confine(): void {
  const kept = new Set(`${language} ${harmless}`.split(/\s+/));
  const scopes: object[] = [];
  for (
    let scope = globalThis as object;
    scope !== EventTarget.prototype;
    scope = Object.getPrototypeOf(scope)
  )
    scopes.push(scope);
  for (const scope of scopes)
    for (const name of Object.getOwnPropertyNames(scope))
      if (!kept.has(name) && !Reflect.deleteProperty(scope, name))
        Reflect.defineProperty(scope, name, {value: undefined});

  /** Puts something in the place of a global, wherever in the chain it stands. */
  const replace = (name: string, value: unknown) => {
    for (const scope of scopes)
      if (Object.hasOwn(scope, name)) Reflect.defineProperty(scope, name, {value, writable: true});
  };
  count(replace);
  refuseImports(replace);
}

type Replace = (name: string, value: unknown) => void;

/** Lets memory be asked for as long as there is some left. */
function count(replace: Replace): void {
  let left = memory;
  /** `size` tells how many bytes are asked for, and what to ask for: values that cannot change their mind. */
  const counted = (
    made: Constructor,
    size: (args: unknown[]) => readonly [bytes: number, args: unknown[]]
  ) => {
    const proxy: Constructor = new Proxy(made, {
      construct(target, given, derived) {
        const [bytes, args] = size(given);
        if (bytes > 0) left -= bytes;
        if (left < 0) throw new RangeError(`out of memory: a run may ask for ${memory / 2 ** 20} MB`);
        return Reflect.construct(target, args, derived === proxy ? target : derived);
      }
    });
    // What a slice or a map makes is made by this.
    Object.defineProperty(made.prototype, "constructor", {value: proxy});
    return proxy;
  };
  const globals = globalThis as unknown as {readonly [name: string]: Constructor | undefined};
  for (const name of language.match(/\w+Array\b/g)!) {
    const made = globals[name] as (Constructor & {BYTES_PER_ELEMENT: number}) | undefined;
    if (!made) continue;
    const each = made.BYTES_PER_ELEMENT;
    // A list or a buffer is there already.
    const size = ([first, ...rest]: unknown[]): readonly [number, unknown[]] =>
      typeof first === "object" ? [0, [first, ...rest]] : [Number(first) * each, [Number(first)]];
    replace(name, counted(made, size));
  }
  const buffer = counted(ArrayBuffer as unknown as Constructor, ([length]) => [
    Number(length),
    [Number(length)]
  ]);
  replace("ArrayBuffer", buffer);
  for (const name of ["transfer", "transferToFixedLength"])
    Reflect.deleteProperty(ArrayBuffer.prototype, name);
  if (typeof WebAssembly === "undefined") return;
  const pages = counted(WebAssembly.Memory as unknown as Constructor, ([options]) => {
    const {initial, maximum = initial} = options as {initial: number; maximum?: number};
    const most = Math.max(Number(initial), Number(maximum));
    return [most * 2 ** 16, [{initial: Number(initial), maximum: most}]];
  });
  Object.defineProperty(WebAssembly, "Memory", {value: pages});
}

/** Code made of text may do what all code may, but not `import()`, which fetches: that word must stand in it. */
function refuseImports(replace: Replace): void {
  const checked = (part: unknown): string => {
    const text = String(part);
    if (text.includes("import")) throw new SyntaxError("import() is not available in a cell");
    return text;
  };
  const guarded = (made: Constructor): Constructor => {
    const proxy: Constructor = new Proxy(made, {
      apply: (target, _, parts) => Reflect.construct(target, parts.map(checked)),
      construct: (target, parts, derived) =>
        Reflect.construct(target, parts.map(checked), derived === proxy ? target : derived)
    });
    Object.defineProperty(made.prototype, "constructor", {value: proxy});
    return proxy;
  };
  const makers = [async () => {}, function* () {}, async function* () {}].map(
    f => Object.getPrototypeOf(f).constructor as Constructor
  );
  const plain = guarded(Function as unknown as Constructor);
  for (const maker of makers) {
    guarded(maker);
    Object.setPrototypeOf(maker, plain);
  }
  replace("Function", plain);
  for (const name of ["setTimeout", "setInterval"] as const) {
    const wait = globalThis[name] as (f: () => void, ...rest: unknown[]) => unknown;
    replace(name, (f: unknown, ...rest: unknown[]) => {
      if (typeof f !== "function") throw new TypeError(`${name} takes a function`);
      return wait(f as () => void, ...rest);
    });
  }
}
