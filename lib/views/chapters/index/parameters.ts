// What the reader can change on this page, figure by figure. Light: a page loads it at once, its figures when they come near.
import {choice, integer, toggle} from "../../../lesson/parameters.js";

/** Steps of a training, and how many lie between two moments that are kept. */
export const steps = 150;
export const every = 10;

/** What is trained: how many layers, and whether the plain network gets the addition too. */
export const duelSettings = {
  layers: choice(["8", "20", "56", "110"], "56"),
  added: toggle(false)
};

export const duelParameters = {
  ...duelSettings,
  /** Which network the reader thinks will learn; until they have said so, the figure asks. */
  guess: choice(["none", "plain", "residual", "shown"], "none"),
  /** The moment of the training that is shown. */
  step: integer({min: every, max: steps, value: steps})
};

/** All of the page's. */
export const parameters = duelParameters;
