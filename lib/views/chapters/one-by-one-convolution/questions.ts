import {oneByOneConvolution} from "../../../lesson/questions/one-by-one-convolution.js";
import {quiz} from "../../figure/quiz.js";

/** The chapter's questions. */
export const check = () => quiz("one-by-one-questions", oneByOneConvolution);
