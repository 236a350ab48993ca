import {describe, expect, it, test} from "vitest";
import {partsOf, through} from "../../lib/experiments/apart.js";
import {architectureOf, load, readSafetensors, type Stored, safetensors} from "../../lib/export/index.js";
import {plan} from "../../lib/graph/index.js";
import {type Architecture, architectures, network} from "../../lib/nn/index.js";
import {random} from "../../lib/tensor/index.js";
import {checkpoint, type Sizes} from "../support/checkpoints.js";
import {layersOf, run} from "./zoo.js";

const renamed = (sizes: Sizes, rename: (name: string) => string): Sizes =>
  Object.fromEntries(Object.entries(sizes).map(([name, shape]) => [rename(name), shape]));

/** Small ones of each kind, as the zoos name what is in them. */
const basic = layersOf({kernel: 7, blocks: [2, 1], filters: [4, 6], classes: 3, projections: true});
const deep = layersOf({
  kernel: 7,
  blocks: [1, 2],
  filters: [
    [2, 8],
    [3, 12]
  ],
  classes: 3,
  projections: true
});
const cifar = layersOf({kernel: 3, blocks: [1, 1, 1], filters: [4, 8, 16], classes: 10, projections: false});

const files: {readonly [kind: string]: Sizes} = {
  "ResNet-18, as torchvision and timm name it": basic,
  "ResNet-50, as torchvision and timm name it": deep,
  "ResNet-20 with shortcuts A and a last layer called linear, trained in parallel": renamed(
    cifar,
    name => `module.${name.replace("fc.", "linear.")}`
  ),
  "ResNet-20 with projections called shortcut": renamed(
    layersOf({kernel: 3, blocks: [1, 1, 1], filters: [4, 8, 16], classes: 10, projections: true}),
    name => name.replace("downsample", "shortcut")
  )
};

describe("a checkpoint of a model zoo", () => {
  it.each([
    ...Object.entries(files).map(([name, sizes]) => [name, sizes, "residual"] as const),
    ["plain-20, which has the names of ResNet-20", cifar, "plain"] as const
  ])("computes what plain loops over its own layout do: %s", (_, sizes, kind) => {
    const file = checkpoint(sizes);
    const architecture = architectureOf(file, kind);
    const size = architecture.stem.kernel === 7 ? 24 : 8;
    const p = plan(network(architecture), {input: [1, size, size, 3], keep: "parameters"});
    load(p, file);
    p.mode = "evaluation";
    const next = random(5);
    const pixels = Array.from({length: size * size * 3}, () => next() - 0.5);
    p.feed(pixels);
    p.forward();
    const expected = run(file, pixels, size, kind);
    expect(expected).toHaveLength(architecture.classes);
    for (const [i, value] of expected.entries()) expect(p.output.get(0, i)).toBeCloseTo(value, 4);
  });

  it.each([
    [
      "resnet-18",
      {kernel: 7, blocks: [2, 2, 2, 2], filters: [64, 128, 256, 512], classes: 1000, projections: true}
    ],
    [
      "resnet-34",
      {kernel: 7, blocks: [3, 4, 6, 3], filters: [64, 128, 256, 512], classes: 1000, projections: true}
    ],
    [
      "resnet-50",
      {
        kernel: 7,
        blocks: [3, 4, 6, 3],
        filters: [
          [64, 256],
          [128, 512],
          [256, 1024],
          [512, 2048]
        ],
        classes: 1000,
        projections: true
      }
    ],
    [
      "cifar-resnet-20",
      {kernel: 3, blocks: [3, 3, 3], filters: [16, 32, 64], classes: 10, projections: false}
    ]
  ] as const)("of %s is known as that network", (name, sizes) => {
    const shapes: Sizes = layersOf(sizes);
    const file = new Map(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        {dtype: "F32", shape, read: () => new Float32Array()}
      ])
    );
    expect(architectureOf(file)).toEqual(architectures[name] as Architecture);
  });

  it("leaves counters of batches aside", () => {
    const file = new Map(checkpoint(basic));
    file.set("bn1.num_batches_tracked", {dtype: "I64", shape: [], read: () => new Float32Array()});
    const p = plan(network(architectureOf(file)), {input: [1, 24, 24, 3], keep: "parameters"});
    expect(() => load(p, file)).not.toThrow();
  });
});

const small: Architecture = {...architectureOf(checkpoint(cifar))};
const written: {readonly [kind: string]: Architecture} = {
  "ResNet-20": small,
  "plain-20": {...small, kind: "plain"},
  "a ResNet with projections and biases": {...small, shortcut: "B", bias: true},
  "networks of other widths, depths and classes": {
    ...small,
    classes: 7,
    stem: {...small.stem, filters: 5},
    stages: [
      {blocks: 2, filters: 6, stride: 1},
      {blocks: 1, filters: 9, stride: 2}
    ]
  }
};

