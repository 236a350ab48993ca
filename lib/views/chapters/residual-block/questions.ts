import {residualBlock} from "../../../lesson/questions/residual-block.js";
import {quiz} from "../../figure/quiz.js";

/** The chapter's questions. */
export const check = () => quiz("check-questions", residualBlock);
