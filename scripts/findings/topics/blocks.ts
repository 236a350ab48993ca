import {type BlocksRecord, blocks, branchRatios, lesions as passes} from "../../../lib/experiments/blocks.js";
import {load} from "../../../lib/experiments/evaluate.js";
import type {Variant} from "../../../lib/experiments/network.js";
import {defaultRates} from "../../../lib/experiments/sweep.js";
import {always, type Finding, finding, measurement, median, middle, seedsFrom, share} from "../finding.js";

import {table, trained} from "./training.js";

/** Shares of the blocks, by depth: medians of ‖F(x)‖ / ‖x‖ in per cent. */
const shares = measurement("shares", 3.5, seed =>
  table(["8", "20", "32", "56", "110"], depth => {
    const {options, weights} = trained({
      variant: "zero-gamma",
      depth: Number(depth),
      rates: defaultRates,
      seed
    });
    return 100 * median(branchRatios(load(options, weights)));
  })
);

const kinds = ["zero-gamma", "residual", "pre-activation"] as const;

/** Blocks taken out of trained networks: errors in per cent, costs in points. */
const lesions = measurement("lesions", 18, seed => {
  const apart = (variant: Variant, depth: number) => {
    const records = [...blocks({variant, depth, rates: defaultRates, seed, every: 150})];
    const of = <T extends BlocksRecord["type"]>(type: T) =>
      records.filter((r): r is Extract<BlocksRecord, {type: T}> => r.type === type);
    const [{error}] = of("result");
    const costs = (type: "deleted" | "swapped") => of(type).map(r => 100 * (r.error - error));
    const without = (removed: number) =>
      100 * median(of("thinned").flatMap(r => (r.removed === removed ? [r.error] : [])));
    const paths = of("paths");
    const sum = (f: (p: (typeof paths)[number]) => number) => paths.reduce((s, p) => s + f(p), 0);
    return {
      whole: 100 * error,
      deleted: costs("deleted"),
      swapped: costs("swapped"),
      without,
      length: sum(p => p.length * p.count * p.gradient) / sum(p => p.count * p.gradient)
    };
  };
  const deep = kinds.map(kind => {
    const {whole, deleted, swapped, without, length} = apart(kind, 56);
    return {
      [`${kind} whole`]: whole,
      [`${kind} one deleted, median cost`]: median(deleted),
      [`${kind} one deleted, most`]: Math.max(...deleted),
      [`${kind} blocks that cost under 5 points, %`]:
        (100 * deleted.filter(c => c < 5).length) / deleted.length,
      [`${kind} the first five, median cost`]: median(deleted.slice(0, 5)),
      [`${kind} the others, median cost`]: median(deleted.slice(5)),
      [`${kind} two swapped, median cost`]: median(swapped),
      [`${kind} two swapped, most`]: Math.max(...swapped),
      [`${kind} 10 % deleted`]: without(3),
      [`${kind} 25 % deleted`]: without(7),
      [`${kind} 50 % deleted`]: without(14),
      [`${kind} mean length of a path by gradient`]: length
    };
  });
  const {deleted, whole} = apart("plain", 8);
  return {
    ...Object.assign({}, ...deep),
    "plain 8 whole": whole,
    "plain 8, least cost": Math.min(...deleted)
  } as {[name: string]: number};
});

/** One part of a trained zero-γ network of 56 layers taken at each of the 27 places: errors in per cent. */
const arcs = measurement("arcs", 2, seed => {
  const {options, weights, error} = trained({variant: "zero-gamma", depth: 56, rates: defaultRates, seed});
  const pass = passes(options, weights);
  const all = options.blocks;
  const cut = all.map(block => 100 * pass(all, {cut: [block]}).error);
  const deleted = all.map(block => 100 * pass(all.filter(b => b !== block)).error);
  return {
    whole: 100 * error,
    "one arc taken, median": median(cut),
    "first twenty arcs, least": Math.min(...cut.slice(0, 20)),
    "last seven arcs, least": Math.min(...cut.slice(20)),
    "layers of one block taken, median": median(deleted),
    "places where the arc costs more, %": (100 * all.filter(b => cut[b] > deleted[b]).length) / all.length,
    "all arcs taken": 100 * pass(all, {cut: all}).error
  };
});