test("a network whose parts are plans of their own is filled as a whole is, by either's names", () => {
  const whole = plan(network(small), {input: [1, 8, 8, 3], seed: 6});
  whole.statistics.set(Array.from(whole.statistics, (_, i) => i));
  const input = Array.from({length: 8 * 8 * 3}, random(7));
  whole.mode = "evaluation";
  const expected = [...through(whole, input)];
  const zoo = checkpoint(cifar);
  const fill = plan(network(small), {input: [1, 8, 8, 3], keep: []});
  load(fill, zoo);
  for (const [file, scores] of [
    [readSafetensors(safetensors(whole)), expected],
    [zoo, [...through(fill, input)]]
  ] as const) {
    const {plans} = partsOf(small, [1, 8, 8, 3]);
    load(plans, file);
    expect([
      ...(plans.reduce<ArrayLike<number>>((x, part) => through(part, x), input) as Float32Array)
    ]).toEqual(scores);
  }
  const {plans} = partsOf(small, [1, 8, 8, 3]);
  const less = new Map([...zoo].filter(([name]) => name !== "layer2.0.bn1.bias"));
  expect(() => load(plans, less)).toThrow("the checkpoint does not fit: layer2.0.bn1.bias (8) is missing");
});

test.each(Object.entries(written))("this library reads what it writes, and knows %s", (_, architecture) => {
  const options = {input: [1, 8, 8, 3], keep: "parameters"} as const;
  const from = plan(network(architecture), {...options, seed: 1});
  const known = architectureOf(readSafetensors(safetensors(from)), architecture.kind);
  expect(known).toEqual(architecture);
  const to = plan(network(known), {...options, seed: 2});
  from.statistics.set(Array.from(from.statistics, (_, i) => i));
  load(to, readSafetensors(safetensors(from)));
  expect(to.vector.values).toEqual(from.vector.values);
  expect(to.statistics).toEqual(from.statistics);
});

describe("a checkpoint that does not fit", () => {
  const file = checkpoint(basic);
  const p = plan(network(architectureOf(file)), {input: [1, 24, 24, 3], keep: "parameters", seed: 4});
  const without = (...names: string[]) => new Map([...file].filter(([name]) => !names.includes(name)));
  const refused = (tensors: ReadonlyMap<string, Stored>) => {
    const before = Float32Array.from(p.vector.values);
    let message = "";
    try {
      load(p, tensors);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(p.vector.values).toEqual(before);
    return message;
  };

  it("names what is missing, with the shape that it should have", () => {
    expect(refused(without("layer1.1.bn2.running_var"))).toBe(
      "the checkpoint does not fit: layer1.1.bn2.running_var (4) is missing"
    );
  });

  it("names both shapes", () => {
    const other = new Map([...file, ["fc.weight", {...file.get("fc.weight")!, shape: [3, 7]}]]);
    expect(refused(other)).toBe("the checkpoint does not fit: fc.weight has shape 3,7, the network 3,6");
  });

  it("names what it has too much, the first five and how many more", () => {
    const more = Array.from({length: 7}, (_, i) => [`extra.${i}`, file.get("fc.bias")!] as const);
    expect(refused(new Map([...file, ...more]))).toMatch(
      /^the checkpoint does not fit: extra.0 is not of the network; .*; extra.4 is not of the network and 2 more$/
    );
  });

  it("changes nothing where a number cannot be read", () => {
    expect(refused(new Map([...file, ["fc.bias", {...file.get("fc.bias")!, dtype: "I8"}]]))).toBe(
      '"fc.bias" has numbers of type I8: F32, F16 and BF16 can be read'
    );
  });

  it("is told in parts too, for those who say it in another language", () => {
    const other = new Map([
      ...without("fc.bias"),
      ["fc.weight", {...file.get("fc.weight")!, shape: [3, 7]}] as const,
      ["extra", file.get("fc.bias")!] as const
    ]);
    const cause = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return (error as Error).cause;
      }
    };
    expect(cause(() => load(p, other))).toEqual({
      misfits: [
        {name: "fc.weight", needed: "3,6", found: "3,7"},
        {name: "fc.bias", needed: "3", found: undefined},
        {name: "extra", needed: undefined, found: "3"}
      ]
    });
    expect(cause(() => architectureOf(without("conv1.weight")))).toEqual({
      misfits: [{name: "conv1.weight", needed: "?,?,?,?", found: undefined}],
      holds: ["bn1.weight", "bn1.bias", "bn1.running_mean"]
    });
  });

  it("and was written by this library from a network that is none of these is told so", () => {
    const of = (sizes: Sizes) => () => architectureOf(checkpoint(sizes));
    expect(of({W1: [2, 16], b1: [16]})).toThrow(
      "no residual network: W1 should have 4 sizes, has 2,16; the file holds W1, b1"
    );
    expect(of({W1: [3, 3, 3, 4], W2: [3, 3, 4, 4], W3: [4, 10]})).toThrow("W3 should have 4 sizes, has 4,10");
    expect(of({W1: [3, 3, 3, 4], W2: [3, 3, 4, 4], W3: [3, 3, 4, 4]})).toThrow(
      "W4 should have 4 sizes, has none"
    );
  });

  it("and is no residual network is told apart by what it holds", () => {
    const other = checkpoint({"features.0.weight": [4, 3, 3, 3], "features.0.bias": [4]});
    expect(() => architectureOf(other)).toThrow(
      "no residual network: conv1.weight should have 4 sizes, has none; the file holds features.0.weight, features.0.bias …"
    );
    expect(() => architectureOf(new Map())).toThrow("the file holds nothing");
  });
});
