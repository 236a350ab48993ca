// What the reader can change on this page, figure by figure. Light: a page loads it at once, its figures when they come near.
import {integer} from "../../../lesson/parameters.js";

/** Steps of a training, and how many lie between two moments that are kept. */
export const steps = 150;
export const every = 10;

/** The moment of the training that is shown. */
export const duelParameters = {step: integer({min: every, max: steps, value: steps})};

/** All of the page's. */
export const parameters = duelParameters;
