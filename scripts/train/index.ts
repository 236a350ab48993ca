// npm run train -- resnet-20 plain-20 --data FOLDER --jobs 2: trains networks on CIFAR-10. README.md says more.
import "./relaxed.js";
import {fork} from "node:child_process";
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {kernels} from "../../lib/kernels/index.js";
import {architectures} from "../../lib/nn/index.js";
import {oneOf} from "../../lib/tensor/check.js";
import {first, readImages} from "./images.js";
import {writeResults} from "./results.js";
import {type Epoch, type Report, run, standard} from "./run.js";

const names = ["plain-20", "plain-56", "resnet-20", "resnet-56", "resnet-110"] as const;
type Name = (typeof names)[number];

const {values: options, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    data: {type: "string", default: "cifar-10-batches-bin"},
    out: {type: "string", default: "training"},
    results: {type: "string", default: "assets/networks"},
    epochs: {type: "string", default: `${standard.epochs}`},
    rate: {type: "string", default: `${standard.rate}`},
    seed: {type: "string", default: `${standard.seed}`},
    images: {type: "string", default: "50000"},
    jobs: {type: "string", default: "1"}
  }
});
const wanted = positionals.map(name => oneOf("network", name as Name, names));
if (!wanted.length) throw new Error(`which network? ${names.join(", ")}`);

/** Each network in a process of its own, so many at a time, in the order given. */
async function sideBySide(queue: Name[], jobs: number): Promise<void> {
  const own = process.argv.slice(2).filter(argument => !positionals.includes(argument));
  const work = async () => {
    for (let name = queue.shift(); name; name = queue.shift()) {
      const child = fork(fileURLToPath(import.meta.url), [name, ...own]);
      const code = await new Promise(resolve => child.once("exit", resolve));
      if (code !== 0) process.exitCode = 1;
    }
  };
  await Promise.all(Array.from({length: jobs}, work));
}

function train(name: Name): void {
  const folder = join(options.out, name);
  mkdirSync(folder, {recursive: true});
  const say = (text: string) => console.log(`${new Date().toISOString().slice(0, 19)} ${name} ${text}`);
  const [training, test] = (["train", "test"] as const).map(part =>
    first(readImages(part, options.data, join(options.out, "images")), Number(options.images))
  );
  const recipe = {
    ...standard,
    epochs: Number(options.epochs),
    rate: Number(options.rate),
    seed: Number(options.seed)
  };
  say(`${training.count} images, tested on ${test.count}, ${kernels.name}`);

  // Steps leave no pause in which a message could tell that the parent has gone.
  const parent = process.ppid;
  const tell = progress(recipe.epochs, say);
  const architecture = architectures[`cifar-${name}`];
  const trained = run({
    architecture,
    recipe,
    training,
    test,
    path: join(folder, "checkpoint"),
    onStep(report) {
      tell(report);
      return process.send !== undefined && process.ppid !== parent;
    }
  });
  if (!trained) return;
  say("trained; now each block is taken away and each arc is cut");
  const {error} = writeResults(options.results, name, architecture, recipe, trained, training, test);
  say(
    `test error ${percent(error.trained)}, rounded to float16 ${percent(error.rounded)}: see ${options.results}`
  );
}

/** Returns a function that says once a minute, and after each epoch, how far training is and how long it will take. */
function progress(epochs: number, say: (text: string) => void): (report: Report) => void {
  const begun = performance.now();
  let [told, since] = [begun, 0];
  return ({step, steps, perEpoch, loss, history}) => {
    since++;
    const now = performance.now();
    const ended = step % perEpoch === 0;
    if (!ended && now - told < 60_000) return;
    told = now;
    const each = (now - begun) / since / 1000;
    const result = ended ? described(history.at(-1)!) : `loss ${loss.toFixed(3)}`;
    const pace = `${each.toFixed(2)} s a step, ${duration(each * (steps - step))} left`;
    say(`epoch ${Math.ceil(step / perEpoch)}/${epochs} step ${step}/${steps}: ${result}; ${pace}`);
  };
}

const described = ({trainingLoss, trainingError, testError}: Epoch) =>
  `training loss ${trainingLoss.toFixed(3)}, error ${percent(trainingError)}, test error ${percent(testError)}`;

const percent = (x: number) => `${(100 * x).toFixed(2)} %`;

const duration = (seconds: number) =>
  `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, "0")} min`;

if (wanted.length === 1) train(wanted[0]);
else await sideBySide(wanted, Number(options.jobs));
