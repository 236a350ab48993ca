import type {Declarations, Values} from "../../../lesson/parameters.js";

/** The names of a figure's own parameters. */
export function names<D extends Declarations>(declarations: D): (keyof D & string)[] {
  return Object.keys(declarations);
}

/** The values of a figure's own parameters, out of those of the page. */
export function own<D extends Declarations>(declarations: D, values: Values<D>): Values<D> {
  return Object.fromEntries(names(declarations).map(name => [name, values[name]])) as Values<D>;
}
