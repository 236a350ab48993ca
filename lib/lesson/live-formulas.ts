/**
 * The formulas whose numbers live, in TeX. `\slot{name}` is a number that a figure fills in; a name may occur twice.
 * scripts/formulas.ts typesets them into live-formulas.mathml.ts, as no typesetter goes to the browser.
 */
export const tex = {
  /** One filter at one position: the sum over channels, the bias, ReLU. */
  oneNeuron: String.raw`z = \sum_{c=1}^{\slot{channels}} \class{weight}{w_c}\,\class{main}{x_c} + b
    = \slot{sum} + \slot{bias} = \slot{z}, \qquad a = \operatorname{ReLU}(\slot{z}) = \slot{a}`
};
