// A published network as a reader walks it: its layers in blocks, its blocks in groups, with what each costs.
import {type Cost, count} from "../../../../graph/count.js";
import {
  type Architecture,
  type ArchitectureName,
  architectures,
  network
} from "../../../../nn/architectures.js";

export interface LayerRow {
  /** Height, width, channels that leave it. */
  readonly shape: readonly number[];
  readonly kernel: number;
  readonly stride: number;
  /** With those of the normalisation behind it. */
  readonly parameters: number;
  readonly multiplyAdds: number;
}

export interface BlockRow {
  readonly layers: readonly LayerRow[];
  /** None in a plain network; "projection" where the shapes on the two paths differ. */
  readonly shortcut: "none" | "identity" | "projection";
  readonly projection?: LayerRow;
}

export interface Walk {
  readonly stem: LayerRow;
  /** Output of the max pool, where there is one. */
  readonly pool?: readonly number[];
  readonly groups: readonly (readonly BlockRow[])[];
  readonly head: {readonly pooled: readonly number[]; readonly dense: LayerRow};
  /** Layers with weights on the main path. */
  readonly depth: number;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** Walks a network for square images of this many pixels a side, counted by the shape rules of the library. */
export function walk(of: ArchitectureName | Architecture, side: number): Walk {
  const architecture: Architecture = typeof of === "string" ? architectures[of] : of;
  const {steps, parameters, multiplyAdds} = count(network(architecture), [
    1,
    side,
    side,
    architecture.input[2]
  ]);
  const rows: {row: LayerRow; projection: boolean; operation: string}[] = [];
  for (const step of steps) {
    if (step.operation === "batchNorm") {
      const last = rows[rows.length - 1];
      last.row = {...last.row, parameters: last.row.parameters + step.parameters};
    }
    if (step.operation === "conv2d" || step.operation === "dense") {
      const projection = step.name.startsWith("zs");
      rows.push({row: rowOf(step), projection, operation: step.operation});
    }
  }
  const [stem, ...rest] = rows;
  const dense = rest.pop()!;
  const groups = architecture.stages.map(({blocks, filters, stride}, g) => {
    const depth = typeof filters === "number" ? 2 : filters.length + 1;
    return Array.from({length: blocks}, (_, b): BlockRow => {
      const layers = rest.splice(0, depth).map(({row}) => row);
      const projection = rest[0]?.projection ? rest.shift()!.row : undefined;
      const moves = g > 0 && b === 0 && stride > 1;
      if (moves) markStride(layers, architecture);
      const shortcut = architecture.kind === "plain" ? "none" : projection ? "projection" : "identity";
      return {layers, shortcut, ...(projection && {projection: {...projection, stride: moves ? 2 : 1}})};
    });
  });
  const pooled = steps.find(s => s.operation === "globalAveragePool" || s.operation === "averagePool")!;
  return {
    stem: {...stem.row, stride: architecture.stem.stride},
    pool: steps.find(s => s.operation === "maxPool")?.shape.slice(1),
    groups,
    head: {pooled: pooled.shape.slice(1), dense: dense.row},
    depth: 2 + groups.flat().reduce((n, b) => n + b.layers.length, 0),
    parameters,
    multiplyAdds
  };
}

function rowOf({shape, weight, parameters, multiplyAdds}: Cost): LayerRow {
  return {
    shape: shape.slice(1),
    kernel: weight!.length === 4 ? weight![0] : 0,
    stride: 1,
    parameters,
    multiplyAdds
  };
}

/** The layer of the block that moves by two: the first of a basic block. */
function markStride(layers: LayerRow[], {strideAt}: Architecture): void {
  const at = layers.length === 3 && strideAt === "middle" ? 1 : 0;
  layers[at] = {...layers[at], stride: 2};
}

/** Published numbers to set beside. Multiply–adds: He et al. 2015, Table 1. Parameters: torchvision's documentation. */
export const published: {readonly [name: string]: {parameters?: number; multiplyAdds?: number}} = {
  "resnet-18": {parameters: 11_689_512, multiplyAdds: 1.8e9},
  "plain-34": {multiplyAdds: 3.6e9},
  "resnet-34": {parameters: 21_797_672, multiplyAdds: 3.6e9},
  "resnet-50": {parameters: 25_557_032, multiplyAdds: 3.8e9},
  "resnet-101": {parameters: 44_549_160, multiplyAdds: 7.6e9},
  "resnet-152": {parameters: 60_192_808, multiplyAdds: 11.3e9}
};
