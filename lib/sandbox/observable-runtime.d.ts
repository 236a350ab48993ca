// What is used of Observable's runtime, which brings no types: https://github.com/observablehq/runtime
declare module "@observablehq/runtime" {
  type Observer = {fulfilled?(value: never): void; rejected?(error: unknown): void};
  type Variable = {
    define(name: string, inputs: readonly string[], definition: (...inputs: never[]) => unknown): Variable;
  };
  export class Runtime {
    constructor(builtins?: object);
    module(): {variable(observer?: Observer): Variable};
    dispose(): void;
  }
}
