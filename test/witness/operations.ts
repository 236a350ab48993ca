// The second witness: what each operation computes, as plain loops in double precision, and beside it, by hand, how
// a gradient comes back. Nothing here is the library's; read it against the formulas of the papers.

/** Numbers in row-major order, and the derivative of the result by each of them. */
export type Value = {
  tape: Tape;
  shape: readonly number[];
  v: Float64Array;
  d: Float64Array;
  kind?: "weight" | "bias" | "gamma" | "beta" | "statistic";
  /** How a parameter should begin: a number, or the name of a distribution. */
  start?: Start;
};

export type Start =
  | number
  | "he"
  | "xavier"
  | "identity"
  | "orthogonal"
  | "looks-linear first"
  | "looks-linear hidden"
  | "looks-linear last";

/** What was computed, in order, and what the rest of the network will take, in its order. */
export type Tape = {
  training: boolean;
  parameters: Value[];
  /** Running means and variances. */
  statistics: Value[];
  /** 1 for a branch that stochastic depth drops in this step. */
  flags: number[];
  steps: {operation: string; attributes: object; inputs: Value[]; output: Value; back(): void}[];
};

const count = (shape: readonly number[]) => shape.reduce((n, d) => n * d, 1);

export function value(tape: Tape, shape: readonly number[], v = new Float64Array(count(shape))): Value {
  return {tape, shape, v, d: new Float64Array(v.length)};
}

/** Adds one operation: `forward` fills y.v, `back` adds to the derivatives of the inputs what y.d says. */
function step(
  operation: string,
  attributes: object,
  inputs: Value[],
  shape: readonly number[],
  forward: (y: Value) => void,
  back: (y: Value) => void
): Value {
  const {tape} = inputs[0];
  const output = value(tape, shape);
  forward(output);
  tape.steps.push({operation, attributes, inputs, output, back: () => back(output)});
  return output;
}

/**
 * y[i + o] = b[o] + Σ x[j]·w[k + o], for every unit o and over the i, j, k that `each` visits.
 * So dx[j] = Σ dy[i + o]·w[k + o], dw[k + o] = Σ dy[i + o]·x[j] and db[o] = Σ dy[i + o].
 */
function products(
  operation: string,
  attributes: object,
  [x, w, b]: [Value, Value, Value | undefined],
  shape: readonly number[],
  each: (visit: (i: number, j: number, k: number) => void) => void
): Value {
  const units = shape[shape.length - 1];
  const forward = (y: Value) => {
    if (b) for (let i = 0; i < y.v.length; i++) y.v[i] = b.v[i % units];
    each((i, j, k) => {
      for (let o = 0; o < units; o++) y.v[i + o] += x.v[j] * w.v[k + o];
    });
  };
  const back = (y: Value) => {
    if (b) for (let i = 0; i < y.v.length; i++) b.d[i % units] += y.d[i];
    each((i, j, k) => {
      for (let o = 0; o < units; o++) {
        x.d[j] += y.d[i + o] * w.v[k + o];
        w.d[k + o] += y.d[i + o] * x.v[j];
      }
    });
  };
  return step(operation, attributes, b ? [x, w, b] : [x, w], shape, forward, back);
}

/** y[i] = Σ factor·x[j], over the terms [i, x, j, factor]. So dx[j] = Σ factor·dy[i]. */
function mix(
  operation: string,
  attributes: object,
  inputs: Value[],
  shape: readonly number[],
  terms: [i: number, x: Value, j: number, factor: number][]
): Value {
  const forward = (y: Value) => {
    for (const [i, x, j, factor] of terms) y.v[i] += factor * x.v[j];
  };
  const back = (y: Value) => {
    for (const [i, x, j, factor] of terms) x.d[j] += factor * y.d[i];
  };
  return step(operation, attributes, inputs, shape, forward, back);
}

/** The same place of x and y, with a factor. */
const straight = (x: Value, factor = 1) =>
  Array.from(x.v, (_, i): [number, Value, number, number] => [i, x, i, factor]);

export function dense(x: Value, w: Value, b?: Value): Value {
  const [inputs, units] = w.shape;
  return products("dense", {}, [x, w, b], [...x.shape.slice(0, -1), units], visit => {
    for (let r = 0; r * inputs < x.v.length; r++)
      for (let k = 0; k < inputs; k++) visit(r * units, r * inputs + k, k * units);
  });
}

/** "same" pads so that ⌈n / stride⌉ places remain, an odd one after; a number pads both ends by that much. */
export type Window = {size: [number, number]; stride: [number, number]; padding: "same" | "valid" | number};

