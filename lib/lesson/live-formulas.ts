/**
 * The formulas whose numbers live, in TeX. `\slot{name}` is a number that a figure fills in; a name may occur twice.
 * scripts/formulas.ts typesets them into live-formulas.mathml.ts, as no typesetter goes to the browser.
 */
export const tex = {
  /** One filter at one position: the sum over channels, the bias, ReLU. */
  oneNeuron: String.raw`\part{z}{z} = \part{sum}{\sum_{c=1}^{\slot{channels}}} \part{weight}{\class{weight}{w_c}}\,
    \part{value}{\class{main}{x_c}} + \part{bias}{b} = \part{sum}{\slot{sum}} + \part{bias}{\slot{bias}} = \part{z}{\slot{z}}, \qquad
    \part{relu}{a = \operatorname{ReLU}(\slot{z}) = \slot{a}}`,
  /** The four steps of a residual block; under each term its number for one unit. */
  blockZ1: String.raw`\part{z[l+1]}{\underset{\slot{z1}}{z^{[l+1]}}} =
    \part{W[l+1] a[l]}{\underset{\slot{w1}}{\class{weight}{W^{[l+1]}}\, a^{[l]}}} +
    \part{b[l+1]}{\underset{\slot{b1}}{\class{weight}{b^{[l+1]}}}}`,
  blockA1: String.raw`\part{a[l+1]}{\underset{\slot{a1}}{a^{[l+1]}}} = g\big(
    \part{z[l+1]}{\underset{\slot{z1}}{z^{[l+1]}}}\big)`,
  blockZ2: String.raw`\part{z[l+2]}{\underset{\slot{z2}}{z^{[l+2]}}} =
    \part{W[l+2] a[l+1]}{\underset{\slot{w2}}{\class{weight}{W^{[l+2]}}\, a^{[l+1]}}} +
    \part{b[l+2]}{\underset{\slot{b2}}{\class{weight}{b^{[l+2]}}}}`,
  blockA2: String.raw`\part{a[l+2]}{\underset{\slot{a2}}{a^{[l+2]}}} = g\big(
    \part{z[l+2] z[l+2]+a[l]}{\underset{\slot{z2}}{\class{main}{z^{[l+2]}}}} +
    \part{a[l] z[l+2]+a[l]}{\underset{\slot{a0}}{\class{shortcut}{a^{[l]}}}}\big)`,
  /** The last of them in a plain block. */
  blockA2Plain: String.raw`\part{a[l+2]}{\underset{\slot{a2}}{a^{[l+2]}}} = g\big(
    \part{z[l+2]}{\underset{\slot{z2}}{\class{main}{z^{[l+2]}}}}\big)`,
  /** What many filters do to the shape. */
  manyFilters: String.raw`6\times 6\times 32 \;\ast\; \class{weight}{(1\times 1\times 32)\times \slot{filters}}
    \;\to\; 6\times 6\times \class{main}{\slot{filters}}`,
  /** The same as a matrix product. */
  byMatrix: String.raw`\begin{gathered}\underset{36\times 32}{A}\;\underset{32\times \slot{filters}}{\class{weight}{W}} + b
    = \underset{36\times \slot{filters}}{Z} \\[6pt] z_{\slot{position},\slot{filter}} = \slot{z}\end{gathered}`
};
