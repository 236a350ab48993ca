// What the 1,000 classes of ImageNet are called, in the order of the networks' outputs, from TensorFlow.js's package.
import {IMAGENET_CLASSES} from "@tensorflow-models/mobilenet/dist/imagenet_classes.js";

/** One name of each class, of which some have several; all of them where the first is another's too. */
export function imageNetNames(): string[] {
  const all = Object.values(IMAGENET_CLASSES);
  const first = (names: string) => names.split(",")[0];
  return all.map(names =>
    all.filter(other => first(other) === first(names)).length > 1 ? names : first(names)
  );
}
