// Numbers as a reader wants them: below the views, since questions say numbers too.
export * from "../../lesson/numbers.js";