/** Networks of 20 layers, trained with the full batch, read after k of their 9 blocks: errors in per cent. */
const early = measurement(
  "read early",
  2.5,
  seed =>
    Object.assign(
      {},
      ...(["plain", "zero-gamma"] as const).map(variant => {
        const {options, weights} = trained({variant, depth: 20, batch: 480, rates: defaultRates, seed});
        const pass = passes(options, weights);
        const after = Array.from({length: 10}, (_, k) => 100 * pass(options.blocks.slice(0, k)).error);
        return {
          [`${variant} 0`]: after[0],
          [`${variant} 5`]: after[5],
          [`${variant} 7`]: after[7],
          [`${variant} 9`]: after[9],
          [`${variant}, least before the last`]: Math.min(...after.slice(0, 9)),
          [`${variant}, median before the last`]: median(after.slice(0, 9)),
          [`${variant}, largest rise`]: Math.max(...after.slice(1).map((e, k) => e - after[k]))
        };
      })
    ),
  // The words were found with 21 to 30 and 61 to 70.
  seedsFrom(71)
);

export const findings: readonly Finding[] = [
  finding("shares", "residual-network#what-blocks-learned", shares, {
    says: {
      en: "The deeper the network, the smaller the share of each block.",
      zh: "网络越深，每个块的份额越小。"
    },
    shows: ["8", "20", "32", "56", "110"],
    holds: r => {
      const falls = (a: number, b: number) => (a > b ? 1 : 0);
      const steps = r.map(
        n =>
          falls(n["8"], n["20"]) +
          falls(n["20"], n["32"]) +
          falls(n["32"], n["56"]) +
          falls(n["56"], n["110"])
      );
      return steps.reduce((a, b) => a + b) >= 0.9 * 4 * r.length;
    }
  }),
  finding("one-block", "residual-network#what-blocks-learned", lesions, {
    says: {
      en: "A network of 56 layers whose branches started at 0 hardly misses most single blocks, nor minds two trading places.",
      zh: "分支从 0 起步的 56 层网络，少了哪一块、两块对调，大多无关痛痒。"
    },
    shows: [
      "zero-gamma whole",
      "zero-gamma one deleted, median cost",
      "zero-gamma one deleted, most",
      "zero-gamma blocks that cost under 5 points, %",
      "zero-gamma two swapped, median cost",
      "zero-gamma two swapped, most"
    ],
    holds: r =>
      middle(r, "zero-gamma blocks that cost under 5 points, %") > 75 &&
      always(
        r,
        n => n["zero-gamma one deleted, median cost"] < 5 && n["zero-gamma two swapped, median cost"] < 2
      )
  }),
  finding("bit-by-bit", "residual-network#what-blocks-learned", lesions, {
    says: {
      en: "Take out many blocks, and the error climbs bit by bit.",
      zh: "拿走许多块，误差才一点点升上去。"
    },
    shows: ["zero-gamma 10 % deleted", "zero-gamma 25 % deleted", "zero-gamma 50 % deleted"],
    holds: r =>
      always(
        r,
        n =>
          n["zero-gamma 10 % deleted"] < n["zero-gamma 25 % deleted"] &&
          n["zero-gamma 25 % deleted"] < n["zero-gamma 50 % deleted"]
      )
  }),
  finding("dear-blocks", "residual-network#what-blocks-learned", lesions, {
    says: {
      en: "Where branches start at full strength, or with pre-activation, more blocks are dear, the first ones above all.",
      zh: "分支全力起步，或者采用预激活，少不得的块就更多，尤其是开头几个。"
    },
    shows: [
      "residual blocks that cost under 5 points, %",
      "residual the first five, median cost",
      "residual the others, median cost",
      "pre-activation blocks that cost under 5 points, %",
      "pre-activation the first five, median cost",
      "pre-activation the others, median cost"
    ],
    holds: r =>
      (["residual", "pre-activation"] as const).every(
        kind =>
          middle(r, `${kind} blocks that cost under 5 points, %`) <
            middle(r, "zero-gamma blocks that cost under 5 points, %") &&
          share(r, n => n[`${kind} the first five, median cost`] > n[`${kind} the others, median cost`]) >=
            0.9
      )
  }),
  finding("one-arc", "residual-network#what-blocks-learned", arcs, {
    says: {
      en: "Take one arc and leave its layers, and a network of 56 layers guesses, or does little better, nearly wherever it was. Its layers alone cost far less at every place.",
      zh: "拿走一条弧线，留下两层，56 层的网络无论少了哪一条，几乎都成了瞎猜，或者好不了多少；只拿走两层，处处都轻得多。"
    },
    shows: [
      "whole",
      "one arc taken, median",
      "first twenty arcs, least",
      "last seven arcs, least",
      "layers of one block taken, median",
      "places where the arc costs more, %"
    ],
    holds: r =>
      always(
        r,
        n =>
          n["one arc taken, median"] > 60 &&
          n["first twenty arcs, least"] > 40 &&
          n["places where the arc costs more, %"] === 100
      )
  }),
  finding("no-arcs", "instructors#class-questions", arcs, {
    says: {
      en: "Without any of its arcs a trained network of 56 layers guesses.",
      zh: "训练好的 56 层网络，弧线全部拆掉就是瞎猜。"
    },
    shows: ["whole", "all arcs taken"],
    holds: r => always(r, n => n["all arcs taken"] > 60)
  }),
  finding("read-early", "residual-network#what-blocks-learned", early, {
    says: {
      en: "Read early, a residual network of 20 layers errs less from block to block, with small bumps, and has most examples right with two blocks to go; a plain one, as good in the end, gets a quarter and mostly more than half wrong until its last block.",
      zh: "提前读出：20 层的残差网络误差逐块下降，略有起伏，还差两块时大部分样本已经判断正确；普通网络最终同样好，但直到最后一块之前，至少错四分之一，多半错一半以上。"
    },
    shows: [
      "zero-gamma 0",
      "zero-gamma 5",
      "zero-gamma 7",
      "zero-gamma 9",
      "zero-gamma, largest rise",
      "plain, least before the last",
      "plain, median before the last",
      "plain 9"
    ],
    holds: r =>
      always(
        r,
        n =>
          n["plain 9"] < 3 &&
          n["zero-gamma 9"] < 3 &&
          n["plain, least before the last"] > 25 &&
          n["plain, median before the last"] > 50 &&
          n["zero-gamma 5"] < n["zero-gamma 0"] &&
          n["zero-gamma, largest rise"] < 15
      ) &&
      always(r, n => n["zero-gamma 7"] < 50) &&
      middle(r, "zero-gamma 7") < 20
  }),
  finding("one-path", "residual-network#what-blocks-learned", lesions, {
    says: {en: "Remove one link of a plain network, and all is lost.", zh: "普通网络断了一环，全盘皆输。"},
    shows: ["plain 8 whole", "plain 8, least cost"],
    holds: r => always(r, n => n["plain 8, least cost"] > 40)
  }),
  finding("short-paths", "residual-network#what-blocks-learned", lesions, {
    says: {
      en: "The gradient comes mostly along paths far shorter than the 13.5 blocks that count on average.",
      zh: "梯度主要走短的路径，远比平均的 13.5 个块短。"
    },
    shows: ["zero-gamma mean length of a path by gradient"],
    holds: r => always(r, n => n["zero-gamma mean length of a path by gradient"] < 9)
  })
];
