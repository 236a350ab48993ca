// Compiles lib/kernels/simd (AssemblyScript) and writes the bytes into lib/kernels/simd.wasm.ts: a page can
// then load them from a module, without a second request and without waiting. As hexadecimal digits, of which compression
// leaves a sixth less than of base64: equal bytes look equal wherever they stand.
import {readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import asc from "assemblyscript/asc";

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** The text of lib/kernels/simd.wasm.ts, compiled anew. Throws what the compiler says. */
export async function compileKernels(): Promise<string> {
  const plain = await compile("lib/kernels/simd/index.ts");
  const relaxed = await compile("lib/kernels/simd/index.ts", "--enable", "relaxed-simd");
  return [
    "// Written by `npm run kernels` from lib/kernels/simd: change that.",
    `export const plain = "${Buffer.from(plain).toString("hex")}";`,
    `export const relaxed = "${Buffer.from(relaxed).toString("hex")}";`,
    ""
  ].join("\n");
}

/** One AssemblyScript file and what it imports, as WebAssembly with SIMD. */
export async function compile(source: string, ...options: string[]): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const {error, stderr} = await asc.main(
    // 201: sizes and addresses are both 32 bits. 112: functions of vectors are not called from outside.
    [
      source,
      "-o=out.wasm",
      "-O3",
      "--noAssert",
      "--runtime=stub",
      "--use=abort=",
      "--importMemory",
      "--enable=simd",
      "--disableWarning=201",
      "--disableWarning=112",
      ...options
    ],
    {
      readFile: name => {
        try {
          return readFileSync(path(name), "utf8");
        } catch {
          return null;
        }
      },
      writeFile: (name, contents) => void files.set(name, contents as Uint8Array),
      listFiles: () => []
    }
  );
  if (error) throw new Error(`${source} does not compile: ${error.message}\n${stderr}`);
  return files.get("out.wasm")!;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(path("lib/kernels/simd.wasm.ts"), await compileKernels());