/** For each place of a window over images [N, H, W, C]: the pixels under it, and where in the window each lies. */
function windows([images, height, width]: readonly number[], {size, stride, padding}: Window) {
  const starts = (n: number, size: number, stride: number) => {
    const same = Math.max(0, (Math.ceil(n / stride) - 1) * stride + size - n);
    const total = padding === "same" ? same : padding === "valid" ? 0 : 2 * padding;
    const places = Math.floor((n + total - size) / stride) + 1;
    return Array.from({length: places}, (_, i) => i * stride - Math.floor(total / 2));
  };
  const rows = starts(height, size[0], stride[0]);
  const columns = starts(width, size[1], stride[1]);
  const under: {pixel: number; place: number}[][] = [];
  for (let n = 0; n < images; n++)
    for (const top of rows)
      for (const left of columns) {
        const cells = [];
        for (let u = 0; u < size[0]; u++)
          for (let v = 0; v < size[1]; v++)
            if (top + u >= 0 && top + u < height && left + v >= 0 && left + v < width)
              cells.push({pixel: (n * height + top + u) * width + left + v, place: u * size[1] + v});
        under.push(cells);
      }
  return {shape: [images, rows.length, columns.length], under};
}

export function conv2d(
  x: Value,
  w: Value,
  b: Value | undefined,
  {stride, padding}: Omit<Window, "size">
): Value {
  const [tall, wide, channels, filters] = w.shape;
  const {shape, under} = windows(x.shape, {size: [tall, wide], stride, padding});
  return products("conv2d", {stride, padding}, [x, w, b], [...shape, filters], visit => {
    for (let p = 0; p < under.length; p++)
      for (const {pixel, place} of under[p])
        for (let c = 0; c < channels; c++)
          visit(p * filters, pixel * channels + c, (place * channels + c) * filters);
  });
}

export const add = (a: Value, b: Value): Value =>
  mix("add", {}, [a, b], a.shape, [...straight(a), ...straight(b)]);

export const scale = (x: Value, factor: number): Value =>
  mix("scale", {factor}, [x], x.shape, straight(x, factor));

export const reshape = (x: Value, to: readonly number[]): Value => mix("reshape", {to}, [x], to, straight(x));

/** Stochastic depth: 0 where the flag says so, x otherwise; in evaluation the expected value. */
export function drop(x: Value, survival: number): Value {
  const flag = x.tape.flags.shift();
  const factor = x.tape.training ? (flag ? 0 : 1) : survival;
  return mix("drop", {factor}, [x], x.shape, straight(x, factor));
}

/** Every stride-th pixel, and zeros for the channels that x lacks. Rows [N, C] count as one pixel each. */
export function subsample(x: Value, stride: number, channels: number): Value {
  const given = x.shape[x.shape.length - 1];
  const [n, height, width] = x.shape.length === 4 ? x.shape : [x.v.length / given, 1, 1];
  const {shape, under} = windows([n, height, width], {
    size: [1, 1],
    stride: [stride, stride],
    padding: "valid"
  });
  const terms = under.flatMap(([{pixel}], p) =>
    Array.from({length: given}, (_, c): [number, Value, number, number] => [
      p * channels + c,
      x,
      pixel * given + c,
      1
    ])
  );
  const to = x.shape.length === 4 ? shape : x.shape.slice(0, -1);
  return mix("subsample", {stride, channels}, [x], [...to, channels], terms);
}

/** Of each window and channel the first largest element. */
export function maxPool(x: Value, window: Window): Value {
  const channels = x.shape[3];
  const {shape, under} = windows(x.shape, window);
  const terms = under.flatMap((cells, p) =>
    Array.from({length: channels}, (_, c): [number, Value, number, number] => {
      let best = cells[0].pixel * channels + c;
      for (const {pixel} of cells) if (x.v[pixel * channels + c] > x.v[best]) best = pixel * channels + c;
      return [p * channels + c, x, best, 1];
    })
  );
  return mix("maxPool", window, [x], [...shape, channels], terms);
}

/** The mean of what lies under the window: padding is not counted. */
export function averagePool(x: Value, window: Window): Value {
  const {shape, under} = windows(x.shape, window);
  return mix("averagePool", window, [x], [...shape, x.shape[3]], means(x, under));
}

export function globalAveragePool(x: Value): Value {
  const [images, height, width, channels] = x.shape;
  const {under} = windows(x.shape, {size: [height, width], stride: [1, 1], padding: "valid"});
  return mix("globalAveragePool", {}, [x], [images, channels], means(x, under));
}

function means(x: Value, under: {pixel: number}[][]): [number, Value, number, number][] {
  const channels = x.shape[3];
  return under.flatMap((cells, p) =>
    cells.flatMap(({pixel}) =>
      Array.from({length: channels}, (_, c): [number, Value, number, number] => [
        p * channels + c,
        x,
        pixel * channels + c,
        1 / cells.length
      ])
    )
  );
}

