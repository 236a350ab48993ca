import {oneByOne} from "./one-by-one.js";
import {residualBlock} from "./residual-block.js";
import {whyResNetsWork} from "./why-resnets-work.js";

export type {Exercise, Text, Value} from "./exercise.js";
export {type Failure, type Fault, grade, type Verdict} from "./grade.js";

/** All exercises, in the order of the chapters. */
export const exercises = [...residualBlock, ...whyResNetsWork, ...oneByOne];
