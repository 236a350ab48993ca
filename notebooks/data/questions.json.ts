// A block that is left out, and decay under batch normalisation: what the answers on why ResNets work open with.
import {decay} from "../../lib/experiments/decay.js";
import {dropping} from "../../lib/experiments/dropping.js";
import {storedJson} from "../../lib/lesson/stored.js";

process.stdout.write(
  storedJson({
    dropping: [...dropping()],
    decay: {
      normalised: [...decay({norm: true})],
      bare: [...decay({norm: false, rate: 0.01})]
    }
  })
);
