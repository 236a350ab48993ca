// The questions of all chapters come when the review is near, as figures do; so does what a learner hands in.
import {loadChapters} from "../../lesson/questions/index.js";
import {islands} from "../figure/island.js";

export const {review, myResults} = islands({
  review: [
    "review-questions",
    async () => {
      const [{reviewOf}, chapters] = await Promise.all([import("./review.js"), loadChapters()]);
      return {review: () => reviewOf(chapters)};
    }
  ],
  myResults: ["my-results-panel", () => import("./my-results.js")]
});
