// What a cell shows, as it leaves its worker.

export type Shown =
  | {readonly kind: "text"; readonly text: string}
  | {readonly kind: "tensor"; readonly shape: readonly number[]; readonly values: Float32Array}
  | {readonly kind: "curves"; readonly series: readonly {readonly name: string; readonly values: number[]}[]}
  | {readonly kind: "picture"; readonly source: string}
  | Walk
  | {readonly kind: "list"; readonly items: readonly (readonly [name: string, value: Shown])[]};

/** A plan, step by step. Row 0 is its input, row i what step i makes. */
export interface Walk {
  readonly kind: "walk";
  readonly input: NamedValue;
  readonly steps: readonly {
    readonly operation: string;
    readonly tex: string;
    readonly output: NamedValue;
    readonly weights: readonly NamedValue[];
    readonly way: "main" | "shortcut";
    /** The row from which the shortcut comes that joins here. */
    readonly from?: number;
  }[];
  /** Steps that are left out. */
  readonly more: number;
}

interface NamedValue {
  readonly name: string;
  readonly values: Shown;
}