export const relu = (x: Value): Value =>
  step(
    "relu",
    {},
    [x],
    x.shape,
    y => {
      for (let i = 0; i < x.v.length; i++) y.v[i] = Math.max(0, x.v[i]);
    },
    y => {
      for (let i = 0; i < x.v.length; i++) x.d[i] += x.v[i] > 0 ? y.d[i] : 0;
    }
  );

/**
 * x̂ = (x − μ)/√(σ² + ε), y = γx̂ + β for each channel. In training μ and σ² (biased) are the batch's, and the
 * running ones move towards them; then dx = γ/√(σ² + ε)·(dy − mean dy − x̂·mean(dy·x̂)). With fixed statistics the two
 * means are missing from dx. dγ = Σ dy·x̂, dβ = Σ dy.
 */
export function batchNorm(
  x: Value,
  gamma: Value,
  beta: Value,
  mean: Value,
  variance: Value,
  {epsilon, rate}: {epsilon: number; rate: number}
): Value {
  const {training} = x.tape;
  const channels = gamma.v.length;
  const rows = x.v.length / channels;
  const normal = new Float64Array(x.v.length);
  const deviation = new Float64Array(channels);
  const forward = (y: Value) => {
    for (let c = 0; c < channels; c++) {
      let [mu, sigma2] = [mean.v[c], variance.v[c]];
      if (training) {
        mu = sigma2 = 0;
        for (let i = c; i < x.v.length; i += channels) mu += x.v[i] / rows;
        for (let i = c; i < x.v.length; i += channels) sigma2 += (x.v[i] - mu) ** 2 / rows;
        mean.v[c] += rate * (mu - mean.v[c]);
        variance.v[c] += rate * (sigma2 - variance.v[c]);
      }
      deviation[c] = Math.sqrt(sigma2 + epsilon);
      for (let i = c; i < x.v.length; i += channels) {
        normal[i] = (x.v[i] - mu) / deviation[c];
        y.v[i] = gamma.v[c] * normal[i] + beta.v[c];
      }
    }
  };
  const back = (y: Value) => {
    for (let c = 0; c < channels; c++) {
      let [sum, product] = [0, 0];
      for (let i = c; i < x.v.length; i += channels) {
        sum += y.d[i];
        product += y.d[i] * normal[i];
      }
      gamma.d[c] += product;
      beta.d[c] += sum;
      for (let i = c; i < x.v.length; i += channels) {
        const through = training ? (sum + normal[i] * product) / rows : 0;
        x.d[i] += (gamma.v[c] / deviation[c]) * (y.d[i] - through);
      }
    }
  };
  return step("batchNorm", {epsilon, rate}, [x, gamma, beta, mean, variance], x.shape, forward, back);
}

/** J = mean of −ln p[label], p = softmax(x). dx = (p − [label])/N. */
export function softmaxCrossEntropy(x: Value, labels: Value): Value {
  const [rows, classes] = x.shape;
  const p = new Float64Array(x.v.length);
  const forward = (y: Value) => {
    for (let r = 0; r < rows; r++) {
      const logits = x.v.subarray(r * classes, (r + 1) * classes);
      const most = Math.max(...logits);
      const sum = logits.reduce((s, v) => s + Math.exp(v - most), 0);
      for (let c = 0; c < classes; c++) p[r * classes + c] = Math.exp(logits[c] - most) / sum;
      y.v[0] -= (logits[labels.v[r]] - most - Math.log(sum)) / rows;
    }
  };
  const back = (y: Value) => {
    for (let i = 0; i < p.length; i++) {
      const hit = labels.v[Math.floor(i / classes)] === i % classes ? 1 : 0;
      x.d[i] += (y.d[0] * (p[i] - hit)) / rows;
    }
  };
  return step("softmaxCrossEntropy", {}, [x, labels], [], forward, back);
}

/** J = f·Σ (x − t)², f = 1 / elements, or ½ / rows. dx = 2f·(x − t). */
export function squaredError(x: Value, t: Value, per: "element" | "half row"): Value {
  const f = per === "element" ? 1 / x.v.length : 0.5 / x.shape[0];
  return step(
    "squaredError",
    {per},
    [x, t],
    [],
    y => {
      for (let i = 0; i < x.v.length; i++) y.v[0] += f * (x.v[i] - t.v[i]) ** 2;
    },
    y => {
      for (let i = 0; i < x.v.length; i++) x.d[i] += y.d[0] * 2 * f * (x.v[i] - t.v[i]);
    }
  );
}
