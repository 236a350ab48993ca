// The networks whose signals are compared: shared by the figure and the data loader. No DOM.
import type {NetworkOptions} from "../../experiments/network.js";
import type {SignalOptions} from "../../experiments/signals.js";
import {choice, integer, type Parameter, toggle, type Values} from "../parameters.js";

/** The networks by name; each has a switch of that name. */
const signalNetworks = {
  plain: {variant: "plain", norm: false},
  plainNorm: {variant: "plain", norm: true},
  fullBranch: {variant: "residual", norm: false},
  smallBranch: {variant: "scaled", norm: false},
  zeroGamma: {variant: "zero-gamma", norm: true},
  paper: {variant: "residual", norm: true},
  preActivation: {variant: "pre-activation", norm: true},
  linearStart: {variant: "plain", norm: false, initialisation: "looks-linear"}
} satisfies Record<string, NetworkOptions>;

export type SignalName = keyof typeof signalNetworks;
export const signalNames = Object.keys(signalNetworks) as SignalName[];

/** A whole even number: networks of two-layer blocks have an even number of layers. */
const even = ({min, max, value}: {min: number; max: number; value: number}): Parameter<number> => {
  const whole = integer({min, max, value});
  return {
    ...whole,
    step: 2,
    expects: `${min}, ${min + 2} … ${max}`,
    parse: text => {
      const found = whole.parse(text);
      return found !== undefined && found % 2 === 0 ? found : undefined;
    }
  };
};

/** What a measurement depends on. */
export const signalSettings = {
  signalDepth: even({min: 4, max: 152, value: 56}),
  signalStep: choice(["0", "1", "10", "150"], "0"),
  signalWidth: choice(["8", "16", "32", "64"], "16"),
  // Of ten seeds this one is about the median; the first is an outlier, in which gradients hardly shrink.
  signalSeed: integer({min: 1, max: 9999, value: 3})
};

/** What is measured at each layer: the size of the gradient and of the activations, the cosine of two inputs. */
export const signalMeasures = ["gradient", "rms", "cosine"] as const;

/** Parameters of the figure. */
export const signalParameters = {
  ...signalSettings,
  signalShow: choice(signalMeasures, "gradient"),
  plain: toggle(true),
  plainNorm: toggle(true),
  fullBranch: toggle(false),
  smallBranch: toggle(false),
  zeroGamma: toggle(true),
  paper: toggle(false),
  preActivation: toggle(false),
  linearStart: toggle(false)
};

/** What is measured for one network. */
export function signalOptions(
  name: SignalName,
  {signalDepth, signalStep, signalWidth, signalSeed}: Values<typeof signalSettings>
): SignalOptions {
  return {
    ...signalNetworks[name],
    depth: signalDepth,
    width: Number(signalWidth),
    seed: signalSeed,
    at: [Number(signalStep)]
  };
}
