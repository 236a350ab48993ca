// Networks that were trained on photographs (scripts/train): what was measured, as the page shows it.
import {statSync} from "node:fs";
import plain from "../../assets/networks/plain-20.json" with {type: "json"};
import residual from "../../assets/networks/resnet-20.json" with {type: "json"};
import type {Results} from "../../scripts/train/results.js";

const networks = ([plain, residual] satisfies Results[]).map(
  ({network, classes, scale, recipe, history, images, error, blocks}) => {
    const {size: bytes} = statSync(`assets/networks/${network}.safetensors`);
    return {bytes, classes, scale, recipe, history, images, error: error.rounded, blocks};
  }
);
process.stdout.write(JSON.stringify(networks));
