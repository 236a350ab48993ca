"""The witness's cases in PyTorch, in double precision: autograd and torch.optim against loops and hand-written gradients.

Reads cases as JSON from standard input; writes one line for each that differs, and then how many there were.
"""
import json
import math
import sys

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
TOLERANCE = 1e-9


def tensor(given):
    return torch.tensor(given["v"], dtype=torch.float64).reshape(given["shape"])


def first(x):
    """Channels first, as PyTorch has images."""
    return x.permute(0, 3, 1, 2)


def last(x):
    return x.permute(0, 2, 3, 1)


def pad(x, size, stride, padding, value=0.0):
    """Pads height and width as TensorFlow's "same" does, or by a number, or not."""
    ends = []
    for n, k, s in zip(reversed(x.shape[2:]), reversed(size), reversed(stride)):
        total = max(0, (math.ceil(n / s) - 1) * s + k - n) if padding == "same" else 0
        ends += [padding, padding] if isinstance(padding, int) else [total // 2, total - total // 2]
    return F.pad(x, ends, value=value)


def conv2d(x, w, b=None, *, stride, padding):
    padded = pad(first(x), w.shape[:2], stride, padding)
    return last(F.conv2d(padded, w.permute(3, 2, 0, 1), b, stride=stride))


def max_pool(x, *, size, stride, padding):
    return last(F.max_pool2d(pad(first(x), size, stride, padding, -math.inf), size, stride))


def average_pool(x, *, size, stride, padding):
    mean = lambda x: F.avg_pool2d(pad(first(x), size, stride, padding), size, stride)
    return last(mean(x) / mean(torch.ones_like(x)))


def batch_norm(x, gamma, beta, mean, variance, *, epsilon, rate, training):
    rows = x.reshape(-1, x.shape[-1])
    y = F.batch_norm(rows, mean.clone(), variance.clone(), gamma, beta, training, rate, epsilon)
    if training:  # PyTorch's running variance is the unbiased one.
        with torch.no_grad():
            v, m = torch.var_mean(rows, 0, unbiased=False)
            mean.lerp_(m, rate)
            variance.lerp_(v, rate)
    return y.reshape(x.shape)


def subsample(x, *, stride, channels):
    thin = x[:, ::stride, ::stride] if x.dim() == 4 else x
    return F.pad(thin, [0, channels - x.shape[-1]])


def squared_error(x, t, *, per):
    return F.mse_loss(x, t) if per == "element" else F.mse_loss(x, t, reduction="sum") / (2 * x.shape[0])


OPERATIONS = {
    "dense": lambda x, w, b=None: F.linear(x, w.T, b),
    "conv2d": conv2d,
    "add": torch.add,
    "relu": F.relu,
    "scale": lambda x, factor: factor * x,
    "drop": lambda x, factor: factor * x,
    "reshape": lambda x, to: x.reshape(to),
    "subsample": subsample,
    "batchNorm": batch_norm,
    "maxPool": max_pool,
    "averagePool": average_pool,
    "globalAveragePool": lambda x: x.mean((1, 2)),
    "softmaxCrossEntropy": lambda x, labels: F.cross_entropy(x, labels.long()),
    "squaredError": squared_error,
}


def run(steps, values):
    """Computes each step; values are looked up by number."""
    for s in steps:
        inputs = [values[i] for i in s["inputs"]]
        values[s["output"]] = OPERATIONS[s["operation"]](*inputs, **s["attributes"])
    return values[steps[-1]["output"]]


def differences(what, found, expected, size=0.0):
    expected = tensor(expected)
    apart = (found.detach() - expected).abs().max().item() if expected.numel() else 0.0
    largest = max(size, expected.abs().max().item())
    if found.shape != expected.shape or not apart <= TOLERANCE * largest:
        yield f"{what}: apart by {apart} of {largest}"


def once(case):
    values = {leaf["id"]: tensor(leaf) for leaf in case["leaves"]}
    learned = [leaf for leaf in case["leaves"] if "gradient" in leaf]
    for leaf in learned:
        values[leaf["id"]].requires_grad_()
    y = run(case["steps"], values)
    yield from differences("output", y, case["result"])
    y.backward(tensor(case["dy"]))
    size = max(max(map(abs, leaf["gradient"]["v"])) for leaf in learned)
    for leaf in learned:
        yield from differences(f"gradient of {leaf['kind']}", values[leaf["id"]].grad, leaf["gradient"], 0.1 * size)
    for leaf in case["leaves"]:
        if "after" in leaf:
            yield from differences("running statistic", values[leaf["id"]], leaf["after"])


def optimiser(rule, groups):
    name, momentum = rule["name"], rule.get("momentum", 0.9)
    if name == "sgd":
        return torch.optim.SGD(groups, lr=1.0)
    if name in ("momentum", "nesterov"):
        return torch.optim.SGD(groups, lr=1.0, momentum=momentum, nesterov=name == "nesterov")
    kind = torch.optim.AdamW if name == "adamW" else torch.optim.Adam
    betas = (rule.get("beta1", 0.9), rule.get("beta2", 0.999))
    return kind(groups, lr=1.0, betas=betas, eps=rule.get("epsilon", 1e-8))


def trained(case):
    rule = case["rule"]
    name = rule["name"]
    decay = rule.get("decay", 0.01 if name == "adamW" else 0.0)
    by_hand = rule.get("decoupled", False) and name != "adamW"
    leaves = {leaf["id"]: tensor(leaf) for leaf in case["leaves"]}
    learned = [leaf for leaf in case["leaves"] if "final" in leaf and leaf["kind"] != "statistic"]
    for leaf in learned:
        leaves[leaf["id"]].requires_grad_()
    decays = [rule.get("decayBiases", False) or leaf["kind"] == "weight" for leaf in learned]
    groups = [
        {"params": [leaves[leaf["id"]]], "weight_decay": decay if d and not by_hand else 0.0}
        for leaf, d in zip(learned, decays)
    ]
    moves = optimiser(rule, groups)
    for t, step in enumerate(case["training"]):
        for group in moves.param_groups:
            group["lr"] = step["rate"]
        moves.zero_grad()
        batch = {leaf["id"]: tensor(leaf) for leaf in step["batch"]}
        loss = run(step["steps"], {**leaves, **batch})
        yield from differences(f"step {t}: loss", loss, step["loss"])
        loss.backward()
        if "clip" in case:
            # As clip_grad_norm_, which adds 1e-6 to the norm.
            gradients = [leaves[leaf["id"]].grad for leaf in learned]
            norm = torch.cat([g.flatten() for g in gradients]).norm()
            for g in gradients:
                g.mul_(min(1.0, case["clip"] / norm.item()))
        if by_hand:
            with torch.no_grad():
                for leaf, d in zip(learned, decays):
                    leaves[leaf["id"]].mul_(1 - step["rate"] * decay * d)
        moves.step()
    for leaf in case["leaves"]:
        if "final" in leaf:
            yield from differences(f"{leaf['kind']} in the end", leaves[leaf["id"]], leaf["final"], 0.01)


cases = json.load(sys.stdin)
for case in cases:
    for line in (trained if "training" in case else once)(case):
        print(f"{case['name']}: {line}")
print(f"{len(cases)} cases in PyTorch {torch.__version__}")
