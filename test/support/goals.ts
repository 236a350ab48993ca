// How a reader reaches the goals of the figures: values that their controls can have, as a link says them.
import {type Declarations, defaults, readHash, type Values} from "../../lib/lesson/parameters.js";

export const solutions: {readonly [page: string]: {readonly [figure: string]: string}} = {
  "one-by-one-convolution": {
    "times-two-figure": "factor=-1",
    "one-filter-figure": "preset=average&bias=-0.67",
    "many-filters-figure": "filters=36",
    "fully-connected-figure": "row=2&column=2&filter=7",
    "on-a-picture-figure": "mixing=own&outputs=1&mix=1,-1.3,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
    "shrinking-channels-figure": "nF=48",
    "bottleneck-figure": "neck=154",
    "in-resnet-figure": "group=1",
    "stride-figure": "reading=square&outRow=1&outColumn=1"
  },
  "residual-block": {
    "walkthrough-figure": "b1=-9&b2=0",
    "what-if-figure": "variant=preActivation&w2=-3",
    "kinds-figure": "kind=bottleneck&f=1&kindSeed=6",
    "shapes-figure": "form=images&remedy=A",
    "backwards-figure": "b2=4",
    "many-blocks-figure": "k=100&gain=0.3"
  },
  "why-resnets-work": {
    "two-layers": "zerow=on&zerob=on&lastlayer=linear",
    "identity-learning": "start=identity",
    "loss-landscape": "decay=0",
    // Four are run by a button.
    "lambda-sweep": "sweeprate=0.001",
    "loss-plane": "planedepth=8&planeradius=3",
    "append-blocks": "blocks=2&appendseeds=1",
    "extended-by-identity": "solutionseed=8",
    "dropped-block": "trainedbefore=40&droppedstep=3",
    "decay-and-normalisation": "normalised=off"
  },
  "residual-network": {
    "network-builder": "arcs=00",
    // These three and the race are run by a button; that a figure has blocks deleted is in no link.
    "degradation-experiment": "block=residual&rate=0.3&deepest=32",
    "layers-per-block": "perblockseed=6",
    convnet: "netBlock=plain&netDepth=32",
    "inside-network": "look=8",
    race: "raceDepth=8",
    "signals-by-layer": "signalDepth=100&linearStart=on",
    "stop-early": "passed=8",
    photographs: "photoResidual=1010010",
    walker: "walkDepth=50&walkSide=192"
  }
};

/**
 * The goals of a page's figures, to be tried with values. `reached` computes the numbers of a figure from them, by the
 * library, and asks its goal.
 */
export function goalsOf<D extends Declarations>(
  page: string,
  parameters: D,
  reached: {readonly [figure: string]: (values: Values<D>) => boolean | undefined}
) {
  const start = defaults(parameters);
  const ids = Object.keys(solutions[page]);
  if (ids.join() !== Object.keys(reached).join()) throw new Error(`other goals: ${Object.keys(reached)}`);
  return {
    ids,
    start,
    atStart: (id: string) => reached[id](start),
    with: (id: string, values: Partial<Values<D>>) => reached[id]({...start, ...values}),
    /** @throws when a link with the solution's values would be refused */
    solved(id: string) {
      const {values, problems} = readHash(parameters, solutions[page][id]);
      if (problems.length) throw new Error(JSON.stringify(problems));
      return reached[id](values);
    }
  };
}
