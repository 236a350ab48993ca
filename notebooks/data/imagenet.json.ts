// What the 1,000 classes of ImageNet are called.
import {imageNetNames} from "../../scripts/imagenet.js";

process.stdout.write(JSON.stringify(imageNetNames()));
