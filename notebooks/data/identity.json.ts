// What is left of the error against λ: what the page on why ResNets work opens with.
import {identitySweep} from "../../lib/experiments/identity.js";

const settings = {lambdas: [0, 0.001, 0.01, 0.05, 0.1, 0.3], seeds: 20};

process.stdout.write(JSON.stringify({settings, results: [...identitySweep(settings)]}));
