// Networks of ImageNet as PyTorch stores and computes them, opened here: where Python with PyTorch is at hand.
import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {opened} from "../../lib/experiments/opened.js";
import {pythonWith, skipped} from "../support/pytorch.js";

const python = pythonWith("torch");
let files = 0;
const folder = mkdtempSync(join(tmpdir(), "checkpoint-"));
afterAll(() => rmSync(folder, {recursive: true}));

/** Random weights under torchvision's names, written as safetensors are, and the shares that PyTorch comes to with them. */
const script = `import json, struct, sys, torch
import torch.nn.functional as F
torch.manual_seed(1)
torch.set_num_threads(1)
folder = sys.argv[1]

def state(blocks, deep):
    weights = {}
    def conv(name, norm, out, into, k):
        weights[name + ".weight"] = torch.randn(out, into, k, k) * (2 / (into * k * k)) ** 0.5
        weights[norm + ".weight"] = torch.rand(out) / 2 + 0.5
        weights[norm + ".bias"] = (torch.rand(out) - 0.5) / 4
        weights[norm + ".running_mean"] = (torch.rand(out) - 0.5) / 4
        weights[norm + ".running_var"] = torch.rand(out) + 0.8
        weights[norm + ".num_batches_tracked"] = torch.tensor(7)
    conv("conv1", "bn1", 64, 3, 7)
    into = 64
    for s, count in enumerate(blocks):
        narrow = 64 * 2 ** s
        wide = 4 * narrow if deep else narrow
        for b in range(count):
            name = f"layer{s + 1}.{b}"
            sizes = [(narrow, into, 1), (narrow, narrow, 3), (wide, narrow, 1)] if deep else [(narrow, into, 3), (narrow, narrow, 3)]
            for i, size in enumerate(sizes):
                conv(f"{name}.conv{i + 1}", f"{name}.bn{i + 1}", *size)
            if b == 0 and (s > 0 or deep):
                conv(f"{name}.downsample.0", f"{name}.downsample.1", wide, into, 1)
            into = wide
    weights["fc.weight"] = torch.randn(1000, into) / into ** 0.5
    weights["fc.bias"] = torch.randn(1000) / 10
    return weights

types = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}

def save(weights, path):
    header, chunks, at = {}, [], 0
    for name, tensor in weights.items():
        raw = tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
        header[name] = {"dtype": types[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [at, at + len(raw)]}
        at += len(raw)
        chunks.append(raw)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(chunks))

def forward(w, x):
    def layer(x, name, norm, stride=1):
        k = w[name + ".weight"].shape[2]
        z = F.conv2d(x, w[name + ".weight"], stride=stride, padding=k // 2)
        parts = [w[f"{norm}.{part}"] for part in ("running_mean", "running_var", "weight", "bias")]
        return F.batch_norm(z, *parts)
    x = F.max_pool2d(F.relu(layer(x, "conv1", "bn1", 2)), 3, 2, 1)
    s = 1
    while f"layer{s}.0.conv1.weight" in w:
        b = 0
        while f"layer{s}.{b}.conv1.weight" in w:
            name, stride = f"layer{s}.{b}", 2 if s > 1 and b == 0 else 1
            deep = f"{name}.conv3.weight" in w
            y = F.relu(layer(x, f"{name}.conv1", f"{name}.bn1", 1 if deep else stride))
            y = layer(y, f"{name}.conv2", f"{name}.bn2", stride if deep else 1)
            if deep:
                y = layer(F.relu(y), f"{name}.conv3", f"{name}.bn3")
            if f"{name}.downsample.0.weight" in w:
                x = layer(x, f"{name}.downsample.0", f"{name}.downsample.1", stride)
            x = F.relu(x + y)
            b += 1
        s += 1
    return F.linear(x.mean((2, 3)), w["fc.weight"], w["fc.bias"])

numbers = torch.arange(300 * 256 * 3, dtype=torch.float64)
image = ((numbers * 7919 % 1000) / 1000).float().reshape(1, 300, 256, 3).permute(0, 3, 1, 2)
mean, deviation = (torch.tensor(v).reshape(1, 3, 1, 1) for v in ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
given = (image[:, :, 38:262, 16:240] - mean) / deviation
results = {}
with torch.no_grad():
    for name, blocks, deep, dtype in [("18", [2, 2, 2, 2], False, torch.float32), ("18-half", [2, 2, 2, 2], False, torch.float16), ("50", [3, 4, 6, 3], True, torch.bfloat16)]:
        weights = {name: w.to(dtype) if w.dtype == torch.float32 else w for name, w in state(blocks, deep).items()}
        save(weights, f"{folder}/{name}")
        results[name] = F.softmax(forward({name: w.float() for name, w in weights.items()}, given), 1)[0].tolist()
print(json.dumps(results))`;

describe.skipIf(!python)(`a checkpoint that PyTorch wrote${skipped(python, "torch")}`, () => {
  let results: {readonly [name: string]: readonly number[]} = {};
  beforeAll(() => {
    const {stdout, stderr, status} = spawnSync(python!, ["-c", script, folder], {encoding: "utf8"});
    if (status !== 0) throw new Error(stderr);
    results = JSON.parse(stdout);
  });

  it.each([
    ["ResNet-18, numbers of 32 bits", "18", 8],
    ["ResNet-18, float16", "18-half", 8],
    ["ResNet-50, bfloat16", "50", 16]
  ])("says of a picture here what it does there: %s", (_, name, blocks) => {
    const image = {
      height: 300,
      width: 256,
      data: Float32Array.from({length: 300 * 256 * 3}, (_, i) => ((i * 7919) % 1000) / 1000)
    };
    const file = new Uint8Array(readFileSync(join(folder, name)));
    const scale = {mean: [0], deviation: [1]};
    const record = [
      ...opened({id: ++files, file, kind: "residual", scale, pixels: new Float32Array(), image, passages: []})
    ].at(-1)!;
    if (record.type !== "said") throw new Error(record.type);
    expect(record.blocks).toBe(blocks);
    const expected = results[name];
    expect(expected).toHaveLength(1000);
    const largest = Math.max(...expected);
    // Shares that tell classes apart: not those of a signal that has died.
    expect(largest).toBeGreaterThan(0.002);
    for (const [i, share] of expected.entries())
      expect(Math.abs(record.probabilities[i] - share) / largest).toBeLessThan(1e-3);
  });
});
