import {expect, it} from "vitest";
import {imageNetNames} from "../../scripts/imagenet.js";

it("names the 1,000 classes of ImageNet in the order of the networks’ outputs", () => {
  const names = imageNetNames();
  expect(names).toHaveLength(1000);
  expect([0, 1, 207, 281, 404, 817, 999].map(i => names[i])).toEqual([
    ...["tench", "goldfish", "golden retriever", "tabby", "airliner", "sports car", "toilet tissue"]
  ]);
  expect(names.filter(name => !name.trim())).toEqual([]);
  // The bird and the machine have one name between them, and no other.
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual(["crane"]);
});
