// Residual networks as PyTorch's model zoos keep them, in plain loops over [channel][row][column]: shares no code with lib.
import type {Stored} from "../../lib/export/index.js";

interface Sizes {
  readonly kernel: 3 | 7;
  readonly blocks: readonly number[];
  /** Of each stage; two numbers make bottlenecks. */
  readonly filters: readonly (number | readonly [number, number])[];
  readonly classes: number;
  readonly projections: boolean;
}

/** Names and shapes of the tensors of such a network. */
export function layersOf({kernel, blocks, filters, classes, projections}: Sizes) {
  const sizes: {[name: string]: readonly number[]} = {};
  const conv = (conv: string, bn: string, [out, into, k]: readonly [number, number, number]) => {
    sizes[`${conv}.weight`] = [out, into, k, k];
    for (const part of ["weight", "bias", "running_mean", "running_var"]) sizes[`${bn}.${part}`] = [out];
  };
  let channels = [filters[0]].flat()[0] as number;
  conv("conv1", "bn1", [channels, 3, kernel]);
  blocks.forEach((count, s) => {
    const narrowWide = [filters[s]].flat() as number[];
    const [narrow, wide] = [narrowWide[0], narrowWide.at(-1)!];
    for (let b = 0; b < count; b++) {
      const name = `layer${s + 1}.${b}`;
      const kernels = narrowWide.length > 1 ? [1, 3, 1] : [3, 3];
      kernels.forEach((k, i) => {
        const [into, out] = [i ? narrow : channels, i === kernels.length - 1 ? wide : narrow];
        conv(`${name}.conv${i + 1}`, `${name}.bn${i + 1}`, [out, into, k]);
      });
      if (projections && b === 0 && (s > 0 || channels !== wide))
        conv(`${name}.downsample.0`, `${name}.downsample.1`, [wide, channels, 1]);
      channels = wide;
    }
  });
  sizes["fc.weight"] = [classes, channels];
  sizes["fc.bias"] = [classes];
  return sizes;
}

type Maps = number[][][];

/** The scores of one square image, given as rows of pixels of three channels; a plain network has the same tensors. */
export function run(
  file: ReadonlyMap<string, Stored>,
  pixels: readonly number[],
  size: number,
  kind: "plain" | "residual" = "residual"
): number[] {
  const prefix = [...file.keys()].some(name => name.startsWith("module.")) ? "module." : "";
  const named = (...names: string[]) => names.map(name => file.get(prefix + name)).find(Boolean);
  const numbers = (...names: string[]) => named(...names)!.read();

  const conv = (x: Maps, names: string[], stride: number): Maps => {
    const weight = names.map(name => `${name}.weight`);
    const [filters, channels, k] = named(...weight)!.shape;
    const w = numbers(...weight);
    const [pad, count] = [(k - 1) / 2, Math.floor((x[0].length - 1) / stride) + 1];
    const at = (f: number, row: number, column: number) => {
      let sum = 0;
      for (let c = 0; c < channels; c++)
        for (let i = 0; i < k; i++)
          for (let j = 0; j < k; j++) {
            const value = x[c][row * stride + i - pad]?.[column * stride + j - pad] ?? 0;
            sum += value * w[((f * channels + c) * k + i) * k + j];
          }
      return sum;
    };
    return grid(filters, count, at);
  };
  const norm = (x: Maps, ...names: string[]): Maps => {
    const of = (part: string) => numbers(...names.map(name => `${name}.${part}`));
    const [gamma, beta, mean, variance] = ["weight", "bias", "running_mean", "running_var"].map(of);
    return x.map((map, c) =>
      map.map(row => row.map(v => ((v - mean[c]) / Math.sqrt(variance[c] + 1e-5)) * gamma[c] + beta[c]))
    );
  };
  const relu = (x: Maps): Maps => x.map(map => map.map(row => row.map(v => Math.max(0, v))));

  let x = grid(3, size, (c, row, column) => pixels[(row * size + column) * 3 + c]);
  const large = named("conv1.weight")!.shape[2] === 7;
  x = relu(norm(conv(x, ["conv1"], large ? 2 : 1), "bn1"));
  if (large) {
    const before = x;
    x = grid(x.length, Math.floor((x[0].length - 1) / 2) + 1, (c, row, column) => {
      let most = -Infinity;
      for (let i = -1; i < 2; i++)
        for (let j = -1; j < 2; j++)
          most = Math.max(most, before[c][2 * row + i]?.[2 * column + j] ?? -Infinity);
      return most;
    });
  }
  for (let s = 1; named(`layer${s}.0.conv1.weight`); s++)
    for (let b = 0; named(`layer${s}.${b}.conv1.weight`); b++) {
      const name = `layer${s}.${b}`;
      const stride = s > 1 && b === 0 ? 2 : 1;
      const deep = named(`${name}.conv3.weight`) !== undefined;
      let y = relu(norm(conv(x, [`${name}.conv1`], deep ? 1 : stride), `${name}.bn1`));
      y = norm(conv(y, [`${name}.conv2`], deep ? stride : 1), `${name}.bn2`);
      if (deep) y = norm(conv(relu(y), [`${name}.conv3`], 1), `${name}.bn3`);
      const projections = ["downsample", "shortcut"].map(projection => `${name}.${projection}`);
      const projected = named(...projections.map(projection => `${projection}.0.weight`));
      const before = x;
      const short = projected
        ? norm(
            conv(
              x,
              projections.map(projection => `${projection}.0`),
              stride
            ),
            ...projections.map(projection => `${projection}.1`)
          )
        : grid(y.length, y[0].length, (c, row, column) => before[c]?.[row * stride][column * stride] ?? 0);
      if (kind === "plain") x = relu(y);
      else x = relu(y.map((map, c) => map.map((row, i) => row.map((v, j) => v + short[c][i][j]))));
    }
  const means = x.map(map => map.flat().reduce((sum, v) => sum + v, 0) / map.flat().length);
  const [w, bias] = [numbers("fc.weight", "linear.weight"), numbers("fc.bias", "linear.bias")];
  return Array.from(bias, (b, k) => means.reduce((sum, v, c) => sum + v * w[k * means.length + c], b));
}

const grid = (channels: number, size: number, at: (c: number, row: number, column: number) => number): Maps =>
  Array.from({length: channels}, (_, c) =>
    Array.from({length: size}, (_, row) => Array.from({length: size}, (_, column) => at(c, row, column)))
  );
